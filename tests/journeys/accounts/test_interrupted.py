"""A session that ends in the middle of a form, and two people at one browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, stranger
from tests.journeys.accounts.steps import fill, give_password, heading, press, sign_in

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
