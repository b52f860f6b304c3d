"""What could not be saved is kept in the browser, offered to its writer and to nobody else, and gone in time."""

import pytest
from apiflask import APIFlask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.looking import WIDTHS, look_at
from tests.web.writing.conftest import Sent, area, kept, opened, signed_in
from tests.web.writing.test_autosave import answering, status, write

pytestmark = pytest.mark.browser
WEEK = 7 * 24 * 3600 * 1000


def offered(page: Page) -> Locator:
    """The notices that offer a text."""
    return page.get_by_role("region", name="Text that was not saved")


@pytest.fixture
def unsaved(writer: BrowserContext, page: Page) -> BrowserContext:
    """A browser that keeps a text of its writer which could not be saved."""
    answering(page, 0)
    page.get_by_label("Kind").select_option("training")
    write(page, "Kept words")
    expect(status(page)).to_contain_text("Not saved")
    page.close()
    return writer


def test_a_text_that_was_not_saved_is_offered_with_the_names_and_words_of_its_fields(unsaved: BrowserContext) -> None:
    page = opened(unsaved)
    expect(offered(page)).to_be_visible()
    expect(offered(page).get_by_role("heading")).to_have_text(
        page.evaluate(
            "() => `Text that was not saved, from ${new Date(JSON.parse(Object.values(localStorage)[0]).at)"
            ".toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'})} today`"
        )
    )
    listed = offered(page).get_by_role("listitem").all_inner_texts()
    assert listed == ["Kind: “training”", "What was found: “Kept words”"]
    expect(area(page)).to_have_value("")
    look_at(page, *WIDTHS)


def test_it_is_put_in_place_and_saved(unsaved: BrowserContext, sent: Sent) -> None:
    page = opened(unsaved)
    offered(page).get_by_role("button", name="Put it in place").click()

    expect(area(page)).to_have_value("Kept words")
    expect(page.get_by_label("Kind")).to_have_value("training")
    expect(page.locator("#found-count")).to_have_text("2 of 12 words")
    expect(page.get_by_label("Title")).to_be_focused()
    expect(status(page)).to_have_text("Saved at 14:05")
    assert [(each["found"], each["kind"]) for each in sent] == [("Kept words", "training")]
    assert kept(page) == []


def test_it_is_thrown_away(unsaved: BrowserContext) -> None:
    page = opened(unsaved)
    offered(page).get_by_role("button", name="Throw it away").click()

    expect(offered(page)).to_have_count(0)
    expect(area(page)).to_have_value("")
    assert kept(page) == []


def test_it_is_not_written_over_by_what_is_typed_while_it_is_offered(unsaved: BrowserContext) -> None:
    page = opened(unsaved)
    answering(page, 0)
    write(page, "Other words")
    expect(status(page)).to_contain_text("Not saved")
    page.close()

    page = opened(unsaved)
    expect(offered(page)).to_have_count(2)
    assert sorted(fields["found"][0] for fields in kept(page)) == ["Kept words", "Other words"]


def test_it_is_not_offered_where_it_is_the_same_as_what_is_saved(writer: BrowserContext, page: Page) -> None:
    answering(page, 0)
    write(page, "x")
    write(page, "")
    expect(status(page)).to_contain_text("Not saved")
    assert len(kept(page)) == 1
    page.close()

    page = opened(writer)

    expect(offered(page)).to_have_count(0)
    assert kept(page) == []


def test_another_user_of_the_machine_is_not_offered_it(
    unsaved: BrowserContext, writing_site: tuple[str, APIFlask, Sent]
) -> None:
    cookies = unsaved.cookies()
    signed_in(unsaved, writing_site)
    expect(offered(opened(unsaved))).to_have_count(0)

    unsaved.add_cookies(cookies)  # type: ignore[arg-type]
    expect(offered(opened(unsaved))).to_have_count(1)


@pytest.mark.parametrize(("age", "number"), [(WEEK - 60_000, 1), (WEEK + 60_000, 0)])
def test_after_a_week_it_is_gone(unsaved: BrowserContext, age: int, number: int) -> None:
    page = opened(unsaved)
    page.evaluate(
        "age => { for (const [name, text] of Object.entries(localStorage))"
        " localStorage.setItem(name, JSON.stringify({...JSON.parse(text), at: Date.now() - age})) }",
        age,
    )

    page.goto("/help")

    page.wait_for_load_state("networkidle")
    assert len(kept(page)) == number


def test_it_is_gone_when_its_writer_signs_out_even_while_the_form_is_open(unsaved: BrowserContext) -> None:
    page = opened(unsaved)
    answering(page, 0)
    write(page, "More words")
    expect(status(page)).to_contain_text("Not saved")
    page.on("dialog", lambda dialog: dialog.accept())
    assert len(kept(page)) == 2

    page.get_by_role("button", name="Sign out").click()

    expect(page.locator("h1")).to_have_text("You have signed out")
    assert kept(page) == []


def test_it_is_gone_when_the_form_was_sent_and_has_arrived(page: Page, sent: Sent) -> None:
    answering(page, 0)
    write(page, "One")
    expect(status(page)).to_contain_text("Not saved")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("h1")).to_have_text("Saved")
    page.goto("/help")
    page.wait_for_load_state("networkidle")

    assert [each["found"] for each in sent] == ["One"]
    assert kept(page) == []


@pytest.mark.parametrize("method", ["setItem", "getItem"])
def test_a_browser_that_keeps_nothing_says_so_and_the_page_works(writer: BrowserContext, method: str) -> None:
    writer.add_init_script(f"Storage.prototype.{method} = () => {{ throw new DOMException('', 'SecurityError') }}")
    page = opened(writer)
    answering(page, 0)
    write(page, "One")

    expect(status(page)).to_contain_text("no connection")
    if method == "setItem":
        expect(status(page)).to_contain_text("copy your text before you leave this page")
