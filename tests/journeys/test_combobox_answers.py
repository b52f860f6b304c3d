"""Suggestions that come late, are closed before they come, or are asked for again."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import WAIT
from tests.journeys.conftest import tab_to
from tests.journeys.test_combobox import BOX, answered, box, options, said, type_words

pytestmark = pytest.mark.browser


def held_back(page: Page, words: str) -> list[Route]:
    """Keeps the answer for these words until a test lets it go."""
    late: list[Route] = []
    page.route(re.compile(rf"suggestions\?q={words}$"), lambda route: late.append(route))
    return late


def wait_for(page: Page, late: list[Route]) -> Route:
    for _ in range(WAIT // 50):
        if late:
            return late[0]
        page.wait_for_timeout(50)
    raise AssertionError("nothing was asked for")


def test_escape_while_an_answer_is_on_its_way_keeps_the_list_closed(page: Page) -> None:
    late = held_back(page, "domestic")
    page.goto("/")
    tab_to(page, BOX)
    page.keyboard.type("domestic")
    route = wait_for(page, late)
    page.keyboard.press("Escape")
    route.continue_()
    page.wait_for_timeout(400)
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("domestic")


def test_escape_in_the_pause_after_typing_asks_for_nothing(page: Page) -> None:
    asked = held_back(page, "domestic")
    page.goto("/")
    tab_to(page, BOX)
    page.evaluate("""() => {
        const box = document.activeElement
        box.value = "domestic"
        box.dispatchEvent(new Event("input"))
        box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))
    }""")
    page.wait_for_timeout(400)
    assert asked == []
    answered(page)


def test_who_moves_in_a_list_keeps_it_though_another_answer_comes(page: Page) -> None:
    page.goto("/")
    type_words(page, "domesti")
    shown = options(page).first.inner_text()
    late = held_back(page, "domestic")
    page.keyboard.type("c")
    wait_for(page, late)
    page.keyboard.press("ArrowDown")
    page.unroute_all(behavior="ignoreErrors")
    page.wait_for_timeout(300)
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(options(page).first).to_have_text(shown)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/themes/domestic-abuse$"))


# --- opening again, saying again


@pytest.mark.parametrize(("key", "which"), [("ArrowDown", 0), ("ArrowUp", -1)])
def test_the_first_arrow_after_escape_opens_the_list_and_moves_into_it(page: Page, key: str, which: int) -> None:
    page.goto("/")
    type_words(page, "domestic")
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    expect(options(page).nth(which)).to_have_attribute("aria-selected", "true")


def test_alt_and_arrow_open_the_list_without_moving(page: Page) -> None:
    page.goto("/")
    type_words(page, "domestic")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowDown")
    expect(options(page).first).to_be_visible()
    assert box(page).get_attribute("aria-activedescendant") is None


def test_the_same_number_is_said_again(page: Page) -> None:
    page.goto("/")
    page.evaluate("""() => {
        window.said = []
        const place = document.querySelector("[data-announcements]")
        new MutationObserver(() => window.said.push(place.textContent)).observe(place, { childList: true })
    }""")
    tab_to(page, BOX)
    page.keyboard.insert_text("qqqq")
    expect(said(page)).to_have_text("No suggestions.")
    page.keyboard.insert_text("q")
    page.wait_for_timeout(100)
    expect(page.locator(".kb-suggestions")).to_have_attribute("aria-busy", "false")
    expect(said(page)).to_have_text("No suggestions.")
    assert [text for text in page.evaluate("window.said") if text] == ["No suggestions."] * 2


def test_what_was_said_goes_with_the_list_also_where_there_was_none(page: Page) -> None:
    page.goto("/")
    tab_to(page, BOX)
    page.keyboard.type("qqqq")
    expect(said(page)).to_have_text("No suggestions.")
    page.keyboard.press("Tab")
    expect(said(page)).to_have_text("")


def test_a_lesson_is_suggested_by_its_reference(page: Page) -> None:
    page.goto("/")
    type_words(page, "lb 6")
    expect(options(page)).to_have_count(1)
    expect(options(page).first).to_have_text(re.compile("Lesson LB-0006$"))
