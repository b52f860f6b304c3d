"""What people do on the pages of accounts, again and again."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.accounts.site import Somebody


def fill(page: Page, **typed: str) -> None:
    """Type into the fields with these names."""
    for name, words in typed.items():
        page.locator(f"main [name={name}]").fill(words)


def press(page: Page, words: str) -> None:
    """Press a button, or a link that looks like one, of the page itself."""
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """Follow a link of the page itself."""
    page.locator("main").get_by_role("link", name=words, exact=True).click()


def give_password(page: Page, person: Somebody) -> None:
    """Fill the page to sign in, which is open."""
    fill(page, email=person.email, password=person.password)
    press(page, "Sign in")


def sign_in(page: Page, person: Somebody, then: str = "/account") -> None:
    """Sign in, with a code where that is asked for, and arrive at a path."""
    page.goto(f"/sign-in?next={then}")
    give_password(page, person)
    if person.secret:
        expect(heading(page)).to_have_text("Enter a code")
        fill(page, code=person.code())
        press(page, "Go on")
    expect(page).to_have_url(re.compile(re.escape(then)))


def heading(page: Page) -> Locator:
    """The page's one h1."""
    return page.locator("h1")


def refused(page: Page, words: str) -> None:
    """The form came back with this in its summary, which has the focus, and the title says so."""
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_contain_text(words)
