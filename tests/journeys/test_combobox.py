"""Suggestions under the search box, by keyboard and by a screen reader."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import BOX, box, tab_to
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def said(page: Page) -> Locator:
    """What a screen reader is told."""
    return page.locator("[data-announcements]")


def answered(page: Page) -> None:
    """Wait until what is shown belongs to the words that stand in the box: keys come slowly on a busy machine."""
    expect(page.locator(".kb-suggestions")).to_have_attribute("aria-busy", "false")


def type_words(page: Page, words: str, delay: int = 20) -> None:
    """Reach the box with the Tab key, empty it and type, as somebody without a mouse does."""
    tab_to(page, BOX)
    page.keyboard.press("Control+A")
    page.keyboard.type(words, delay=delay)
    answered(page)
    expect(options(page).first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/search"])
def test_a_suggestion_is_reached_with_the_arrow_keys_and_followed_with_enter(sized: Page, path: str) -> None:
    sized.goto(path)
    type_words(sized, "domestic")
    count = options(sized).count()
    expect(box(sized)).to_have_attribute("aria-expanded", "true")
    expect(said(sized)).to_have_text(f"{count} suggestions. Use the up and down arrow keys to read them.")

    sized.keyboard.press("ArrowDown")
    active = box(sized).get_attribute("aria-activedescendant")
    expect(sized.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(sized.locator(f"#{active}")).to_have_text("Domestic abuse Theme")
    expect(box(sized)).to_be_focused()
    expect(box(sized)).to_have_value("domestic")
    sized.keyboard.press("Enter")

    expect(sized).to_have_url(re.compile("/themes/domestic-abuse$"))


def test_the_list_of_the_whole_words_is_counted_however_slowly_they_are_typed(page: Page) -> None:
    page.goto("/search")
    type_words(page, "domestic", delay=200)
    expect(said(page)).to_have_text(re.compile(rf"^{options(page).count()} suggestions?\."))


def test_beyond_the_last_suggestion_is_the_box_again(page: Page) -> None:
    page.goto("/")
    type_words(page, "domestic")
    for _ in range(options(page).count() + 1):
        page.keyboard.press("ArrowDown")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")


def test_enter_without_a_choice_sends_the_words_as_typed(sized: Page) -> None:
    sized.goto("/")
    type_words(sized, "domestic")
    sized.keyboard.press("Enter")

    expect(sized).to_have_url(re.compile(r"/search\?q=domestic$"))
    expect(box(sized)).to_have_value("domestic")


def test_escape_closes_the_list_and_leaves_the_words(page: Page) -> None:
    page.goto("/")
    type_words(page, "domestic")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("domestic")
    expect(said(page)).to_have_text("")

    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_the_list_closes_when_the_focus_goes_on(page: Page) -> None:
    page.goto("/")
    type_words(page, "domestic")
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_a_suggestion_is_followed_by_click(page: Page) -> None:
    page.goto("/")
    type_words(page, "dv")
    expect(options(page).first).to_have_text("Domestic abuse Theme, also called DV")
    options(page).first.click()

    expect(page).to_have_url(re.compile("/themes/domestic-abuse$"))


def test_suggestions_are_asked_for_when_typing_pauses_and_from_two_letters_on(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggestions" in request.url else None)
    page.goto("/")
    tab_to(page, BOX)
    page.keyboard.type("d")
    page.wait_for_timeout(400)
    assert asked == []
    page.keyboard.type("omestic", delay=10)
    expect(options(page).first).to_be_visible()
    assert [url.partition("?")[2] for url in asked] == ["q=domestic"]


def test_an_answer_that_comes_late_is_not_shown(page: Page) -> None:
    late: list[Route] = []
    page.route(re.compile(r"suggestions\?q=do$"), lambda route: late.append(route))
    page.goto("/")
    tab_to(page, BOX)
    page.keyboard.type("do")
    page.wait_for_timeout(400)
    page.keyboard.type("mestic")
    expect(options(page).first).to_have_text("Domestic abuse Theme")
    assert len(late) == 1
    page.wait_for_timeout(100)
    expect(options(page).first).to_have_text("Domestic abuse Theme")


def test_when_nothing_is_suggested_that_is_said_and_enter_still_searches(page: Page) -> None:
    page.goto("/")
    tab_to(page, BOX)
    page.keyboard.type("qqqq")
    expect(said(page)).to_have_text("No suggestions.")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=qqqq$"))


def test_a_box_whose_suggestions_fail_still_searches(page: Page) -> None:
    page.route(re.compile("suggestions"), lambda route: route.fulfill(status=200, body="<html>signed out</html>"))
    page.goto("/")
    tab_to(page, BOX)
    page.keyboard.type("audit", delay=20)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=audit$"))


def test_names_are_shown_as_text(page: Page) -> None:
    name = "<img src=x onerror=alert(1)> & more"
    answer = [{"kind": "lesson", "text": name, "url": "/themes", "also": ""}]
    page.route(re.compile("suggestions"), lambda route: route.fulfill(status=200, body=json.dumps(answer)))
    page.goto("/")
    type_words(page, "any")
    expect(options(page).first).to_have_text(f"{name} Lesson")


def test_nothing_moves_when_suggestions_open(sized: Page) -> None:
    sized.goto("/search?q=audit")
    heading = sized.get_by_role("heading", level=1)
    before = heading.bounding_box()
    type_words(sized, "domestic")
    assert heading.bounding_box() == before
    width = sized.viewport_size
    assert width
    assert sized.evaluate("document.documentElement.scrollWidth") <= width["width"]


# --- axe


@pytest.mark.parametrize("path", ["/", "/search?q=audit"])
def test_axe_finds_no_violation_in_open_suggestions(sized: Page, path: str) -> None:
    sized.goto(path)
    type_words(sized, "safeguarding")
    assert faults(sized) == []
    sized.keyboard.press("ArrowDown")
    assert faults(sized) == []
