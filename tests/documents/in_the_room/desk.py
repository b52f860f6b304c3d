"""What stands on the screen while one presents, as tests find it."""

from playwright.sync_api import Locator, Page

from tests.documents.rooms import SLIDES

TITLES = [*(each.title for each in SLIDES), "Question 1", "Question 2"]
SECOND = 1000


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def title(page: Page) -> Locator:
    """The title of what is shown."""
    return page.locator(".screen h3:visible")


def said(page: Page) -> Locator:
    """What is said to who listens."""
    return page.locator("#voice")


def pass_(page: Page, seconds: float) -> None:
    """Let time pass, a few seconds at a time: on a busy machine the browser leaves out ticks of a long stretch."""
    left = int(seconds * SECOND)
    while left > 0:
        page.clock.run_for(min(left, 5 * SECOND))
        left -= 5 * SECOND
