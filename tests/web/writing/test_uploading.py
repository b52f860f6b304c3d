"""Files are sent with their progress shown, and what is wrong with one is said before it is sent."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect

from tests.journeys.looking import WIDTHS, look_at
from tests.web.writing.site import MOST

pytestmark = pytest.mark.browser
PDF = FilePayload(name="notes.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 notes")


@pytest.fixture
def page(writer: BrowserContext) -> Page:
    """The page on which a file is sent, with its script at work."""
    page = writer.new_page()
    page.goto("/writing/file")
    expect(page.locator("[data-upload]")).to_have_js_property("noValidate", True)
    return page


def send(page: Page, file: FilePayload | None = PDF) -> None:
    if file:
        page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Send the file").click()


def refused(page: Page, message: str) -> None:
    """The message stands in a summary, which has the focus, and at the field."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_have_count(1)
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(message)
    expect(page.locator("#file-error")).to_have_text(f"Error: {message}")
    expect(page.get_by_label("Your file")).to_have_attribute("aria-describedby", "file-hint file-error")
    assert page.title().startswith("Error: ")
    summary.get_by_role("link").click()
    expect(page.get_by_label("Your file")).to_be_focused()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (None, "Choose a file"),
        (FilePayload(name="a.pdf", mimeType="application/pdf", buffer=b""), "a.pdf is empty: choose another file"),
        (
            FilePayload(name="a.pdf", mimeType="application/pdf", buffer=b"x" * (MOST + 1)),
            "a.pdf has 3 KB: choose a file of 2 KB or less",
        ),
        (
            FilePayload(name="a.exe", mimeType="application/octet-stream", buffer=b"x"),
            "a.exe is of another kind: choose a file that ends in PDF or DOCX",
        ),
    ],
    ids=["none", "empty", "too-large", "another-kind"],
)
def test_what_is_wrong_with_a_file_is_said_before_it_is_sent(
    page: Page, file: FilePayload | None, message: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))

    send(page, file)

    refused(page, message)
    assert "POST" not in asked


def test_a_page_with_a_mistake_is_accessible(page: Page) -> None:
    send(page, None)
    refused(page, "Choose a file")

    look_at(page, *WIDTHS)


def test_the_next_page_is_shown_when_the_file_is_there(page: Page) -> None:
    page.route("**/writing/file", lambda route: route.fulfill(json={"next": "/help"}))
    send(page, None)
    refused(page, "Choose a file")

    send(page)

    expect(page.locator("h1")).to_have_text("Help")


@pytest.mark.parametrize(
    ("code", "words", "message"),
    [
        (422, {"errors": {"file": "notes.pdf cannot be opened"}}, "notes.pdf cannot be opened"),
        (200, {"errors": {"file": "notes.pdf cannot be opened"}}, "notes.pdf cannot be opened"),
        (401, None, "The file was not sent: you have been signed out. Sign in again first"),
        (413, None, "The file was not sent: it is too large"),
        (500, None, "The file was not sent: the site does not answer. Try again in a few minutes"),
        (0, None, "The file was not sent: no connection. Try again"),
    ],
)
def test_what_the_site_refuses_is_said_at_the_field(page: Page, code: int, words: Any, message: str) -> None:
    def answer(route: Route) -> None:
        if code:
            route.fulfill(status=code, body=json.dumps(words) if words else "<h1>No</h1>")
        else:
            route.abort()

    page.route("**/writing/file", answer)
    send(page)

    refused(page, message)
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_each_mistake_is_shown_at_its_field_and_gone_when_it_is_sent_again(page: Page) -> None:
    answers = [
        {"errors": {"words": "Say what it is", "file": "It cannot be opened"}},
        {"errors": {"words": "Be brief"}},
    ]
    page.route("**/writing/file", lambda route: route.fulfill(status=422, json=answers.pop(0)))
    send(page)
    summary = page.locator(".govuk-error-summary")
    expect(summary.get_by_role("link")).to_have_text(["Say what it is", "It cannot be opened"])
    summary.get_by_role("link", name="Say what it is").click()
    expect(page.get_by_label("What it is")).to_be_focused()
    expect(page.locator("#words-error")).to_have_text("Error: Say what it is")

    page.get_by_role("button", name="Send the file").click()

    expect(page.locator(".govuk-error-message")).to_have_text("Error: Be brief")
    expect(page.get_by_label("Your file")).to_have_attribute("aria-describedby", "file-hint")


def test_sending_shows_how_far_it_has_come_and_can_be_cancelled(page: Page) -> None:
    waiting: list[Route] = []
    page.route("**/writing/file", lambda route: waiting.append(route))
    send(page)
    bar = page.get_by_role("progressbar", name="Sending notes.pdf")
    expect(bar).to_be_visible()
    expect(page.locator(".kb-upload__words")).to_contain_text("%")
    expect(page.get_by_role("button", name="Cancel sending")).to_be_focused()
    look_at(page, *WIDTHS)

    page.keyboard.press("Enter")

    expect(bar).to_have_count(0)
    expect(page.get_by_label("Your file")).to_be_focused()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
