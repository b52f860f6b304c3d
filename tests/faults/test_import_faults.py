"""Workers killed in the middle of an import and of its undoing: no half lesson, none twice, nothing left at the end."""

import os
import random
import secrets
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.jobs import Job
from kb.importing.models import LessonImport
from kb.importing.queries.imports import UNDO, WRITE
from kb.importing.service import undoing, writing
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionAuthor, RevisionTag
from tests.faults.nursery import end, nursery
from tests.importing.conftest import who as who
from tests.importing.sheets import HEADINGS, csv_of, drafts, looked_through, whole_database

pytestmark = pytest.mark.faults

ROWS, KILLS = 400, 6
LEASE = 1.0
"""Seconds."""
DONE_WITHIN = 60.0


@pytest.fixture
def chance() -> random.Random:
    """Says which run this is."""
    seed = int(os.environ.get("KB_TEST_SEED") or secrets.randbelow(10**6))
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    return random.Random(seed)


def state_of(number: int) -> str:
    db.session.rollback()
    return str(db.session.scalar(select(LessonImport.state).where(LessonImport.id == number)))


def whole() -> None:
    """Every draft that is there is one: with its author, its tag and its place at its lesson."""
    db.session.rollback()
    lessons = db.session.scalar(select(func.count()).select_from(Lesson))
    for table in (Revision, RevisionAuthor, RevisionTag):
        assert db.session.scalar(select(func.count()).select_from(table)) == lessons
    assert db.session.scalar(select(func.count()).where(Lesson.open_revision_id.is_(None))) == 0


def killing(make: Callable[[str], int], number: int, until: str, chance: random.Random) -> None:
    """Have workers do what waits, and kill one after the other, until the import is in this state."""
    for _ in range(KILLS):
        victim = make(str(LEASE))
        time.sleep(chance.uniform(0.3, 1.2))
        end(victim, signal.SIGKILL)
        whole()
    make(str(LEASE))
    begun = time.monotonic()
    while state_of(number) != until:
        assert time.monotonic() - begun < DONE_WITHIN, f"the import stays {state_of(number)}"
        time.sleep(0.1)


def test_an_import_whose_workers_are_killed_is_whole_and_is_undone_without_a_trace(
    who: Actor, board: Organisation, database_url: str, tmp_path: Path, chance: random.Random
) -> None:
    before = whole_database()
    rows = [(f"R-{n}", f"Lesson number {n} of the board", "x", "y", "Neglect", f"tag {n}", "2014") for n in range(ROWS)]
    found = looked_through(who, board, csv_of(HEADINGS, *rows))
    number, environment = found.id, {"KB_DATABASE_URL": database_url, "KB_INSTANCE_FOLDER": str(tmp_path)}
    with nursery("tests.faults.import_victim", **environment) as make:
        writing.begin(who, found)
        db.session.rollback()
        killing(make, number, "written", chance)
        titles = Counter(draft.title for draft in drafts(board))
        assert titles == Counter(row[1] for row in rows)
        undoing.begin(who, found, with_edited=None)
        db.session.rollback()
        killing(make, number, "undone", chance)
    assert whole_database() == before
    tries = db.session.scalar(select(func.sum(Job.attempts)).where(Job.kind.in_([WRITE, UNDO]))) or 0
    assert tries > KILLS // 2, "the moments were bad enough to prove something"
