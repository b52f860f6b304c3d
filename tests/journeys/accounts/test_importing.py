"""A board with a backlog brings its lessons in: a sheet is sent, corrected, imported, and taken back."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site
from tests.journeys.accounts.steps import follow, heading, press, refused, sign_in

pytestmark = pytest.mark.browser
HEADINGS = ("Ref", "Name of the lesson", "What was found", "Themes", "Colour")
GOOD = ("A-1", "A team reads every referral", "Referrals came back.", "Neglect", "red")
BAD = ("A-2", "A second look at bruises", "Bruises were not seen.", "Neglekt", "blue")


def sheet(*rows: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("cp1252")


def send(page: Page, content: bytes, name: str = "lessons.csv") -> None:
    page.get_by_label("The file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    press(page, "Send the file")


def match(page: Page) -> None:
    """Say what the columns are, and have the rows looked through."""
    expect(heading(page)).to_have_text("Which column is which?")
    expect(page.get_by_role("main")).to_contain_text("Read as UTF-8, with semicolons between the cells.")
    expect(page.get_by_label("“Ref” (column A)")).to_have_value("reference")
    expect(page.get_by_label("“Colour” (column E)")).to_have_value("")
    press(page, "Look through the rows")
    refused(page, "Choose a column for the title")
    page.get_by_label("“Name of the lesson” (column B)").select_option("Title")
    press(page, "Look through the rows")


def refused_rows(page: Page) -> str:
    """The sheet of the rows that have to be corrected."""
    expect(heading(page)).to_have_text("What would be imported")
    expect(page.get_by_role("main")).to_contain_text("Did you mean “Neglect”?")
    with page.expect_download() as download:
        follow(page, "Download these rows with what to do (CSV)")
    return download.value.path().read_text(encoding="utf-8-sig")


def test_a_backlog_is_imported_and_taken_back(site: Site, window: Windows) -> None:
    board, page = site.board(), window()
    sign_in(page, site.member("Cai Bevan", board, "contributor"), "/account")
    page.goto(f"/workspace/{board}")
    follow(page, "Import lessons")
    send(page, b"Title\n", "empty.csv")
    refused(page, "There are headings and no row below them")
    follow(page, "Cancel")

    follow(page, "Import lessons")
    send(page, sheet(HEADINGS, GOOD, BAD))
    match(page)
    corrected = refused_rows(page).replace("Neglekt", "Neglect")
    press(page, "Import 1 lesson")
    expect(heading(page)).to_have_text("The import is done")
    expect(page.get_by_role("link", name=GOOD[1])).to_be_visible()

    page.get_by_role("link", name="Import lessons", exact=True).click()  # among the breadcrumbs
    send(page, corrected.encode())
    expect(page.get_by_label("“Name of the lesson” (column B)")).to_have_value("title")  # remembered
    press(page, "Look through the rows")
    press(page, "Import 1 lesson")
    expect(heading(page)).to_have_text("The import is done")

    follow(page, "Undo this import")
    press(page, "Undo the import")
    expect(heading(page)).to_have_text("The import is undone")
    page.goto(f"/workspace/{board}")
    expect(page.get_by_role("main")).to_contain_text(GOOD[1])
    expect(page.get_by_role("main")).not_to_contain_text(BAD[1])
