"""Imports of lessons of which all was removed for good afterwards."""

import pytest

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core.work import run_due
from kb.importing.queries.imports import Undoing, undoing_of
from kb.importing.service import writing
from kb.lessons.models.lesson import Lesson
from tests.expunging.whole_lesson import expunged
from tests.importing.sent import done
from tests.importing.sheets import SECOND, csv_of, drafts, imported, looked_through, rows_of, undone
from tests.pages import Person

SHORT = ("Your own reference", "Title", "What was found")
AUDIT = ("A-1", "Audit", "Nobody was asked.")
"""Its title is too short to be looked for in other rows."""


def removed_for_good(lesson: Lesson, reviewer: Person, admin: Person) -> None:
    """One asks, another agrees."""
    assert expunged(reviewer, admin, lesson).done_at is not None


@pytest.mark.parametrize("row", [("", *AUDIT[1:]), (*AUDIT[:2], "Everybody was asked."), ("B-7", *AUDIT[1:])])
def test_a_lesson_that_was_removed_for_good_does_not_come_back_from_a_sheet_that_waits(
    who: Actor, board: Organisation, identity_reviewer: Person, admin: Person, row: tuple[str, ...]
) -> None:
    imported(who, board, csv_of(SHORT, AUDIT))
    waiting = looked_through(who, board, csv_of(SHORT, row, ("A-2", SECOND[1], "Bruises were not seen.")))

    removed_for_good(drafts(board)[0].lesson, identity_reviewer, admin)
    assert not any("asked" in cell or cell == AUDIT[1] for cell in rows_of(waiting)[0].cells)
    writing.begin(who, waiting)
    run_due()

    assert [draft.title for draft in drafts(board) if draft.state == "draft"] == [SECOND[1]]


def test_an_import_is_undone_though_one_of_its_lessons_was_removed_for_good(
    who: Actor, board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    found = imported(who, board, csv_of(SHORT, AUDIT, ("A-2", SECOND[1], "Bruises were not seen.")))
    removed_for_good(drafts(board)[0].lesson, identity_reviewer, admin)
    assert undoing_of(found) == Undoing(made=1, changed=0, again=0)

    undone(who, found)

    assert [(draft.title, draft.state) for draft in drafts(board)] == [("", "expunged")]
    assert found.counts["kept"] == 0


def test_a_lesson_that_was_removed_for_good_is_none_of_those_that_an_import_made(
    contributor: Person, board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    address = done(contributor, board, csv_of(SHORT, AUDIT, ("A-2", SECOND[1], "Bruises were not seen.")))
    removed_for_good(drafts(board)[0].lesson, identity_reviewer, admin)

    page = contributor.open(address)
    assert "2 lessons were imported. Now: 1 draft, 1 removed since." in page.text
    assert page.rows("main .kb-rows__name") == [SECOND[1]]
    assert "cannot be undone" not in page.text
