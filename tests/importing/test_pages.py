"""Pages of importing, as people use them without scripts."""

import csv
import io
import re
from typing import Any

import pytest
from sqlalchemy import delete, event

from kb.accounts.models.organisation import Organisation
from kb.core.db import engine
from kb.core.work import run_due
from kb.importing.fields import EXAMPLE_ROW, OF_IMPORT
from kb.importing.models import LessonImport
from tests.importing.sent import WRONG, preview, send
from tests.importing.sheets import FIRST, HEADINGS, SECOND, csv_of
from tests.pages import Person, statements


def test_the_way_to_it_is_on_the_page_of_the_workspace(contributor: Person, board: Organisation) -> None:
    page = contributor.get("editorial.organisation", slug=board.slug).follow("Import lessons")

    assert page.heading == "Import lessons"


def test_a_file_that_cannot_be_read_is_said_at_the_field(contributor: Person, board: Organisation) -> None:
    page = send(contributor, board, b"%PDF-1.7", "lessons.pdf")

    assert page.heading == "Import lessons"
    assert page.errors[0].startswith("This is no table. Send a sheet")
    assert contributor.get("importing.start", slug=board.slug).submit("Send the file").errors == ["Choose a file"]


def test_the_script_that_sends_a_file_hears_the_same(contributor: Person, board: Organisation) -> None:
    page = contributor.get("importing.start", slug=board.slug)
    token = page.soup.select_one("form[enctype] input[name=csrf_token]")
    assert token is not None
    for data, status in ((b"", 422), (csv_of(HEADINGS, FIRST), 200)):
        answer = contributor.open(
            f"/workspace/{board.slug}/import",
            method="POST",
            data={"csrf_token": token["value"], "files": (io.BytesIO(data), "a.csv")},
            content_type="multipart/form-data",
            headers={"Accept": "application/json"},
        )
        assert answer.status == status
        json = answer.response.get_json()
        assert ("errors" in json) == (status == 422)
    assert contributor.open(json["next"]).heading == "Which column is which?"


def test_columns_are_matched_by_their_headings_and_mistakes_are_said(contributor: Person, board: Organisation) -> None:
    page = send(contributor, board, csv_of(("Title", "Colour", "Findings"), ("A title of a lesson", "red", "x")))
    chosen = [option["value"] for option in page.soup.select("select option[selected]")]
    assert chosen == ["title", "", "found"]
    assert "For example: red" in page.text
    assert page.rows("select:first-of-type option")[:2] == ["Do not import", "Title"]

    refused = page.submit("Look through", column_1="title")
    assert refused.errors == ["“Title” is chosen for “Title” already: choose another"]
    assert [option["value"] for option in refused.soup.select("select option[selected]")] == ["title", "title", "found"]
    refused = page.submit("Look through", column_0="")
    assert refused.errors == ["Choose a column for the title: every lesson needs one"]


def test_what_is_not_imported_is_summed_up(contributor: Person, board: Organisation) -> None:
    headings = ("Title", "Colour", "", "Title of the source")
    page = send(contributor, board, csv_of(headings, ("A title of a lesson", "red", "x", "A report")))
    assert "Not imported: “Colour”, column C." in page.text
    assert "The source is left out of every draft, because its publisher and kind have no column." in page.text

    page = page.submit("Look through", column_0="", column_3="")
    assert "Not imported: “Title”, “Colour”, column C, “Title of the source”." in page.text
    assert "The source is left out" not in page.text


def test_rows_that_are_refused_are_downloaded_with_what_to_do(contributor: Person, board: Organisation) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST, WRONG))
    answer = page.follow("Download these rows with what to do (CSV)")
    (headings, row) = list(csv.reader(io.StringIO(answer.html.lstrip("\ufeff"))))

    assert headings == [*HEADINGS, "Row", "What to do"]
    assert row[1] == f"'{WRONG[1]}", "no program of sheets carries it out"
    assert row[7] == "Row 3"
    assert "Did you mean “Neglect”?; Year: “1914”: Enter a year between" in row[8]


def test_the_sheet_of_refused_rows_can_be_corrected_and_sent(contributor: Person, board: Organisation) -> None:
    wrong = ("A-3", "A third lesson of the board", *WRONG[2:])
    page = preview(contributor, board, csv_of(HEADINGS, wrong))
    sheet = page.follow("Download these rows with what to do (CSV)").html
    page = preview(contributor, board, sheet.replace("Neglekt", "Neglect").replace("1914", "2014").encode("utf-8"))

    assert "1 new" in page.text


def test_the_sheet_of_refused_rows_has_the_separator_of_the_file(contributor: Person, board: Organisation) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, WRONG, separator=";"))
    sheet = page.follow("Download these rows with what to do (CSV)").html

    headings, row = list(csv.reader(io.StringIO(sheet.lstrip("\ufeff")), delimiter=";"))
    assert headings == [*HEADINGS, "Row", "What to do"]
    assert row[7] == "Row 2"


def test_the_row_of_the_sheet_to_fill_in_can_be_imported(contributor: Person, board: Organisation) -> None:
    sheet = contributor.get("importing.template", slug=board.slug).html
    page = preview(contributor, board, sheet.replace(EXAMPLE_ROW["title"], "Another title of it").encode("utf-8"))

    assert "1 new" in page.text
    assert "left to do" not in page.text


def test_the_example_row_is_left_out_as_it_is(contributor: Person, board: Organisation) -> None:
    sheet = contributor.get("importing.template", slug=board.slug).html
    page = send(contributor, board, sheet.encode("utf-8"))
    assert page.errors == ["There are headings and only the example row below them. Fill in a row for each lesson."]

    row = ",".join("A lesson of the board" if field == "title" else "" for field in OF_IMPORT)
    page = preview(contributor, board, f"{sheet}{row}\n".encode())
    assert "The example row of the sheet to fill in was left out." in page.text
    assert "1 new" in page.text
    assert [each.split(":")[0] for each in page.rows(".kb-rows__name")] == ["Row 3"]


def test_the_address_of_a_file_that_was_removed_shows_no_other(contributor: Person, board: Organisation) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST))
    address = page.response.request.path
    page.follow("Remove the file").submit("Remove the file")
    again = preview(contributor, board, csv_of(HEADINGS, SECOND))

    assert again.response.request.path != address
    assert contributor.open(address).status == 404


def test_the_page_of_columns_names_every_field_and_the_values_of_lists(
    contributor: Person, board: Organisation
) -> None:
    page = contributor.get("importing.fields", slug=board.slug)

    assert page.rows(".kb-rows__name") == list(OF_IMPORT.values())
    assert "Neglect" in page.text


def test_rows_are_filtered_and_come_in_pages(contributor: Person, board: Organisation) -> None:
    many = [(f"R-{n}", f"Lesson number {n} of it", "", "", "", "", "") for n in range(25)]
    page = preview(contributor, board, csv_of(HEADINGS, *many, WRONG))
    assert "1 to 20 of 26 rows" in page.text
    assert len(page.rows(".kb-rows__row")) == 20

    page = page.submit("Apply the filter", outcome="refused")
    assert "1 row" in page.text
    assert [row.split(":")[0] for row in page.rows(".kb-rows__name")] == ["Row 27"]


def test_a_longer_list_takes_no_more_statements(contributor: Person, board: Organisation) -> None:
    def counted(rows: int) -> int:
        many = [(f"R-{n}", f"Lesson number {n} of {rows}", "", "", "", "", "") for n in range(rows)]
        address = preview(contributor, board, csv_of(HEADINGS, *many)).response.request.path
        with statements() as made:
            contributor.open(address)
        return len(made)

    assert counted(2) == counted(15)


def test_nothing_is_imported_that_was_not_looked_at(contributor: Person, board: Organisation) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, WRONG))

    assert "There is nothing that can be imported: correct the rows" in page.text
    assert page.rows("main button") == ["Apply the filter"]


def test_a_file_is_removed_before_anything_was_imported(contributor: Person, board: Organisation) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST)).follow("Remove the file")
    assert page.heading == "Remove this file?"
    page = page.submit("Remove the file")

    assert page.heading == "Import lessons"
    assert page.rows(".kb-notice") == ["The file was removed. Nothing of it was imported."]
    assert "Imports so far" not in page.text


@pytest.mark.parametrize(("leads", "button"), [("Remove the file", "Remove"), ("Change the columns", "Look through")])
def test_who_goes_on_with_a_file_that_is_removed_in_this_moment_is_told(
    contributor: Person, board: Organisation, leads: str, button: str
) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST)).follow(leads)

    def remove(*_: object) -> None:
        with engine().begin() as other:
            other.execute(delete(LessonImport))

    event.listen(LessonImport, "load", remove, once=True)
    page = page.submit(button)
    assert page.heading == "Import lessons"
    assert page.rows(".kb-notice") == ["This file has been removed meanwhile."]


def test_counts_lead_to_their_rows_before_the_import(contributor: Person, board: Organisation) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST, WRONG))

    assert "0 changed" not in page.text
    assert [row.split(":")[0] for row in page.follow("1 refused").rows(".kb-rows__name")] == ["Row 3"]


def test_of_markdown_it_is_spoken_as_of_files(contributor: Person, board: Organisation) -> None:
    text = "---\ntitle: A title of a lesson\ncolour: red\n---\n## Found\nOne.\n"
    page = send(contributor, board, text.encode(), "lesson.md")
    assert page.heading == "Which field is which?"
    assert "lesson.md, 1 file " in page.text
    assert "column" not in page.text
    refused = page.submit("Look through the files", column_0="")
    assert refused.errors == ["Choose a field for the title: every lesson needs one"]

    page = page.submit("Look through the files")
    assert page.heading == "Looking through the files"
    run_due()
    page = contributor.open(page.response.request.path)
    assert "Not imported: “colour”." in page.text
    assert page.rows("main h2") == ["The files"]
    assert not re.search(r"\b(row|column)s?\b", page.text, re.IGNORECASE)


PAGES = (
    ("importing.show", "GET"),
    ("importing.columns", "GET"),
    ("importing.problems", "GET"),
    ("importing.undo", "GET"),
    ("importing.remove", "GET"),
    ("importing.write", "POST"),
    ("importing.go_on", "POST"),
    ("importing.columns", "POST"),
    ("importing.remove", "POST"),
    ("importing.undo", "POST"),
)


@pytest.mark.parametrize("kind", ["user", "member", "other_contributor", "editor", "identity_reviewer", "admin"])
def test_nobody_else_sees_or_changes_an_import(
    contributor: Person, board: Organisation, people: Any, kind: str
) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST))
    address, other = page.response.request.path, people(kind)
    nothing = f"/workspace/{board.slug}/import/987654"
    field = other.get("accounts.change_name").soup.select_one("main input[name=csrf_token]")
    token = {"csrf_token": field["value"]} if field else {}
    for endpoint, method in PAGES:
        ending = {"show": "", "go_on": "/go-on"}.get(name := endpoint.partition(".")[2], f"/{name}")
        answers = [other.open(f"{at}{ending}", method=method, data=token) for at in (address, nothing)]
        assert {answer.status for answer in answers} == {404}, (endpoint, method)
        assert answers[0].text == answers[1].text
        assert FIRST[1] not in answers[0].html
    assert other.open(f"/workspace/{board.slug}/import").status == 404


def test_an_import_is_found_at_the_address_of_its_own_organisation_alone(
    contributor: Person, other_contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    number = preview(contributor, board, csv_of(HEADINGS, FIRST)).response.request.path.rpartition("/")[2]

    assert other_contributor.open(f"/workspace/{other_board.slug}/import/{number}").status == 404


def test_who_is_not_signed_in_is_asked_to(people: Any, board: Organisation) -> None:
    assert people("anonymous").get("importing.start", slug=board.slug).heading == "Sign in"
