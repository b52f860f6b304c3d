"""A lesson that was removed for good stays so after a restore or a crash, and none that got its number is hit."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from kb.access.actors import SITE
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import table_of, transaction, utc_now
from kb.core.work import run_due
from kb.expunging import files, kept_list, lessons, places, service
from kb.expunging.carrying_out import apply_again, remove
from kb.expunging.models import Expunge
from kb.lessons.models.lesson import Lesson, Revision
from tests import factories
from tests.expunging.everywhere import acting, holding, tables_with, take_in
from tests.expunging.whole_lesson import MARK, QUOTE, TITLE, a_lesson, ask, beside, expunged
from tests.pages import Person


def agreed(reviewer: Person, admin: Person, lesson: Lesson) -> Expunge:
    """What two agreed to, and no job has begun yet."""
    made = ask(reviewer, lesson)
    service.agree(acting(admin.user), made)
    return made


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_restored_copy_has_it_removed_before_its_first_page(
    app: APIFlask, tmp_path: Path, board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    lesson = a_lesson(board, contributor.user.id)
    number = lesson.id
    beside(board)
    take_in()
    copy = tmp_path / "copy of the evening"
    db.session.rollback()
    with closing(sqlite3.connect(tmp_path / "lessonbank.db")) as now, closing(sqlite3.connect(copy)) as then:
        now.backup(then)
    expunged(identity_reviewer, admin, db.session.get_one(Lesson, number))
    assert MARK.lower() not in kept_list.path().read_text().lower()

    db.session.remove()
    db.engine().dispose()
    for ending in ("-wal", "-shm"):
        (tmp_path / f"lessonbank.db{ending}").unlink(missing_ok=True)
    copy.rename(tmp_path / "lessonbank.db")
    assert tables_with() >= {"revision", "revision_comment", "delivery"}
    db.session.rollback()

    assert apply_again() == 1
    take_in()

    assert tables_with() == set()
    assert list(holding(tmp_path)) == []
    assert db.session.get_one(Lesson, number).state == "expunged"
    db.session.rollback()
    assert apply_again() == 0


def test_another_lesson_that_got_its_number_is_left_alone(
    board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    lesson = factories.lesson("Two people make each first visit", organisation=board)
    db.session.commit()
    made = agreed(identity_reviewer, admin, lesson)
    remove(made)
    with transaction():  # as in a copy that had none of it, and in which another lesson was begun since
        db.session.delete(made)
        lesson.created_at += timedelta(microseconds=1)
        other = lesson.live_revision
        assert other
        other.title, other.state, other.found = "A nurse rings each family", "hidden", "Nobody rang."
        lesson.slug = "a-nurse-rings"

    assert apply_again() == 1

    db.session.expire_all()
    assert (other.title, other.state, other.found) == ("A nurse rings each family", "hidden", "Nobody rang.")
    assert (lesson.slug, lesson.live_revision_id) == ("a-nurse-rings", other.id)


def test_in_a_copy_without_it_what_quotes_it_is_still_removed(
    board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    lesson = factories.lesson(TITLE, state="draft", organisation=board)
    db.session.commit()
    remove(agreed(identity_reviewer, admin, lesson))
    table = table_of(Revision)
    other = factories.lesson("A team reads each", organisation=board)
    with transaction():  # as in a copy from before it was begun: past the site, which would leave the title out
        db.session.query(Expunge).delete()
        lesson.created_at += timedelta(days=1)
        db.session.execute(update(table).where(table.c.id == other.live_revision_id).values(found=QUOTE))

    assert apply_again() == 1

    db.session.expire_all()
    assert other.live_revision
    assert other.live_revision.found == "As “[removed]” says"


@pytest.mark.parametrize("done", ["close", "note_titles", "remove_files", "remove_rows"])
def test_what_a_crash_cut_off_is_done_by_the_next_job(
    tmp_path: Path, board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person, done: str
) -> None:
    lesson = a_lesson(board, contributor.user.id)
    number = lesson.id
    beside(board)
    made = agreed(identity_reviewer, admin, lesson)
    cut_off(made, number, after=done)

    run_due(utc_now() + timedelta(hours=2))

    assert list(holding(tmp_path)) == []
    assert tables_with() == set()
    db.session.expire_all()
    assert made.done_at is not None


def cut_off(made: Expunge, number: int, *, after: str) -> None:
    """Do the first parts of removing it, up to this one."""
    known = lessons.with_titles(made.fingerprint, db.session.get_one(Lesson, number))
    parts: dict[str, Callable[[Lesson], object]] = {
        "close": lambda it: lessons.close(SITE, it),
        "note_titles": lambda _it: lessons.note_titles(SITE, made, known=known),
        "remove_files": lambda it: files.remove_files_of(SITE, it),
        "addresses": lambda it: places.remove_addresses_of(SITE, it),
        "remove_rows": lambda it: lessons.remove_rows(SITE, it, table="saved_text"),
    }
    for name, part in parts.items():
        part(db.session.get_one(Lesson, number))
        if name == after:
            return


def test_it_may_be_done_twice(
    board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    lesson = a_lesson(board, contributor.user.id)
    first = expunged(identity_reviewer, admin, lesson)
    states = [(each.state, each.version) for each in lesson.revisions]
    entry = kept_list.path().read_text()
    with transaction():
        first.done_at = None

    remove(first)

    db.session.expire_all()
    assert [(each.state, each.version) for each in lesson.revisions] == states
    assert kept_list.path().read_text() == entry
    assert first.done_at is not None


def test_a_text_with_its_title_that_is_typed_again_is_without_it(
    board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    expunged(identity_reviewer, admin, a_lesson(board, contributor.user.id))

    made = factories.lesson("Told in time", organisation=board, summary=QUOTE)

    assert made.live_revision is not None
    assert made.live_revision.summary == "As “[removed]” says"
    assert db.session.query(Revision).filter(Revision.title.contains(MARK)).count() == 0
