"""A council officer asks: who has fixed unclear referral thresholds for domestic abuse, and how?"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import tab_to

pytestmark = pytest.mark.browser
LESSON = "Domestic abuse audit led to a specialist team"


def journey(page: Page) -> None:
    """Home, theme, filter, lesson, source, citation, shortlist."""
    page.goto("/")
    page.get_by_role("link", name="Domestic abuse", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Domestic abuse")
    page.get_by_label("Audit", exact=False).first.check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("change=audit"))
    page.get_by_role("link", name=LESSON).first.click()
    source = page.get_by_role("link", name="Boards driving improvements")
    expect(source).to_have_attribute("href", re.compile(r"^https://www\.communitycare\.co\.uk/"))
    page.get_by_role("button", name="Add to shortlist").first.click()
    page.get_by_role("link", name="Cite").first.click()
    expect(page.locator("main")).to_contain_text("LB-0001")
    page.get_by_role("link", name="Shortlist (1)").click()
    expect(page.locator("main")).to_contain_text(LESSON)


def words(page: Page) -> None:
    """The same by words: search box, a result with its words marked, a filter."""
    page.goto("/")
    page.locator("main").get_by_label("Search lessons").fill("thresholds domestic abuse")
    page.locator("main").get_by_role("button", name="Search").click()
    first = page.locator(".kb-card").first
    expect(first).to_contain_text(LESSON)
    assert first.locator("mark").count() >= 1


def test_with_scripts(page: Page) -> None:
    journey(page)
    words(page)


def test_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        journey(page)
        words(page)


def test_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/search?q=audit")
    page.locator("summary", has_text="Filters").click()
    page.locator("summary", has_text="Region").click()
    page.get_by_label("North West", exact=False).first.check()
    page.get_by_role("button", name="Apply").first.click()

    expect(page.locator(".kb-card").first).to_contain_text("North West")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    for stop in ("Domestic abuse", LESSON, "Add to shortlist"):
        follow(page, stop)
    expect(page.get_by_role("link", name="Shortlist (1)")).to_be_visible()
    follow(page, "Cite")

    expect(page.locator("main")).to_contain_text("LB-0001")


def follow(page: Page, words: str) -> None:
    """Reach a link or button with the Tab key and press it."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_printed_lesson_is_a_clean_sheet(page: Page, tmp_path: Path) -> None:
    page.goto("/lessons/nw-domestic-abuse-audit-team")
    page.emulate_media(media="print")

    for gone in ("nav", ".kb-footer__links", ".govuk-exit-this-page", "form", ".kb-concern"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("ol.kb-thread").is_visible()
    sheet = page.pdf(path=tmp_path / "lesson.pdf", format="A4")
    assert sheet.startswith(b"%PDF")


def test_the_page_can_be_left_at_once(page: Page) -> None:
    page.goto("/lessons/nw-domestic-abuse-audit-team")
    page.route("https://www.example.com/**", lambda route: route.fulfill(body="weather"))

    button = page.locator("a.govuk-exit-this-page__button").first
    assert button.is_visible()
    assert button.get_attribute("href") == "https://www.example.com/weather"
