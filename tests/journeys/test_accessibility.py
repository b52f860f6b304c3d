"""Every kind of page, looked at by axe and made narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PAGES

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    # A bar that stays at the window's edge half covers whatever is behind it until one scrolls; axe does not scroll.
    page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_narrow_screen(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_error_summary_leads_to_each_field(page: Page) -> None:
    page.goto("/report-a-problem")
    page.get_by_role("button", name="Send").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()

    for link, field in (("Select what it is about", "subject"), ("Say what the problem is", "text")):
        summary.get_by_role("link", name=link).click()
        assert page.evaluate("document.activeElement.name") == field


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/themes/domestic-abuse")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main-content"


def test_forced_colours_and_reduced_motion_leave_everything_readable(page: Page) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto("/lessons/nw-domestic-abuse-audit-team")

    assert page.locator("ol.kb-thread > li").count() == 5
    assert page.locator("h1").is_visible()
