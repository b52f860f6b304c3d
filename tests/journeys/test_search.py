"""Searching by keyboard, on a narrow screen, with a screen reader, without scripts."""

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.journeys.conftest import tab_to
from tests.journeys.test_accessibility import RULES

pytestmark = pytest.mark.browser
BOX = "Search lessons"


@pytest.fixture(params=[1280, 320])
def sized(page: Page, request: pytest.FixtureRequest) -> Page:
    """A wide page and a narrow one."""
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        yield context.new_page()


def box(page: Page) -> Locator:
    return page.get_by_label(BOX, exact=True)


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def said(page: Page) -> Locator:
    """What a screen reader is told."""
    return page.locator("[data-announcements]")


def type_words(page: Page, words: str) -> None:
    """Reach the box with the Tab key, empty it and type, as somebody without a mouse does."""
    tab_to(page, BOX)
    page.keyboard.press("Control+A")
    page.keyboard.type(words, delay=20)
    expect(options(page).first).to_be_visible()


# --- suggestions


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


# --- words, filters, results


def test_results_and_filters_by_keyboard(sized: Page) -> None:
    sized.goto("/search")
    tab_to(sized, BOX)
    sized.keyboard.type("referral")
    sized.keyboard.press("Enter")
    expect(sized).to_have_url(re.compile("q=referral"))
    found = number_found(sized)

    if not sized.get_by_label("Health services", exact=False).first.is_visible():
        tab_to(sized, "Filters")
        sized.keyboard.press("Enter")
    tab_to(sized, "Health services")
    sized.keyboard.press("Space")
    tab_to(sized, "Apply filters")
    sized.keyboard.press("Enter")

    expect(sized).to_have_url(re.compile("theme=health-services"))
    assert 0 < number_found(sized) < found
    expect(sized.locator(".kb-card")).to_have_count(number_found(sized))


def number_found(page: Page) -> int:
    """The number in the heading, with which the title begins too: it is what a screen reader says of a new page."""
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"^\d+ lessons? found$"))
    assert page.title().startswith(heading.inner_text())
    return int(heading.inner_text().split()[0])


def test_a_long_filter_is_narrowed_as_one_types(sized: Page) -> None:
    sized.goto("/search/filter/theme?q=referral")
    values = sized.locator("#found-values")
    everything = values.get_by_role("checkbox").count()
    sized.get_by_label("Neglect", exact=False).first.check()

    tab_to_find(sized)
    sized.keyboard.type("abuse dom")

    expect(values.get_by_role("checkbox")).to_have_count(2)
    expect(sized.get_by_label("Domestic abuse", exact=False).first).to_be_visible()
    expect(sized.get_by_role("status").filter(has_text=f"2 of {everything} shown")).to_be_visible()
    for group in values.get_by_role("group").all():
        expect(group.get_by_role("checkbox").first).to_be_visible()

    sized.get_by_label("Domestic abuse", exact=False).first.check()
    sized.get_by_role("button", name="Apply filters").click()
    expect(sized).to_have_url(re.compile("q=referral&theme=neglect&theme=domestic-abuse"))


def tab_to_find(page: Page) -> None:
    page.get_by_label("Find in the list").focus()


def test_without_scripts(plain: Page) -> None:
    plain.goto("/")
    box(plain).fill("domestic abuse")
    plain.get_by_role("button", name="Search").click()
    expect(plain.locator(".kb-card").first).to_be_visible()
    plain.get_by_role("link", name="Domestic abuse", exact=True).first.click()
    expect(plain).to_have_url(re.compile("/themes/domestic-abuse$"))

    plain.goto("/search?q=referral")
    plain.get_by_role("link", name=re.compile("Show all .* themes")).click()
    plain.get_by_label("Find in the list").fill("health")
    plain.get_by_role("button", name="Find").click()
    plain.get_by_label("Health services", exact=False).first.check()
    plain.get_by_role("button", name="Apply filters").click()
    expect(plain).to_have_url(re.compile("theme=health-services"))
    expect(plain.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ lessons? found$"))


# --- axe, with everything open


def violations(page: Page) -> str:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("path", ["/", "/search?q=audit"])
def test_axe_finds_no_violation_in_open_suggestions(sized: Page, path: str) -> None:
    sized.goto(path)
    type_words(sized, "safeguarding")
    assert violations(sized) == ""
    sized.keyboard.press("ArrowDown")
    assert violations(sized) == ""


def test_axe_finds_no_violation_in_open_filters(sized: Page) -> None:
    sized.goto("/search?q=referral&theme=thresholds-and-referrals")
    for summary in sized.locator("summary").all():
        if summary.is_visible() and summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    assert violations(sized) == ""
    assert sized.evaluate("document.documentElement.scrollWidth") <= sized.evaluate("window.innerWidth")


def test_axe_finds_no_violation_in_a_narrowed_list(sized: Page) -> None:
    sized.goto("/search/filter/theme?q=audit")
    sized.get_by_label("Find in the list").fill("abuse")
    expect(sized.get_by_role("status").filter(has_text=" shown").first).to_be_visible()
    assert violations(sized) == ""
