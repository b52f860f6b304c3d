"""What is removed by night, what becomes of imports when organisations are merged, and what a person may take along."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import transaction, utc_now
from kb.core.events import OrganisationMerged
from kb.core.jobs import enqueue
from kb.core.work import run_due
from kb.importing.merging import move
from kb.importing.models import ImportColumn, ImportedLesson, ImportRow, LessonImport
from kb.importing.own_data import own_data
from kb.importing.service import undoing
from kb.importing.upkeep import KEPT_DAYS, PRUNE, REMEMBERED
from tests.editorial.drafting import acting
from tests.importing.sheets import FIRST, HEADINGS, csv_of, drafts, imported, looked_through, sent
from tests.pages import Person


def nightly(found: LessonImport, days: int) -> None:
    """The night after an import has stood still for so many days."""
    with transaction():
        found.state_since = utc_now() - timedelta(days=days)
        enqueue(PRUNE, "now")
    run_due()


def number(model: type[LessonImport | ImportRow | ImportColumn]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_rows_are_kept_for_a_month_and_the_drafts_stay(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST))
    nightly(found, KEPT_DAYS - 1)
    assert (number(ImportRow), undoing.may_be_undone(found)) == (1, True)

    nightly(found, KEPT_DAYS + 1)
    assert (number(ImportRow), number(LessonImport), undoing.may_be_undone(found)) == (0, 1, False)
    assert len(drafts(board)) == 1


def test_what_was_sent_and_left_lying_goes_whole(who: Actor, board: Organisation) -> None:
    left = [sent(who, board, ("a.csv", csv_of(HEADINGS, FIRST))), looked_through(who, board, csv_of(HEADINGS, FIRST))]
    with transaction():
        for found in left:
            found.state_since = utc_now() - timedelta(days=KEPT_DAYS + 1)
        enqueue(PRUNE, "now")
    run_due()

    assert (number(ImportRow), number(LessonImport)) == (0, 0)


@pytest.mark.parametrize("state", ["checking", "writing", "undoing"])
def test_what_is_at_work_is_left(who: Actor, board: Organisation, state: str) -> None:
    found = sent(who, board, ("a.csv", csv_of(HEADINGS, FIRST)))
    with transaction():
        found.state = state
    nightly(found, KEPT_DAYS + 1)

    assert number(ImportRow) == 1


def test_columns_that_nobody_uses_are_forgotten(who: Actor, board: Organisation) -> None:
    found = looked_through(who, board, csv_of(HEADINGS, FIRST))
    nightly(found, 1)
    assert number(ImportColumn) == len(HEADINGS)
    with transaction():
        for row in db.session.scalars(select(ImportColumn)):
            row.used_at = utc_now() - REMEMBERED - timedelta(days=1)
    nightly(found, 1)
    assert number(ImportColumn) == 0


def test_imports_references_and_columns_go_along_when_organisations_are_merged(
    who: Actor, board: Organisation, other_board: Organisation, other_contributor: Person
) -> None:
    other = acting(other_contributor.user)
    imported(who, board, csv_of(HEADINGS, FIRST))
    imported(other, other_board, csv_of(HEADINGS, FIRST, ("B-2", "A lesson of the other board", *FIRST[2:])))
    with transaction():
        move(OrganisationMerged(other_board.id, board.id))

    assert set(db.session.scalars(select(LessonImport.organisation_id))) == {board.id}
    assert set(db.session.scalars(select(ImportColumn.organisation_id))) == {board.id}
    references = db.session.scalars(select(ImportedLesson.reference).order_by(ImportedLesson.lesson_id)).all()
    assert references == ["A-1", None, "B-2"], "of a reference that both have, that of the one that stays"
    assert set(db.session.scalars(select(ImportedLesson.organisation_id))) == {board.id}


def test_the_copy_of_own_data_says_which_files_somebody_sent(
    who: Actor, board: Organisation, contributor: Person, lead: Person
) -> None:
    sent(who, board, ("a.csv", csv_of(HEADINGS, FIRST)))

    (mine,) = own_data(contributor.user)["imports_of_lessons"]
    assert (mine["file"], mine["rows"], mine["organisation"]) == ("a.csv", 1, board.id)
    assert own_data(lead.user)["imports_of_lessons"] == []
