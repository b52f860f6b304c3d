"""Drafts that are made and changed by an import, and imports that are cut off in the middle."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import today
from kb.core.db import transaction, utc_now
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.importing.models import ImportedLesson
from kb.importing.service import checking, sending, turns, writing
from kb.lessons.field_values import value_of
from kb.lessons.models.lesson import Revision
from tests.importing.sheets import (
    FIRST,
    HEADINGS,
    SECOND,
    csv_of,
    draft_of,
    drafts,
    imported,
    looked_through,
    outcomes,
    refusals,
    rows_of,
    undone,
)
from tests.pages import Person

SOURCES = ("Title", "Title of the source", "Publisher of the source", "Kind of source", "Web address of the source")
CITED = ("A team reads every referral", "Annual report", "The board", "Annual report", "https://www.example.org/a")


def test_rows_become_drafts_in_the_hands_of_whoever_imports_them(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST, SECOND))

    first, second = drafts(board)
    assert [draft.state for draft in (first, second)] == ["draft", "draft"]
    assert (first.title, first.found, first.done, first.year) == (*FIRST[1:4], 2014)
    assert [theme.slug for theme in first.themes] == ["neglect"]
    assert second.tags == ["bruises"]
    assert first.lesson.holder_id == first.created_by_id == who.user_id
    assert first.author_ids == {who.user_id}
    assert first.lesson.open_revision is first


def test_a_draft_has_the_place_of_its_board_unless_the_row_says_another(who: Actor, board: Organisation) -> None:
    rows = (("First title of a lesson", ""), ("Second title of a lesson", "Wales"))
    imported(who, board, csv_of(("Title", "Nation"), *rows))

    places = [(value_of(draft, "nation"), value_of(draft, "region")) for draft in drafts(board)]
    assert places == [("england", "north-west"), ("wales", "")]


def test_a_source_comes_with_the_day_on_which_it_was_imported(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(SOURCES, CITED))

    (source,) = drafts(board)[0].sources
    assert (source.title, source.url, source.accessed) == ("Annual report", "https://www.example.org/a", today())


def test_a_source_that_was_imported_is_replaced_and_one_that_somebody_added_stays(
    who: Actor, board: Organisation
) -> None:
    imported(who, board, csv_of(SOURCES, CITED))
    imported(who, board, csv_of(SOURCES, (*CITED[:4], "https://www.example.org/b")))
    assert [source.url for source in drafts(board)[0].sources] == ["https://www.example.org/b"]

    with transaction():
        drafts(board)[0].sources[0].title = "As somebody wrote it"
    imported(who, board, csv_of(SOURCES, (*CITED[:4], "https://www.example.org/c")))
    assert [source.title for source in drafts(board)[0].sources] == ["As somebody wrote it", "Annual report"]


def test_a_changed_row_changes_the_draft_and_counts_as_a_save(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    imported(who, board, csv_of(HEADINGS, (*FIRST[:2], "Something else was found.", *FIRST[3:])))

    (draft,) = drafts(board)
    assert (draft.found, draft.done, draft.version) == ("Something else was found.", FIRST[3], 2)


def test_a_reference_is_kept_for_the_next_import(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))

    assert db.session.scalars(select(ImportedLesson.reference)).all() == ["A-1"]


def test_what_became_impossible_since_the_dry_run_is_refused_then(who: Actor, board: Organisation) -> None:
    first = looked_through(who, board, csv_of(HEADINGS, FIRST, SECOND))
    imported(who, board, csv_of(HEADINGS, ("B-1", *FIRST[1:])))
    writing.begin(who, first)
    run_due()

    assert outcomes(first) == {"Row 2": "refused", "Row 3": "new"}
    assert "Your lesson “B-1” has this title already" in refusals(first)["Row 2"][0]
    assert first.counts["written"] == 1


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 3)


class PowerCut(BaseException):
    """Ends the process, as far as a test can."""


def cut_after(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the machine lose power while the row after so many is being written, once."""
    done: Iterator[int] = iter(range(rows))
    made = writing._note_done

    def note(row: Any, revision: Revision) -> None:
        if next(done, None) is None:
            monkeypatch.setattr(writing, "_note_done", made)
            raise PowerCut
        made(row, revision)

    monkeypatch.setattr(writing, "_note_done", note)


def many(number: int) -> list[tuple[str, ...]]:
    return [(f"R-{n}", f"Lesson number {n} of the board", "x", "y", "", f"tag {n}", "2014") for n in range(number)]


@pytest.mark.parametrize("rows", [0, 2, 3, 7, 9])
def test_an_import_that_is_cut_off_leaves_whole_lessons_and_goes_on(
    who: Actor, board: Organisation, small_batches: None, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    found = looked_through(who, board, csv_of(HEADINGS, *many(10)))
    writing.begin(who, found)
    cut_after(rows, monkeypatch)
    with pytest.raises(PowerCut):
        run_due()
    db.session.rollback()

    there = drafts(board)
    assert len(there) == rows // 3 * 3, "whole batches alone"
    assert all(len(draft.tags) == 1 for draft in there)

    run_due(utc_now() + timedelta(hours=1))
    assert sorted(draft.title for draft in drafts(board)) == sorted(row[1] for row in many(10))
    assert {row.state for row in rows_of(found)} == {"done"}
    assert found.state == "written"


def test_an_import_ends_where_whoever_asked_for_it_may_no_longer_write_and_somebody_else_goes_on(
    who: Actor, board: Organisation, contributor: Person, lead: Person
) -> None:
    found = looked_through(who, board, csv_of(HEADINGS, FIRST))
    writing.begin(who, found)
    with transaction():
        contributor.user.memberships = []
    run_due()
    assert drafts(board) == []
    assert found.state == "writing"
    assert db.session.scalar(select(Job.state).where(Job.kind == "importing.write")) == "done"

    page = lead.get("importing.show", slug=board.slug, number=found.id)
    assert page.heading == "It has stopped before its end"
    page.submit("Go on")
    run_due()
    assert draft_of(board, FIRST[1]).lesson.holder_id == lead.user.id


def test_a_row_is_written_once_however_often_the_job_is_done(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST))
    with transaction():
        sending.move(found, "writing")
    writing.go_on(who, found)
    run_due()

    assert len(drafts(board)) == 1


def test_long_jobs_work_in_turns_and_others_come_between(
    who: Actor, board: Organisation, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LENGTH", 0.0)
    monkeypatch.setattr(checking, "BATCH", 3)
    found = imported(who, board, csv_of(HEADINGS, *many(10)))

    assert sorted(draft.title for draft in drafts(board)) == sorted(row[1] for row in many(10))
    undone(who, found)
    assert drafts(board) == []
    of_import = Job.kind.in_(["importing.check", "importing.write", "importing.undo"])
    assert set(db.session.scalars(select(Job.state).where(of_import))) == {"done"}


def test_its_page_says_how_far_a_job_is_between_two_turns(
    who: Actor, board: Organisation, contributor: Person, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = looked_through(who, board, csv_of(HEADINGS, *many(10)))
    writing.begin(who, found)
    cut_after(7, monkeypatch)
    with pytest.raises(PowerCut):
        run_due()
    db.session.rollback()

    page = contributor.get("importing.show", slug=board.slug, number=found.id)
    assert page.heading == "Importing the lessons"
    assert "6 of 10 done" in page.text
