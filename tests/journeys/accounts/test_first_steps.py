"""From an empty site to a lead who is signed in with a second step: link, account, app, invitation, sessions."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from config import HERE
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, Somebody, stranger
from tests.journeys.accounts.steps import fill, give_password, heading, press, refused, sign_in
from tests.journeys.server import environment

pytestmark = pytest.mark.browser


def test_the_first_admin_makes_an_account_with_the_printed_link_and_invites_a_lead(
    new_site: Site, windows_at: Callable[[str], Page]
) -> None:
    page, admin, lead = windows_at(new_site.address), stranger("Wilhelmina Brandt"), stranger("Ruth Okafor")
    link = printed_link(new_site)
    page.goto(link)
    fill(page, email=admin.email, name=admin.name, password=admin.password)
    press(page, "Make my account")
    expect(page.locator("main")).to_contain_text("Your role on this site works only with it.")
    page.goto("/admin")
    expect(page.locator("main")).not_to_contain_text("open account")
    set_up_second_step(page, admin)
    page.goto("/admin")
    expect(page.locator("main")).to_contain_text("1 open account")

    board = new_site.board()
    page.goto(f"/organisations/{board}/members")
    press(page, "Invite people")
    fill(page, addresses=lead.email)
    page.get_by_label("Lead", exact=True).check()
    press(page, "Send invitations")
    expect(page.locator("#invitations")).to_have_text("1 open invitation")
    page.goto(link)
    expect(page.locator("main")).to_contain_text("used")

    theirs = windows_at(new_site.address)
    accept(theirs, new_site, lead)
    expect(theirs.locator("main")).to_contain_text("You are its lead.")


def printed_link(site: Site) -> str:
    """What `kb users first-admin` prints."""
    command = [sys.executable, "-m", "kb.cli", "users", "first-admin"]
    around = environment(site.folder, KB_SITE_URL=site.address)
    return subprocess.run(command, cwd=HERE, env=around, check=True, capture_output=True, text=True).stdout.strip()


def accept(page: Page, site: Site, person: Somebody) -> None:
    """Follow the link of an invitation and make an account with it."""
    page.goto(site.link_to(person, "/invitations/"))
    fill(page, name=person.name, password=person.password)
    press(page, "Make my account and join")


def set_up_second_step(page: Page, person: Somebody) -> list[str]:
    """Set up an app as a person without a camera does, with a wrong code first; returns the recovery codes."""
    page.goto("/account/second-step")
    press(page, "Set it up")
    person.secret = page.locator("#key code").inner_text().replace(" ", "")
    fill(page, code="000000", password=person.password)
    press(page, "Switch it on")
    refused(page, "code")
    assert page.locator("#key code").inner_text().replace(" ", "") == person.secret
    fill(page, code=person.code(), password=person.password)
    press(page, "Switch it on")
    expect(heading(page)).to_have_text("Your recovery codes")
    codes = re.findall(r"^(?:[A-Z0-9]{4} ?){4}$", page.locator("pre").inner_text(), re.MULTILINE)
    assert len(codes) == 10
    press(page, "I have kept them")
    return codes


def test_an_invited_person_sets_up_an_app_and_signs_out_everywhere(site: Site, window: Windows) -> None:
    page, elsewhere, person, board = window(), window(), stranger("Ruth Okafor"), site.board()
    lead = site.member("Ada Oduya", board, "lead")
    asking = window()
    sign_in(asking, lead, f"/organisations/{board}/members/invite")
    fill(asking, addresses=person.email)
    asking.get_by_label("Contributor", exact=True).check()
    press(asking, "Send invitations")
    accept(page, site, person)
    expect(heading(page)).to_have_text("You belong to Northbridge Safeguarding Children Board")
    codes = set_up_second_step(page, person)

    elsewhere.goto("/sign-in?next=/account")
    give_password(elsewhere, person)
    fill(elsewhere, code="123456")
    press(elsewhere, "Go on")
    refused(elsewhere, "That code is not right")
    fill(elsewhere, code=codes[0].lower())
    press(elsewhere, "Go on")
    expect(heading(elsewhere)).to_have_text("Your account")
    expect(elsewhere.locator("main")).to_contain_text("9 recovery codes")

    page.goto("/account/sessions")
    expect(page.locator("tbody tr")).to_have_count(2)
    press(page, "Sign out everywhere")
    expect(heading(page)).to_have_text("Sign in")
    follow_into(elsewhere, "Change your name")
    expect(heading(elsewhere)).to_have_text("Sign in")
    give_password(elsewhere, person)
    fill(elsewhere, code=codes[0])
    press(elsewhere, "Go on")
    refused(elsewhere, "That recovery code has been used")
    fill(elsewhere, code=codes[1])
    press(elsewhere, "Go on")
    expect(heading(elsewhere)).to_have_text("Change your name")


def follow_into(page: Page, words: str) -> None:
    """Follow a link some of whose words only a screen reader reads."""
    page.locator("main").get_by_role("link", name=words).click()


def test_a_used_or_withdrawn_or_foreign_invitation_opens_nothing(site: Site, window: Windows) -> None:
    board, person = site.board(), stranger("Ruth Okafor")
    lead = site.member("Ada Oduya", board, "lead")
    asking, page = window(), window()
    sign_in(asking, lead, f"/organisations/{board}/members/invite")
    fill(asking, addresses=person.email)
    press(asking, "Send invitations")
    link = site.link_to(person, "/invitations/")
    asking.goto(link)
    expect(asking.locator("main")).to_contain_text(lead.email)
    asking.goto(f"/organisations/{board}/members")
    asking.locator("main").get_by_role("link", name="Withdraw").click()
    press(asking, "Withdraw the invitation")

    page.goto(link)

    expect(page.locator("main")).to_contain_text("withdrawn")
    expect(page.locator("main input[name=password]")).to_have_count(0)
    page.goto(f"{link[:-4]}0000")
    expect(heading(page)).to_have_text("We do not know this invitation")
