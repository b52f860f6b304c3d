"""Searching by keyboard, on a narrow screen, with a screen reader, without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import BOX, box, tab_to
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        yield context.new_page()


# --- words, filters, results


def test_results_and_filters_by_keyboard(sized: Page) -> None:
    sized.goto("/search")
    tab_to(sized, BOX)
    sized.keyboard.type("referral")
    sized.keyboard.press("Enter")
    expect(sized).to_have_url(re.compile("q=referral"))
    found = number_found(sized)

    if not sized.get_by_label("Pathway or protocol", exact=False).first.is_visible():
        tab_to(sized, "Filters")
        sized.keyboard.press("Enter")
    tab_to(sized, "Pathway or protocol")
    sized.keyboard.press("Space")
    tab_to(sized, "Apply filters")
    sized.keyboard.press("Enter")

    expect(sized).to_have_url(re.compile("change=pathway-or-protocol"))
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
    plain.get_by_label("Information sharing", exact=False).first.check()
    plain.get_by_role("button", name=re.compile("Show all .* themes")).click()
    plain.get_by_label("Find in the list").fill("health")
    plain.get_by_role("button", name="Find").click()
    expect(plain.get_by_role("group", name="Chosen").get_by_role("checkbox", checked=True)).to_have_count(1)
    plain.get_by_label("Health services", exact=False).first.check()
    plain.get_by_role("button", name="Apply filters").click()
    expect(plain).to_have_url(re.compile(r"\?q=referral&theme=(information-sharing&theme=)?health-services"))
    expect(plain.get_by_role("link", name="Remove filter")).to_have_count(2)
    expect(plain.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ lessons? found$"))


def test_filters_are_open_where_they_are_shown(sized: Page) -> None:
    sized.goto("/search?q=referral")
    filters = sized.locator(".kb-facets")
    wide = sized.viewport_size == {"width": 1280, "height": 800}
    assert (filters.get_attribute("open") is not None) is wide
    expect(sized.get_by_text("Filters", exact=True)).to_be_visible(visible=not wide)
    sized.set_viewport_size({"width": 320 if wide else 1280, "height": 800})
    expect(sized.get_by_text("Filters", exact=True)).to_be_visible(visible=wide)
    expect(sized.locator(".kb-facets[open]")).to_have_count(0 if wide else 1)  # a moment after the window has changed


def test_a_year_that_cannot_be_read_is_led_to_and_enter_applies_another(sized: Page) -> None:
    sized.goto("/search?from=soon&to=")
    sized.get_by_role("alert").get_by_role("link").click()
    field = sized.get_by_label("From", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value("soon")
    assert faults(sized) == []
    assert sized.evaluate("document.documentElement.scrollWidth") <= sized.evaluate("window.innerWidth")
    field.fill("2012")
    sized.keyboard.press("Enter")
    expect(sized).to_have_url(re.compile(r"/search\?year=2012\.\.$"))


def test_the_way_out_lies_over_no_words_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/search")
    strip = page.get_by_role("region", name="Leave this site quickly")
    for place in (0, 900, 10**6):
        page.evaluate(f"window.scrollTo(0, {place})")
        shown = strip.bounding_box()
        assert shown
        assert (shown["x"], shown["width"], shown["y"] + shown["height"]) == (0, 320, 700)
    last = page.locator("footer").bounding_box()
    assert last
    assert last["y"] + last["height"] <= shown["y"]


# --- axe, with everything open


def test_axe_finds_no_violation_in_open_filters(sized: Page) -> None:
    sized.goto("/search?q=referral&theme=thresholds-and-referrals")
    for summary in sized.locator("summary").all():
        if summary.is_visible() and summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    assert faults(sized) == []
    assert sized.evaluate("document.documentElement.scrollWidth") <= sized.evaluate("window.innerWidth")


def test_axe_finds_no_violation_in_a_narrowed_list(sized: Page) -> None:
    sized.goto("/search/filter/theme?q=audit")
    sized.get_by_label("Find in the list").fill("abuse")
    expect(sized.get_by_role("status").filter(has_text=" shown").first).to_be_visible()
    assert faults(sized) == []
