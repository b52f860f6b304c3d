"""A session that ends in the middle of a form, and two people at one browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, stranger
from tests.journeys.accounts.steps import fill, follow, give_password, heading, press, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("second_step", [False, True])
def test_what_was_typed_is_sent_after_signing_in_again(site: Site, window: Windows, second_step: bool) -> None:
    page, person = window(), site.somebody("Ada Oduya", second_step=second_step)
    sign_in(page, person, "/account/name")
    fill(page, name="Ada Oduya-Brandt שָׁלוֹם")
    site.end_sessions(person)
    page.locator("main form button").click()
    expect(heading(page)).to_have_text("Sign in to send this")
    expect(page.locator("main")).to_contain_text("Ada Oduya-Brandt שָׁלוֹם")
    press(page, "Sign in and go on")
    fill(page, email=person.email, password="not the right one at all")
    press(page, "Sign in")
    give_password(page, person)
    if second_step:
        fill(page, code=person.code())
        press(page, "Go on")
    expect(heading(page)).to_have_text("Send what you typed")
    expect(page.locator("main")).to_contain_text("Ada Oduya-Brandt שָׁלוֹם")
    press(page, "Send it")

    expect(heading(page)).to_have_text("Your account")
    expect(page.locator("main")).to_contain_text("Your name is changed.")
    expect(page.locator("main")).to_contain_text("Ada Oduya-Brandt שָׁלוֹם")


def test_invitations_are_not_lost_when_the_lead_signs_out_in_another_tab(site: Site, window: Windows) -> None:
    board, page, person = site.board(), window(), stranger("Cai Bevan")
    lead = site.member("Ruth Okafor", board, "lead")
    sign_in(page, lead, f"/organisations/{board}/members/invite")
    fill(page, addresses=person.email)
    other_tab = page.context.new_page()
    other_tab.goto("/")
    other_tab.get_by_role("button", name="Sign out").click()
    expect(heading(other_tab)).to_have_text("You have signed out")
    press(page, "Send invitations")
    press(page, "Sign in and go on")
    give_password(page, lead)
    expect(page.locator("main")).to_contain_text(person.email)
    press(page, "Send it")

    expect(page.locator("#invitations")).to_have_text("1 open invitation")


def test_what_one_person_typed_is_not_sent_as_another_unasked(site: Site, window: Windows) -> None:
    page = window()
    first, second = site.somebody("Ada Oduya"), site.somebody("Bo Lindqvist")
    sign_in(page, first, "/account/name")
    fill(page, name="Ada Lindgren")
    other_tab = page.context.new_page()
    other_tab.goto("/")
    other_tab.get_by_role("button", name="Sign out").click()
    sign_in(other_tab, second)
    page.locator("main form button").click()

    expect(page.locator("main")).to_contain_text("Somebody else was signed in when this was typed.")
    expect(page.get_by_role("button", name="Send it as Bo Lindqvist")).to_be_visible()
    page.get_by_role("link", name="Do not send it").click()
    expect(page).to_have_url(re.compile("/account/name$"))
    other_tab.reload()
    expect(other_tab.locator("main")).to_contain_text("Bo Lindqvist")


def test_two_people_in_two_windows_do_not_meet(site: Site, window: Windows) -> None:
    pages = [(window(), site.somebody(name)) for name in ("Ada Oduya", "Bo Lindqvist")]
    for page, person in pages:
        sign_in(page, person, "/account/name")
    for page, person in pages:
        fill(page, name=f"{person.name} the Second")
    for page, _ in reversed(pages):
        page.locator("main form button").click()

    for page, person in pages:
        expect(page.locator("main")).to_contain_text(f"{person.name} the Second")
        expect(page.locator("main")).to_contain_text(person.email)


def test_what_another_may_not_send_is_carried_to_whoever_typed_it(site: Site, window: Windows) -> None:
    board, page = site.board(), window()
    lead, member = site.member("Ruth Okafor", board, "lead"), site.member("Bo Lindqvist", board, "member")
    sign_in(page, lead, f"/organisations/{board}/members/invite")
    fill(page, addresses="cai.bevan@example.org")
    other_tab = page.context.new_page()
    other_tab.goto("/")
    other_tab.get_by_role("button", name="Sign out").click()
    sign_in(other_tab, member)
    press(page, "Send invitations")

    expect(heading(page)).to_have_text("What you typed was not sent")
    expect(page.locator("main")).to_contain_text("You are signed in as Bo Lindqvist, who may not do this.")
    expect(page.locator(".kb-typed")).to_contain_text("cai.bevan@example.org")
    press(page, "Go to sign in")
    give_password(page, lead)
    expect(page.locator("main")).to_contain_text("You are signed in as Ruth Okafor.")
    press(page, "Send it")
    expect(page.locator("main")).to_contain_text("cai.bevan@example.org")


def test_a_day_that_never_was_is_named_and_what_is_kept_stays(site: Site, window: Windows) -> None:
    board, page = site.board(), window()
    sign_in(page, site.holder("admin"), f"/admin/organisations/{board}/dates")
    fill(page, valid_to="1/5/2020")
    press(page, "Change the dates")
    expect(page.locator("main")).to_contain_text("1 May 2020")
    page.goto(f"/admin/organisations/{board}/dates")
    fill(page, valid_to="31 Feb 2021")
    press(page, "Change the dates")

    expect(page.locator(".govuk-error-summary")).to_contain_text("Last day must be a real date")
    expect(page.locator("#valid_to")).to_have_value("31 Feb 2021")
    follow(page, "Cancel")
    expect(page.locator("main")).to_contain_text("1 May 2020")
