"""Somebody registers, signs in by the keyboard alone, and forgets the password."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, stranger
from tests.journeys.accounts.steps import fill, follow, give_password, heading, press, refused, sign_in
from tests.journeys.conftest import tab_to

pytestmark = pytest.mark.browser
OTHER = "nine paddles under violet bridges"


def test_somebody_registers_with_the_link_that_was_sent(site: Site, window: Windows) -> None:
    page, person = window(), stranger("Noor Haddad")
    page.goto("/sign-in")
    follow(page, "Register if you have no account yet")
    fill(page, email="not an address")
    press(page, "Send me a link")
    refused(page, "address")
    fill(page, email=f"  {person.email.upper()} ")
    press(page, "Send me a link")
    page.goto(site.link_to(person, "/register/"))
    expect(page.locator("main")).to_contain_text(person.email)

    fill(page, name=person.name, password="password1234")
    press(page, "Make my account")
    refused(page, "password")
    expect(page.get_by_label("Your name")).to_have_value(person.name)
    fill(page, password=person.password)
    press(page, "Make my account")

    expect(heading(page)).to_have_text("Your account")
    expect(page.locator("main")).to_contain_text(person.name)


@pytest.mark.parametrize("second_step", [False, True])
def test_signing_in_by_the_keyboard_alone(site: Site, window: Windows, second_step: bool) -> None:
    page, person = window(), site.somebody(second_step=second_step)
    page.goto("/themes")
    _by_key(page, "Sign in")
    _type_at(page, "E-mail address", person.email)
    _type_at(page, "Password", person.password)
    if second_step:
        expect(heading(page)).to_have_text("Enter a code")
        _type_at(page, "Code", person.code())

    expect(page).to_have_url(re.compile("/themes$"))
    _by_key(page, person.name)
    expect(heading(page)).to_have_text("Your account")
    page.goto("/")
    _by_key(page, "Sign out")
    expect(heading(page)).to_have_text("You have signed out")


def _by_key(page: Page, words: str) -> None:
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _type_at(page: Page, label: str, words: str) -> None:
    tab_to(page, label)
    page.keyboard.type(words)
    if label != "E-mail address":
        with page.expect_navigation():
            page.keyboard.press("Enter")


def test_a_phone_whose_clock_is_two_minutes_off_is_told_so_and_the_next_code_lets_in(
    site: Site, window: Windows
) -> None:
    page, person = window(), site.somebody(second_step=True)
    page.goto("/sign-in?next=/account")
    give_password(page, person)
    fill(page, code=person.code_after(minutes=-2))
    press(page, "Go on")
    refused(page, "Your phone’s clock seems to be two minutes slow.")
    fill(page, code=person.code())
    press(page, "Go on")

    expect(heading(page)).to_have_text("Your account")


def test_a_forgotten_password_is_replaced(site: Site, window: Windows) -> None:
    page, elsewhere, person = window(), window(), site.somebody()
    sign_in(elsewhere, person)
    page.goto("/sign-in")
    fill(page, email=person.email, password="something that it never was")
    press(page, "Sign in")
    refused(page, "password")
    follow(page, "Get a link by e-mail to choose a new password")
    fill(page, email=person.email)
    press(page, "Send me a link")
    link = site.link_to(person, "/reset-password/")
    page.goto(link)
    fill(page, password=OTHER)
    press(page, "Change my password")

    expect(page.get_by_role("link", name=person.name)).to_be_visible()
    elsewhere.goto("/account")
    expect(heading(elsewhere)).to_have_text("Sign in")
    give_password(elsewhere, person)
    refused(elsewhere, "password")
    person.password = OTHER
    sign_in(elsewhere, person)
    elsewhere.goto(link)
    expect(elsewhere.locator("main")).to_contain_text("used")


def test_the_answer_is_the_same_for_an_address_without_an_account(site: Site, window: Windows) -> None:
    page, said = window(), []
    for person in (site.somebody(), stranger("Bo Lindqvist")):
        page.goto("/reset-password")
        fill(page, email=person.email)
        press(page, "Send me a link")
        said.append(page.locator("main").inner_text().replace(person.email, "the address that was typed"))

    assert said[0] == said[1]
