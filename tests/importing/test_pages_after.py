"""Pages of an import that is over, and of undoing it, as people use them without scripts."""

from kb.accounts.models.organisation import Organisation
from kb.core.db import transaction, utc_now
from kb.core.work import run_due
from kb.editorial.removing import remove_text
from tests.importing.sent import WRONG, done, preview
from tests.importing.sheets import FIRST, HEADINGS, SECOND, csv_of, drafts
from tests.pages import Person


def test_lessons_are_imported_and_the_import_is_undone(contributor: Person, board: Organisation) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST, WRONG, SECOND))
    assert page.heading == "What would be imported"
    assert "2 new" in page.text
    assert "1 refused" in page.text
    assert "Themes: “Neglekt” is not in the list. Did you mean “Neglect”?" in page.text
    assert drafts(board) == []

    page.submit("Import 2 lessons")
    run_due()
    page = contributor.open(page.response.request.path)
    assert page.heading == "The import is done"
    assert "2 lessons are in your workspace as drafts. None was submitted." in page.text
    assert contributor.open(page.link(FIRST[1])).status == 200

    page = page.follow("Undo this import")
    assert page.heading == "Undo this import?"
    assert "2 drafts that it made are removed for good." in page.text
    assert "that it changed" not in page.text
    page = page.submit("Undo the import")
    run_due()
    page = contributor.open(page.response.request.path)
    assert page.heading == "The import is undone"
    assert drafts(board) == []
    assert page.follow("Send the corrected file").heading == "Import lessons"


def test_drafts_with_which_somebody_has_gone_on_are_named_before_an_undo(
    contributor: Person, board: Organisation
) -> None:
    page = preview(contributor, board, csv_of(HEADINGS, FIRST, SECOND))
    address = page.response.request.path
    page.submit("Import 2 lessons")
    run_due()
    (draft, *_) = drafts(board)
    step = contributor.get("editorial.step", number=draft.id, step="found")
    step.submit("Save and stay here", why="Somebody has thought about it.")

    page = contributor.open(f"{address}/undo")
    assert "Somebody has gone on with 1 draft since" in page.text
    (refused,) = page.submit("Undo the import").errors
    assert refused == "Choose what becomes of the drafts with which somebody has gone on"
    page.submit("Undo the import", edited="keep")
    run_due()
    page = contributor.open(address)
    assert "but for 1 draft" in page.text
    assert [each.title for each in drafts(board)] == [FIRST[1]]


def test_what_became_of_the_lessons_is_said_as_it_is_now(contributor: Person, board: Organisation) -> None:
    address = done(contributor, board, csv_of(HEADINGS, FIRST, SECOND))
    first, second = drafts(board)
    with transaction():
        first.summary, first.state, first.submitted_at = "A summary of it.", "submitted", utc_now()
    page = contributor.open(address)

    assert "2 lessons were imported. Now: 1 draft, 1 submitted." in page.text
    assert "None was submitted" not in page.text
    assert page.rows(".kb-rows .kb-state") == ["Submitted", "Draft"]
    assert f"It cannot be undone as a whole, because {FIRST[1]} was submitted." in page.text
    page = contributor.open(f"{address}/undo")
    assert f"It cannot be undone, because {FIRST[1]} was submitted." in page.text
    assert page.link(FIRST[1]).endswith(f"/{first.id}")

    with transaction():
        remove_text(second)
    assert "Now: 1 submitted, 1 removed since." in contributor.open(address).text


def test_rows_that_were_refused_are_still_shown_when_the_import_is_done(
    contributor: Person, board: Organisation
) -> None:
    page = contributor.open(done(contributor, board, csv_of(HEADINGS, FIRST, WRONG)))
    assert "a draft was made of each" in page.text
    assert "unchanged" not in page.text, "what there is none of is not counted"

    refused = page.follow("1 refused")
    assert "Did you mean “Neglect”?" in refused.text
    assert [each.split(":")[0] for each in refused.rows(".kb-rows__name")] == ["Row 3"]
    assert refused.follow("Show the lessons instead").rows(".kb-rows__name") == [FIRST[1]]
    assert page.follow("Send the corrected file").heading == "Import lessons"


def test_without_refused_rows_another_file_can_be_imported(contributor: Person, board: Organisation) -> None:
    page = contributor.open(done(contributor, board, csv_of(HEADINGS, FIRST)))

    assert page.follow("Import another file").heading == "Import lessons"


def test_a_draft_without_a_title_is_named_by_when_it_was_begun(contributor: Person, board: Organisation) -> None:
    address = done(contributor, board, csv_of(HEADINGS, FIRST))
    with transaction():
        drafts(board)[0].title = ""
        drafts(board)[0].version += 1

    for page in (contributor.open(address), contributor.open(f"{address}/undo")):
        (name,) = (row for row in page.rows("main li") if "Untitled, begun" in row)
        assert contributor.open(page.link(name.split(" Draft")[0])).status == 200
