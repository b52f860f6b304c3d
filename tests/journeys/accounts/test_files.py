"""A board shares a file with its lesson: it is sent, checked while somebody looks, mended, and checked again."""

import pytest
from playwright.sync_api import Page, expect

from tests.extraction.files import PREPARED
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site
from tests.journeys.accounts.steps import fill, follow, heading, press, refused, sign_in
from tests.journeys.accounts.test_identity import text_of

pytestmark = pytest.mark.browser

FOUND, CLEAN = b"step,what\n1,Ring 01632 960123.\n", b"step,what\n1,They meet every week.\n"


def choose(page: Page, content: bytes, name: str = "plan.csv") -> None:
    page.get_by_label("The file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def describe(page: Page) -> None:
    fill(page, title="Plan of an afternoon", purpose="For trainers who begin.")
    page.get_by_label("Open Government Licence").check()


def test_a_file_is_sent_checked_and_replaced(site: Site, window: Windows) -> None:
    board, page = site.board(), window()
    contributor = site.member("Cai Bevan", board, "contributor")
    number = text_of(site, board, "They met.")
    sign_in(page, contributor, "/account")
    page.goto(f"/workspace/lessons/{number}/files")
    press(page, "Add a file")
    describe(page)
    choose(page, PREPARED["encrypted PDF"]()[1], "plan.pdf")
    press(page, "Add the file")
    refused(page, "The file is locked with a password")
    expect(page.get_by_label("Title")).to_have_value("Plan of an afternoon")
    follow(page, "Cancel")

    press(page, "Add a file")
    describe(page)
    choose(page, FOUND)
    press(page, "Add the file")
    expect(heading(page)).to_have_text("Files that go with the lesson")
    expect(page.locator("#files")).to_contain_text("1 place must be changed.")
    follow(page, "Plan of an afternoon")
    expect(page.get_by_role("main")).to_contain_text("01632 960123")
    follow(page, "Replace it")
    choose(page, CLEAN)
    press(page, "Replace it")
    expect(page.locator("#files")).to_contain_text("Nothing is left that must be changed")
    follow(page, "Plan of an afternoon")
    follow(page, "Remove it")
    press(page, "Remove the file")
    expect(page.locator("#files")).to_contain_text("There are none yet.")
