"""Every kind of page, looked at by axe and made narrow."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PAGES
from tests.journeys.looking import WIDTHS, faults, look_at

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation_and_no_page_scrolls_sideways(page: Page, path: str) -> None:
    page.goto(path)

    look_at(page, *WIDTHS)


def test_what_is_wrong_with_a_page_would_be_noticed(page: Page) -> None:
    page.goto("/help")
    page.evaluate("document.documentElement.removeAttribute('lang'); document.querySelector('h1').style.color = '#eee'")

    assert {fault.split(":")[0] for fault in faults(page)} == {"html-has-lang", "color-contrast"}
    page.evaluate("document.querySelector('h1').style.width = '2000px'")
    with pytest.raises(AssertionError):
        look_at(page, 320)


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
