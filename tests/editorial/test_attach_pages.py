"""The page on which files are added to a lesson; every refusal keeps what was typed."""

from io import BytesIO

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core.work import run_due
from kb.lessons.files import LARGEST
from tests.editorial.attaching import (
    TYPED,
    prepared,
    quiet_text_of,
    send,
    stored,
    table,
    typed_words,
)
from tests.editorial.kinds import ON_SQLITE
from tests.extraction.files import Made
from tests.pages import Page, Person

pytestmark = ON_SQLITE

REFUSED = {
    "encrypted PDF": "locked with a password",
    "encrypted document": "locked with a password",
    "PDF with JavaScript": "holds a program",
    "document with macros": "holds a program",
    "workbook with XLM macros": "holds a program",
    "zip bomb": "unpacks to far more",
    "zip of very many entries": "unpacks to far more",
    "entity expansion": "",
    "old document": "Save it as .docx",
    "damaged document": "damaged or not complete",
    "damaged PDF": "damaged or not complete",
    "PDF called a document": "The name ends in .docx, but the content is of another kind (pdf)",
    "plain text": "This is plain text",
    "program": "Files of this kind cannot be shared",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_shared_is_said_at_its_field_and_what_was_typed_stays(
    contributor: Person, board: Organisation, name: str
) -> None:
    page = send(contributor, quiet_text_of(board), prepared(name))

    (error,) = page.errors
    assert REFUSED[name] in error
    assert typed_words(page) == TYPED
    assert stored() == (0, 0)


@pytest.mark.parametrize(
    ("made", "error"),
    [
        (("empty.csv", b""), "The file is empty"),
        (("large.csv", bytes(LARGEST + 1)), "larger than 20 MB"),
        (("", b""), "Choose a file"),
    ],
    ids=["empty", "too large", "none"],
)
def test_no_file_an_empty_and_a_too_large_one_are_said_likewise(
    contributor: Person, board: Organisation, made: Made, error: str
) -> None:
    page = send(contributor, quiet_text_of(board), made)

    assert error in page.errors[0]
    assert typed_words(page) == TYPED


def test_where_words_are_missing_the_file_has_to_be_chosen_again_and_the_page_says_so(
    contributor: Person, board: Organisation
) -> None:
    page = send(contributor, quiet_text_of(board), table(), title=" ", purpose="For visits.")

    assert page.errors == [
        "Choose the file again: browsers do not keep a file that was not taken",
        "Give the file a title",
    ]
    assert typed_words(page)["purpose"] == "For visits."


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"title": "x" * 121}, "Use at most 120 characters"),
        ({"purpose": ""}, "Say what the file is for"),
        ({"purpose": "x" * 401}, "Use at most 400 characters"),
        ({"licence": ""}, "Choose how others may use the file"),
        ({"licence": "no-such-licence"}, "Not a valid choice"),
    ],
)
def test_what_is_said_of_a_file_has_its_rules(
    contributor: Person, board: Organisation, typed: dict[str, str], error: str
) -> None:
    page = send(contributor, quiet_text_of(board), table(), **typed)

    assert any(error in each for each in page.errors), page.errors


def test_a_file_is_added_checked_and_listed(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)

    page = send(contributor, revision, table())
    assert "“Checklist for visits” was added, and is being checked." in page.text
    assert "1 file, 1 is being checked." in page.text
    assert page.soup.select_one("#files[data-refresh-every]")
    assert page.soup.select_one("noscript meta[http-equiv=refresh]")

    run_due()
    page = contributor.get("editorial.files", number=revision.id)
    assert "Checked. Nothing is left that must be changed or answered for. Not scanned for viruses." in page.text
    assert f"checklist.csv · CSV table, {len(table()[1])} bytes · Open Government Licence" in page.text
    assert not page.soup.select("[data-refresh-every], noscript meta")


def test_a_script_is_answered_where_to_go_or_what_is_the_matter(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    page = contributor.get("editorial.attach", number=revision.id)
    form = page.soup.select_one("form[data-upload]")
    assert form
    assert form["data-most"] == str(LARGEST)
    token = str(form.select_one("input[name=csrf_token]")["value"])  # type: ignore[index]
    headers = {"Accept": "application/json"}

    def post(made: Made) -> Page:
        name, data = made
        sent = {**TYPED, "csrf_token": token, "file": (BytesIO(data), name)}
        return contributor.open(str(form["action"]), method="POST", data=sent, headers=headers)

    refused, taken = post(prepared("encrypted PDF")), post(table())

    assert refused.status == 422
    assert list(refused.response.json["errors"]) == ["file"]  # type: ignore[index]
    assert "password" in refused.response.json["errors"]["file"]  # type: ignore[index]
    assert (taken.status, taken.response.json) == (200, {"next": f"/workspace/lessons/{revision.id}/files"})
    assert "was added" in contributor.open(taken.response.json["next"]).text  # type: ignore[index]
