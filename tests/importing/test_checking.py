"""The dry run: what it says would become of each row. It writes nothing."""

import pytest

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core.db import transaction
from kb.core.errors import Conflict, Invalid
from kb.core.work import run_due
from kb.editorial.draft_values import put
from kb.importing.columns import columns_of, guessed
from kb.importing.service import sending, writing
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.importing.sheets import (
    FIRST,
    HEADINGS,
    SECOND,
    csv_of,
    draft_of,
    drafts,
    imported,
    looked_through,
    notes,
    outcomes,
    refusals,
    rows_of,
    sent,
    sheet_of,
    whole_database,
    xlsx_of,
)


def test_new_rows_are_new_and_nothing_is_written(who: Actor, board: Organisation) -> None:
    before = whole_database()
    found = looked_through(who, board, csv_of(HEADINGS, FIRST, SECOND))

    assert outcomes(found) == {"Row 2": "new", "Row 3": "new"}
    assert found.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert whole_database() == before


def test_a_row_that_is_wrong_leaves_the_others_alone(who: Actor, board: Organisation) -> None:
    wrong = ("A-3", "A third lesson of this board", "x", "y", "Neglekt", "", "1914")
    found = looked_through(who, board, csv_of(HEADINGS, FIRST, wrong, SECOND))

    assert outcomes(found) == {"Row 2": "new", "Row 3": "refused", "Row 4": "new"}
    assert refusals(found) == {
        "Row 3": [
            "Themes: “Neglekt” is not in the list. Did you mean “Neglect”?",
            "Year: “1914”: Enter a year between 1945 and 2026",
        ]
    }


def test_the_second_row_with_a_reference_or_title_is_refused_and_names_the_first(
    who: Actor, board: Organisation
) -> None:
    same_reference = ("A-1", "Another title for it", "", "", "", "", "")
    same_title = ("A-9", FIRST[1], "", "", "", "", "")
    found = looked_through(who, board, csv_of(HEADINGS, FIRST, same_reference, same_title))

    assert outcomes(found) == {"Row 2": "new", "Row 3": "refused", "Row 4": "refused"}
    assert "Row 2 has the same reference" in refusals(found)["Row 3"][0]
    assert "Row 2 has the same title" in refusals(found)["Row 4"][0]


def test_what_was_imported_is_unchanged_and_what_differs_is_changed(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST, SECOND))
    changed = (*SECOND[:2], "Bruises were overlooked.", *SECOND[3:5], "bruises, babies", "2016")
    found = looked_through(who, board, csv_of(HEADINGS, FIRST, changed))

    assert outcomes(found) == {"Row 2": "unchanged", "Row 3": "changed"}
    assert "Changes: What was found, Tags, Year" in notes(found)


def test_without_a_reference_a_lesson_is_found_by_its_title(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    found = looked_through(who, board, csv_of(HEADINGS, ("", *FIRST[1:3], "A team of four reads each.", "", "", "")))

    assert outcomes(found) == {"Row 2": "changed"}


def test_with_a_reference_a_lesson_is_found_whatever_its_title(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    found = looked_through(who, board, csv_of(HEADINGS, ("A-1", "Each referral is read by a team", *FIRST[2:])))

    assert outcomes(found) == {"Row 2": "changed"}
    assert "Changes: Title" in notes(found)


def test_another_reference_with_a_title_that_is_taken_is_refused(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    found = looked_through(who, board, csv_of(HEADINGS, ("B-7", *FIRST[1:])))

    assert "Your lesson “A-1” has this title already" in refusals(found)["Row 2"][0]


def test_an_empty_cell_changes_nothing(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    found = looked_through(who, board, csv_of(HEADINGS, (*FIRST[:2], "", "", "", "", "")))

    assert outcomes(found) == {"Row 2": "unchanged"}


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("published", "is published: open it in the workspace to change it"),
        ("submitted", "is with the editors: take it back"),
        ("in_review", "is with the editors: take it back"),
        ("scheduled", "is going to be published"),
        ("hidden", "is hidden"),
        ("archived", "is archived"),
    ],
)
def test_a_lesson_that_was_given_away_is_not_changed(who: Actor, board: Organisation, state: str, says: str) -> None:
    lesson = factories.lesson(FIRST[1], state=state, organisation=board)
    found = looked_through(who, board, csv_of(HEADINGS, FIRST))

    assert outcomes(found) == {"Row 2": "refused"}
    assert says in refusals(found)["Row 2"][0]
    assert (lesson.reference or "The lesson") in refusals(found)["Row 2"][0]


def test_a_published_lesson_that_says_the_same_is_unchanged(who: Actor, board: Organisation) -> None:
    factories.lesson(FIRST[1], organisation=board)

    assert outcomes(looked_through(who, board, csv_of(("Title",), (FIRST[1],)))) == {"Row 2": "unchanged"}


def test_a_lesson_of_another_board_is_another_lesson(
    who: Actor, board: Organisation, other_board: Organisation
) -> None:
    factories.lesson(FIRST[1], organisation=other_board)

    assert outcomes(looked_through(who, board, csv_of(HEADINGS, FIRST))) == {"Row 2": "new"}


def by_hand(draft: Revision, **values: str) -> None:
    with transaction():
        for field, value in values.items():
            put(draft, field, value)
        draft.version += 1


def test_what_somebody_has_written_by_hand_since_is_not_overwritten(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    by_hand(draft_of(board, FIRST[1]), found="In our own words.")
    found = looked_through(who, board, csv_of(HEADINGS, FIRST))

    assert outcomes(found) == {"Row 2": "refused"}
    assert "Somebody has written something else here in “What was found”" in refusals(found)["Row 2"][0]


def test_other_fields_than_those_written_by_hand_can_be_changed(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    by_hand(draft_of(board, FIRST[1]), found="In our own words.")
    row = (*FIRST[:2], "In our own words.", *FIRST[3:6], "2016")

    assert outcomes(looked_through(who, board, csv_of(HEADINGS, row))) == {"Row 2": "changed"}


def test_a_draft_that_was_never_imported_is_filled_but_not_overwritten(who: Actor, board: Organisation) -> None:
    factories.lesson(FIRST[1], state="draft", organisation=board, found="Written by hand.", why="")
    headings = ("Title", "Why it happened", "What was found")

    filled = looked_through(who, board, csv_of(headings, (FIRST[1], "Nobody owned it.", "")))
    assert outcomes(filled) == {"Row 2": "changed"}
    over = looked_through(who, board, csv_of(headings, (FIRST[1], "", "Something else.")))
    assert outcomes(over) == {"Row 2": "refused"}


def test_two_drafts_of_one_title_are_not_guessed_at(who: Actor, board: Organisation) -> None:
    for _ in range(2):
        factories.lesson(FIRST[1], state="draft", organisation=board)
    found = looked_through(who, board, csv_of(HEADINGS, FIRST))

    assert "2 lessons of yours have this title" in refusals(found)["Row 2"][0]


def test_what_is_left_to_do_is_said_and_refuses_nothing(who: Actor, board: Organisation) -> None:
    found = looked_through(who, board, csv_of(("Title",), ("Audit",)))

    assert outcomes(found) == {"Row 2": "new"}
    assert "things are left to do before it can be submitted: Choose what prompted the lesson" in notes(found)


def test_a_source_that_is_not_complete_is_said_to_be_left_out(who: Actor, board: Organisation) -> None:
    row = ("A team reads every referral", "Annual report", "https://www.example.org/a")
    found = looked_through(who, board, csv_of(("Title", "Title of the source", "Web address of the source"), row))

    assert outcomes(found) == {"Row 2": "new"}
    assert "The source is left out: it lacks its publisher and kind." in notes(found)


def test_findings_of_the_identity_check_are_said_and_refuse_nothing(who: Actor, board: Organisation) -> None:
    row = ("A-1", "A team reads every referral", "Mr Example rang 01632 960123.", "", "", "", "")
    found = looked_through(who, board, csv_of(HEADINGS, row))

    assert outcomes(found) == {"Row 2": "new"}
    assert "must be changed before it can be submitted" in notes(found)
    assert "“01632 960123” in What was found" in notes(found)


def test_the_pseudonym_of_the_review_may_stand_in_the_lesson(who: Actor, board: Organisation) -> None:
    factories.review("Serious case review: Quillan", slug="quillan", pseudonym="Quillan")
    headings = ("Title", "What was found", "Review")
    row = ("A team reads every referral", "Quillan was seen at home.", "quillan")
    with_review = looked_through(who, board, csv_of(headings, row))
    without = looked_through(who, board, csv_of(headings, ("Another title of a lesson", *row[1:2], "")))

    assert "Quillan" not in notes(with_review)
    assert "Quillan" in notes(without)


def test_a_column_with_formulas_refuses_its_rows_only_if_it_is_imported(who: Actor, board: Organisation) -> None:
    book, _ = sheet_of(["Title", "Found", "Sum"], ["A title of a lesson", "b", "=1+1"], ["Another title", "=A1", "1"])
    found = looked_through(who, board, xlsx_of(book), "lessons.xlsx")

    assert outcomes(found) == {"Row 2": "new", "Row 3": "refused"}
    assert refusals(found) == {"Row 3": ["Found: B3 holds a formula: copy the cell and paste it as a value"]}


def test_bad_rows_among_many_are_each_said(who: Actor, board: Organisation) -> None:
    headings = [*HEADINGS, *(f"Other {number}" for number in range(53))]
    many = [
        [f"R-{n}", f"Lesson number {n} of the board", "x", "y", "", "", "19" if n % 10 == 0 else "2014", *["z"] * 53]
        for n in range(60)
    ]
    found = looked_through(who, board, csv_of(headings, *many, encoding="cp1252"))

    assert found.counts == {"new": 54, "changed": 0, "unchanged": 0, "refused": 6}
    assert set(refusals(found)) == {f"Row {n + 2}" for n in range(0, 60, 10)}


def test_columns_are_remembered_for_the_next_file(who: Actor, board: Organisation, other_board: Organisation) -> None:
    first = sent(who, board, ("a.csv", csv_of(("Überschrift", "What was found"), ("A title of a lesson", "x"))))
    sending.match(who, first, columns={0: "title", 1: ""})
    data = csv_of(("UBERSCHRIFT", "What was found", "New"), ("Another title", "x", "y"))

    again = sent(who, board, ("b.csv", data))
    assert guessed(again, columns_of(again)) == {0: "title"}


def test_a_field_is_chosen_once_and_the_title_is_needed(who: Actor, board: Organisation) -> None:
    found = sent(who, board, ("a.csv", csv_of(("A", "B"), ("x", "y"))))

    with pytest.raises(Invalid) as twice:
        sending.match(who, found, columns={0: "title", 1: "title"})
    assert list(twice.value.problems) == ["column_1"]
    with pytest.raises(Invalid, match="Choose a column for the title"):
        sending.match(who, found, columns={0: "found", 1: ""})
    with pytest.raises(Invalid, match="Choose one of the list"):
        sending.match(who, found, columns={0: "title", 1: "slug"})
    assert found.state == "sent"


def test_other_columns_begin_the_dry_run_anew(who: Actor, board: Organisation) -> None:
    found = looked_through(who, board, csv_of(("Title", "Found"), ("A title of a lesson", "Another of a lesson")))
    sending.match(who, found, columns={0: "", 1: "title"})
    run_due()

    assert [row.title for row in rows_of(found)] == ["Another of a lesson"]


def test_what_was_not_looked_through_is_not_imported(who: Actor, board: Organisation) -> None:
    found = sent(who, board, ("a.csv", csv_of(HEADINGS, FIRST)))

    with pytest.raises(Conflict):
        writing.begin(who, found)
    assert drafts(board) == []
