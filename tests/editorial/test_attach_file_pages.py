"""The pages of a file that goes with a lesson: what was found, changing, replacing, removing, and who may see it."""

from io import BytesIO

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.lessons.files import MOST_FILES
from tests.editorial.attaching import (
    NOTHING_FOUND,
    TYPED,
    again,
    attach,
    bare_document,
    checked,
    prepared,
    quiet_text_of,
    stored,
    table,
    typed_words,
    with_scanner,
)
from tests.editorial.clamd import FOUND, clamd, nobody_listens
from tests.editorial.kinds import ON_SQLITE
from tests.pages import Person, statements

pytestmark = ON_SQLITE


def test_what_was_found_is_said_with_the_ways_to_mend_it(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    made = checked(contributor, revision, ("plan.csv", b"a\nRing 01632 960123.\nThey met at Millbrook Surgery.\n"))

    listed = contributor.get("editorial.files", number=revision.id)
    assert "1 place must be changed. 1 place waits for a change or a reason." in listed.text
    page = listed.follow("Checklist for visits")
    assert "Telephone number : “01632 960123”, in text." in page.text
    page = contributor.open(page.link("say why it stays : Millbrook Surgery"))
    page = page.submit("Save the reason", reason="The practice closed years ago.")

    assert "The reason was saved." in page.text
    assert "Telephone number in: Checklist for visits, text" in page.rows(".kb-finding__title")
    assert page.link("Change or remove the file : 01632 960123, in Checklist for visits, text") == (
        f"/workspace/lessons/{revision.id}/files/{made.id}"
    )


def test_a_sentence_of_a_file_cannot_be_opened_to_be_rewritten(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board), table("Ring 01632 960123."))

    page = contributor.get("identity.change", number=made.revision_id, passage=made.findings[0]["digest"])

    assert "open the page of the file to change it" in page.text


def test_what_is_said_of_a_file_is_changed(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    page = contributor.get("editorial.file", number=made.revision_id, file=made.id)
    assert typed_words(page) == TYPED

    page = page.submit("Save", title="Plan of a day")

    assert "What is said of “Plan of a day” was changed." in page.text
    assert again(made).title == "Plan of a day"


def test_sending_it_as_it_was_changes_nothing(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    version = made.revision.version

    page = contributor.get("editorial.file", number=made.revision_id, file=made.id).submit("Save")

    assert "Nothing was different" in page.text
    assert again(made).revision.version == version


def test_a_file_is_replaced(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    page = contributor.get("editorial.file", number=made.revision_id, file=made.id).follow("Replace it")

    refused = page.submit("Replace it", file=(BytesIO(b"MZ"), "setup.exe"))  # type: ignore[arg-type]
    assert refused.errors
    taken = page.submit("Replace it", file=(BytesIO(b"a,b\n"), "better.csv"))  # type: ignore[arg-type]

    assert "was replaced, and is being checked" in taken.text
    assert again(made).file_name == "better.csv"


def test_a_file_is_removed_once_that_was_confirmed(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    page = contributor.get("editorial.file", number=made.revision_id, file=made.id).follow("Remove it")
    assert again(made)

    page = page.submit("Remove the file")

    assert "“Checklist for visits” was removed." in page.text
    assert "There are none yet." in page.text
    assert stored() == (0, 0)


def test_whoever_is_too_late_is_told_so(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    page = contributor.get("editorial.file_remove", number=made.revision_id, file=made.id)
    page.submit("Remove the file")

    assert page.submit("Remove the file").status == 404


def test_a_file_is_checked_again(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))

    page = contributor.get("editorial.file", number=made.revision_id, file=made.id).submit("Check it again")

    assert "is being checked again" in page.text
    assert again(made).state == "waiting"


def test_a_file_is_downloaded_as_a_file_and_kept_by_nobody(contributor: Person, board: Organisation) -> None:
    _, data = prepared("PDF")
    made = checked(contributor, quiet_text_of(board), ("Plan für alle.pdf", data))

    response = contributor.get("editorial.file_content", number=made.revision_id, file=made.id).response

    assert response.get_data() == data
    headers = response.headers
    assert headers["Content-Disposition"] == (
        "attachment; filename=\"Plan fr alle.pdf\"; filename*=UTF-8''Plan%20f%C3%BCr%20alle.pdf"
    )
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(data))
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_what_no_scanner_has_seen_yet_is_not_downloaded(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    with nobody_listens() as address:
        with_scanner(app, address)
        made = checked(contributor, quiet_text_of(board))

    page = contributor.get("editorial.file_content", number=made.revision_id, file=made.id)
    listed = contributor.get("editorial.files", number=made.revision_id)

    assert page.status == 404
    assert "the virus scanner does not answer yet and is asked again" in listed.text


def test_a_file_with_a_virus_is_said_to_be_refused_and_can_be_replaced(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    with clamd(FOUND) as daemon:
        with_scanner(app, daemon.address)
        made = checked(contributor, quiet_text_of(board))

    page = contributor.get("editorial.file", number=made.revision_id, file=made.id)

    assert "Cannot stay. A virus scanner says that there is a virus in it" in page.text
    assert page.link("Replace it")
    assert contributor.get("editorial.file_content", number=made.revision_id, file=made.id).status == 404


def test_no_copy_of_a_file_without_anything_hidden_is_offered(contributor: Person, board: Organisation) -> None:
    table_ = checked(contributor, quiet_text_of(board))
    document = checked(contributor, quiet_text_of(board), bare_document())

    pages = [contributor.get("editorial.file", number=each.revision_id, file=each.id) for each in (table_, document)]

    assert ["Use a copy without" in page.text for page in pages] == [False, True]


def test_an_eleventh_file_is_not_offered(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    for number in range(MOST_FILES):
        attach(contributor, revision, table(f"step {number}"))

    page = contributor.get("editorial.files", number=revision.id)

    assert "A lesson has at most 10 files." in page.text
    assert "Add another file" not in page.text
    assert "at most 10 files" in contributor.get("editorial.attach", number=revision.id).text


def test_lists_make_as_many_statements_with_many_files_as_with_few(contributor: Person, board: Organisation) -> None:
    few, many = quiet_text_of(board), quiet_text_of(board)
    for number in range(6):
        checked(contributor, many, table(f"step {number}"))
    checked(contributor, few, table("step"))

    def made_by(number: int) -> int:
        contributor.get("editorial.files", number=number)
        db.session.remove()
        with statements() as made:
            contributor.get("editorial.files", number=number)
        return len(made)

    numbers = few.id, many.id
    assert made_by(numbers[0]) == made_by(numbers[1])


PAGES = ("file", "file_replace", "file_remove", "file_content")


@pytest.mark.parametrize("endpoint", PAGES)
@pytest.mark.parametrize("kind", ["member", "other_contributor", "user", "editor"])
def test_others_are_answered_as_if_there_were_no_such_file(
    request: pytest.FixtureRequest, contributor: Person, board: Organisation, endpoint: str, kind: str
) -> None:
    made = checked(contributor, quiet_text_of(board))
    address = {"number": made.revision_id, "file": made.id}
    person: Person = request.getfixturevalue(kind)
    person.get("site.page", slug="help")

    with statements() as asked_for_it:
        answer = person.get(f"editorial.{endpoint}", **address)
    with statements() as asked_for_nothing:
        other = person.get(f"editorial.{endpoint}", number=987_654, file=987_654)

    assert answer.status == other.status == 404
    assert asked_for_it == asked_for_nothing
    assert made.title not in answer.html


def test_the_desk_reads_the_files_of_what_was_submitted_and_changes_none(
    contributor: Person, editor: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board))
    made.revision.state = "submitted"
    db.session.commit()
    where = {"number": made.revision_id, "file": made.id}

    listed, page = editor.get("editorial.files", number=made.revision_id), editor.get("editorial.file", **where)

    assert made.title in listed.text
    assert "Add another file" not in listed.text
    assert "Replace it" not in page.text
    assert "For the first visit." in page.text
    assert editor.get("editorial.file_content", **where).response.get_data() == table()[1]
    assert editor.get("editorial.file_replace", **where).status in {403, 409}


def test_what_somebody_typed_is_shown_and_not_run(contributor: Person, board: Organisation) -> None:
    title = '"><script>alert(1)</script>'
    made = checked(contributor, quiet_text_of(board), table(NOTHING_FOUND, "a<b>&'c.csv"), title=title)

    page = contributor.get("editorial.file", number=made.revision_id, file=made.id)

    assert page.heading == title
    assert page.soup.select("main script") == []
