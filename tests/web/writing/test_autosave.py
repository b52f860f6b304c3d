"""What somebody types is saved unasked, and the page says how it stands."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import WAIT
from tests.web.writing.conftest import Sent, area, kept

pytestmark = pytest.mark.browser
SAVE = "**/writing/save"


def status(page: Page) -> Locator:
    """Where the page says how it stands with saving."""
    return page.locator("[data-autosave-status]")


def leave_field(page: Page) -> None:
    """Go to another field, after which the page saves."""
    page.get_by_label("Title").focus()


def write(page: Page, words: str) -> None:
    """Write into the field, and leave it."""
    area(page).fill(words)
    leave_field(page)


def answering(page: Page, code: int, **words: Any) -> list[Route]:
    """Have the site answer so from now on; 0 for not at all. Returns the requests."""
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        if not code:
            route.abort("internetdisconnected")
        elif words:
            route.fulfill(status=code, json=words)
        else:
            route.fulfill(status=code, content_type="text/html", body="<h1>No</h1>")

    page.route(SAVE, answer)
    return asked


def test_it_is_saved_some_seconds_after_the_last_key(page: Page, sent: Sent) -> None:
    page.clock.install()
    area(page).press_sequentially("One")
    page.clock.fast_forward(2000)
    area(page).press_sequentially(" word")
    page.clock.fast_forward(2000)
    assert sent == []

    page.clock.fast_forward(2000)
    expect(status(page)).to_have_text("Saved at 14:05")
    assert [(each["found"], each["version"], each["autosave"]) for each in sent] == [("One word", "6", "1")]
    assert sent[0]["csrf_token"]
    expect(page.locator("[name=version]")).to_have_value("7")
    expect(page.locator("[name=base-found]")).to_have_value("digest-7")
    expect(page.locator("[name=opened]")).to_have_value("7")
    expect(page.locator("[data-autosave-note=found]")).to_have_text("1 thing to look at")


def test_who_types_without_a_pause_is_saved_all_the_same(page: Page, sent: Sent) -> None:
    page.clock.install()
    for _ in range(12):
        area(page).press_sequentially("a")
        page.clock.fast_forward(2000)

    expect(status(page)).to_have_text("Saved at 14:05")


def test_it_is_saved_when_the_field_is_left_and_only_where_something_changed(page: Page, sent: Sent) -> None:
    area(page).focus()
    leave_field(page)
    write(page, "One")
    expect(status(page)).to_have_text("Saved at 14:05")
    area(page).focus()
    leave_field(page)
    write(page, "Two")
    expect(page.locator("[name=version]")).to_have_value("8")

    assert [(each["found"], each["base-found"]) for each in sent] == [("One", "digest-6"), ("Two", "digest-7")]
    assert kept(page) == []


def test_that_it_was_saved_is_said_aloud_once(page: Page, sent: Sent) -> None:
    write(page, "One")
    expect(status(page)).to_have_text("Saved at 14:05")
    expect(status(page)).to_have_attribute("aria-live", "polite")

    write(page, "Two")
    expect(page.locator("[name=version]")).to_have_value("8")
    expect(status(page)).to_have_attribute("aria-live", "off")
    answering(page, 0)
    write(page, "Three")
    expect(status(page)).to_contain_text("Not saved")
    expect(status(page)).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize(("code", "why"), [(0, "no connection"), (503, "the site does not answer")])
def test_what_cannot_be_saved_is_kept_and_saved_later(page: Page, sent: Sent, code: int, why: str) -> None:
    page.clock.install()
    asked = answering(page, code)
    write(page, "One")
    expect(status(page)).to_have_text(re.compile(rf"^Not saved: {why}. Your text is kept in this browser and will be "))
    assert [fields["found"] for fields in kept(page)] == [["One"]]
    area(page).fill("One two")
    assert [fields["found"] for fields in kept(page)] == [["One two"]]

    with page.expect_request(SAVE):
        page.clock.fast_forward(6000)
    page.clock.fast_forward(6000)  # the pauses grow: it is not tried yet
    assert len(asked) == 2
    page.unroute(SAVE)
    page.clock.fast_forward(6000)

    expect(status(page)).to_have_text("Saved at 14:05")
    assert [each["found"] for each in sent] == ["One two"]
    assert kept(page) == []


def test_when_the_connection_is_back_it_is_saved_at_once(page: Page, sent: Sent) -> None:
    page.context.set_offline(True)
    write(page, "One")
    expect(status(page)).to_contain_text("no connection")

    page.context.set_offline(False)

    expect(status(page)).to_have_text("Saved at 14:05")


def test_what_somebody_else_changed_is_not_written_over(page: Page, sent: Sent) -> None:
    message = "Somebody else has changed this. Save to see both texts."
    asked = answering(page, 409, message=message)
    write(page, "One")
    expect(status(page)).to_have_text(message)

    write(page, "One two")
    page.get_by_label("Kind").focus()

    assert len(asked) == 1
    assert [fields["found"] for fields in kept(page)] == [["One two"]]


def test_when_the_session_is_over_the_text_stays_and_goes_through_signing_in(page: Page, sent: Sent) -> None:
    cookies = page.context.cookies()
    page.context.clear_cookies()
    write(page, "One")
    expect(status(page)).to_contain_text("you have been signed out")
    expect(status(page)).to_contain_text("Send the form with its button")
    assert [fields["found"] for fields in kept(page)] == [["One"]]

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("input[name=kept_form]").first).to_be_attached()
    assert [fields["found"] for fields in kept(page)] == [["One"]]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto("/writing")
    page.get_by_role("button", name="Put it in place").click()
    expect(area(page)).to_have_value("One")


def test_leaving_is_asked_about_only_where_something_would_not_be_saved(page: Page, sent: Sent) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    area(page).press_sequentially("One")
    page.goto("/help")
    assert asked == []

    page.goto("/writing")
    page.get_by_role("toolbar").first.wait_for()
    answering(page, 0)
    area(page).press_sequentially("Two")
    leave_field(page)
    expect(status(page)).to_contain_text("Not saved")
    page.goto("/help")
    assert asked == ["beforeunload"]


def test_the_last_words_before_another_page_is_opened_are_saved(page: Page, sent: Sent) -> None:
    area(page).press_sequentially("One")
    page.goto("/help")
    for _ in range(WAIT // 50):  # the browser sends it by itself, after the page is gone
        if sent:
            break
        page.wait_for_timeout(50)

    assert [each["found"] for each in sent] == ["One"]


def test_sending_the_form_saves_it_once(page: Page, sent: Sent) -> None:
    area(page).press_sequentially("One")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("h1")).to_have_text("Saved")

    assert [(each["found"], each.get("autosave")) for each in sent] == [("One", None)]


def test_a_form_that_is_sent_waits_for_what_is_just_being_saved(page: Page, sent: Sent) -> None:
    waiting: list[Route] = []
    page.route(SAVE, lambda route: waiting.append(route))
    write(page, "One")
    expect(page.get_by_label("Title")).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()
    assert sent == []

    waiting[0].continue_()

    expect(page.locator("h1")).to_have_text("Saved")
    assert [(each["version"], each.get("autosave")) for each in sent] == [("6", "1"), ("7", None)]


def test_what_a_page_with_mistakes_brings_back_is_saved(page: Page, sent: Sent) -> None:
    page.clock.install()
    page.get_by_label("Title").fill("refused")
    area(page).fill("One")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.clock.fast_forward(5000)

    expect(status(page)).to_have_text("Saved at 14:05")
    assert [each["found"] for each in sent if "autosave" in each][-1:] == ["One"]
