"""The toolbar above a field, by keyboard and by pointer."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.writing.conftest import area

pytestmark = pytest.mark.browser
BUTTONS = ["Bold", "Italic", "Heading", "Bulleted list", "Numbered list", "Quote", "Link", "Preview"]


def select(page: Page, words: str) -> None:
    """Select these words of the field."""
    area(page).focus()
    area(page).evaluate(
        "(field, words) => { const at = field.value.indexOf(words); field.setSelectionRange(at, at + words.length) }",
        words,
    )


def selected(page: Page) -> str:
    """The words that are selected in the field."""
    return str(area(page).evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def press(page: Page, name: str) -> None:
    page.get_by_role("toolbar", name="What was found").get_by_role("button", name=name, exact=True).click()


def test_the_toolbar_is_one_stop_of_the_keyboard_with_arrow_keys_within(page: Page) -> None:
    toolbar = page.get_by_role("toolbar", name="Formatting: What was found")
    assert toolbar.get_by_role("button").all_inner_texts() == BUTTONS
    page.get_by_label("Kind").focus()

    page.keyboard.press("Tab")
    assert focused(page) == "Bold"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Italic"
    page.keyboard.press("End")
    assert focused(page) == "Preview"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Bold"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(area(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Italic"


def test_the_tab_key_leaves_the_field(page: Page) -> None:
    area(page).focus()
    page.keyboard.press("Tab")

    assert focused(page) == "Bold"
    assert area(page).input_value() == ""


def test_a_button_works_by_keyboard_and_gives_the_focus_back_to_the_field(page: Page) -> None:
    area(page).fill("a rota")
    select(page, "rota")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    expect(area(page)).to_have_value("a **rota**")
    expect(area(page)).to_be_focused()
    assert selected(page) == "rota"


@pytest.mark.parametrize(
    ("name", "before", "words", "after"),
    [
        ("Bold", "a rota now", "rota", "a **rota** now"),
        ("Bold", "a rota now", "rota ", "a **rota** now"),
        ("Italic", "a **rota** now", "rota", "a ***rota*** now"),
        ("Bold", "one\n\ntwo", "one\n\ntwo", "**one**\n\n**two**"),
        ("Bold", "- one\n- two", "- one\n- two", "- **one**\n- **two**"),
        ("Heading", "Title\ntext", "Tit", "### Title\n\ntext"),
        ("Bulleted list", "a\none\ntwo\nb", "one\ntwo", "a\n\n- one\n- two\n\nb"),
        ("Numbered list", "one\n\ntwo", "one\n\ntwo", "1. one\n\n2. two"),
        ("Numbered list", "- one\n- two", "one\n- two", "1. one\n2. two"),
        ("Quote", "said", "said", "> said"),
        ("Link", "see here", "here", "see [here](https://)"),
        (
            "Link",
            "see https://www.example.org",
            "https://www.example.org",
            "see [words of the link](https://www.example.org)",
        ),
    ],
)
def test_a_button_marks_what_is_selected_and_one_step_back_undoes_it(
    page: Page, name: str, before: str, words: str, after: str
) -> None:
    area(page).fill(before)
    select(page, words)
    press(page, name)
    expect(area(page)).to_have_value(after)

    page.keyboard.press("Control+Z")

    expect(area(page)).to_have_value(before)


@pytest.mark.parametrize(
    ("name", "before"),
    [("Bold", "a rota"), ("Italic", "a rota"), ("Bulleted list", "a rota"), ("Quote", "a rota"), ("Heading", "a rota")],
)
def test_the_same_button_takes_the_marks_away_again(page: Page, name: str, before: str) -> None:
    area(page).fill(before)
    select(page, before)
    press(page, name)
    assert area(page).input_value() != before

    press(page, name)

    expect(area(page)).to_have_value(before)


@pytest.mark.parametrize(
    ("name", "value", "chosen"),
    [
        ("Bold", "**bold words**", "bold words"),
        ("Italic", "*words in italics*", "words in italics"),
        ("Heading", "### Heading", "Heading"),
        ("Bulleted list", "- Item", "Item"),
        ("Link", "[words of the link](https://)", "words of the link"),
    ],
)
def test_in_an_empty_field_a_button_writes_an_example_to_type_over(
    page: Page, name: str, value: str, chosen: str
) -> None:
    press(page, name)

    expect(area(page)).to_have_value(value)
    assert selected(page) == chosen


def test_keys_mark_words_while_typing(page: Page) -> None:
    area(page).focus()
    page.keyboard.type("a ")
    page.keyboard.press("Control+B")
    page.keyboard.type("rota")
    page.keyboard.press("Control+B")
    page.keyboard.type(" by ")
    page.keyboard.press("Control+I")
    page.keyboard.type("day")
    expect(area(page)).to_have_value("a **rota** by *day*")

    page.keyboard.press("Control+A")
    page.keyboard.press("Control+K")
    expect(area(page)).to_have_value("[a **rota** by *day*](https://)")


def test_enter_goes_on_with_a_list_and_ends_it_in_an_empty_item(page: Page) -> None:
    area(page).focus()
    for line in ("- one", "two", ""):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.keyboard.type("after")
    expect(area(page)).to_have_value("- one\n- two\nafter")

    area(page).fill("9. nine\n    1. within")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("ten")
    expect(area(page)).to_have_value("9. nine\n    1. within\n1. ten")


def test_enter_elsewhere_begins_a_line(page: Page) -> None:
    area(page).focus()
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")

    expect(area(page)).to_have_value("one\ntwo")


def test_the_preview_shows_what_the_site_makes_of_the_text(page: Page) -> None:
    area(page).fill("### Steps\n\n- a **rota**")
    press(page, "Preview")
    preview = page.get_by_role("region", name="Preview: What was found")

    expect(preview.locator("h3")).to_have_text("Steps")
    expect(preview.locator("ul.govuk-list--bullet li strong")).to_have_text("rota")
    assert focused(page) == "Preview"
    press(page, "Preview")
    expect(preview).to_be_hidden()


def test_a_preview_goes_when_the_text_changes(page: Page) -> None:
    press(page, "Preview")
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()

    area(page).press_sequentially("x")

    expect(page.get_by_text("Nothing is written yet.")).to_be_hidden()


@pytest.mark.parametrize("status", [0, 500])
def test_a_preview_that_cannot_be_made_says_so(page: Page, status: int) -> None:
    def answer(route: Route) -> None:
        if status:
            route.fulfill(status=status)
        else:
            route.abort()

    page.route("**/writing/preview", answer)
    area(page).fill("a")
    press(page, "Preview")

    expect(page.get_by_role("region", name="Preview")).to_contain_text("could not be made")
