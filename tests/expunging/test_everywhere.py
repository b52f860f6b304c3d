"""Expunged words are nowhere any more, byte by byte; and again after an older copy of the database was restored."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from apiflask import APIFlask

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.work import run_due
from kb.expunging import kept_list, service
from kb.expunging.carrying_out import apply_again
from kb.expunging.columns import SWEPT
from kb.expunging.models import Expunge
from kb.lessons.models.lesson import Lesson
from kb.search.query import Query
from kb.search.service import find
from tests.expunging.everywhere import WORDS, acting, fill, holding, tables_with, take_in
from tests.pages import Person


def expunged(reviewer: Actor, admin: Actor) -> Expunge:
    """Ask as one, agree as the other, and let the jobs do their work."""
    made = service.ask(reviewer, None, words=WORDS)
    run_due()
    service.agree(admin, db.session.get_one(Expunge, made.id))
    run_due()
    db.session.expire_all()
    return db.session.get_one(Expunge, made.id)


def test_the_words_are_in_every_place_before_and_in_none_afterwards(
    app: APIFlask, tmp_path: Path, board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    live = fill(board, contributor.user.id)
    take_in()
    before = set(holding(tmp_path))
    assert tables_with() >= {*SWEPT, "lesson", "import_column", "former_slug", "tag", "stored_piece", "job_output"}
    assert any(each.startswith("index/") for each in before)
    assert any(each.startswith("mail/") for each in before)

    done = expunged(acting(identity_reviewer.user), acting(admin.user))
    take_in()

    assert (done.done_at is not None, done.words) == (True, None)
    assert tables_with() == set()
    assert list(holding(tmp_path)) == []
    lesson = db.session.get_one(Lesson, live.id)
    assert lesson.slug == (lesson.reference or "").lower()
    assert find(Query(text="heard")).total == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_restored_copy_has_them_removed_before_its_first_page(
    app: APIFlask, tmp_path: Path, board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    fill(board, contributor.user.id)
    take_in()
    copy = tmp_path / "copy of the evening"
    reviewer, agreeing = acting(identity_reviewer.user), acting(admin.user)
    db.session.remove()
    with closing(sqlite3.connect(tmp_path / "lessonbank.db")) as now, closing(sqlite3.connect(copy)) as then:
        now.backup(then)
    expunged(reviewer, agreeing)
    (entry,) = kept_list.entries()

    db.session.remove()
    db.engine().dispose()
    for ending in ("-wal", "-shm"):
        (tmp_path / f"lessonbank.db{ending}").unlink(missing_ok=True)
    copy.rename(tmp_path / "lessonbank.db")
    assert tables_with() >= {"revision", "revision_comment"}
    db.session.rollback()

    assert apply_again() == 1
    take_in()

    assert tables_with() == set()
    assert list(holding(tmp_path)) == []
    again = db.session.query(Expunge).one()
    assert (again.token, again.agreed_by_id, again.done_at is not None) == (entry["token"], agreeing.user_id, True)
    db.session.rollback()
    assert apply_again() == 0
