"""Transactions, moments, and what SQLite is told."""

from datetime import UTC, date, datetime, timedelta, timezone
from threading import Thread

import pytest
from apiflask import APIFlask
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kb.accounts.models.user import User
from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.rendering import Rendering
from kb.lessons.models.vocabulary import Tag
from tests import factories


def labels() -> list[str]:
    return sorted(db.session.scalars(select(Tag.label)))


def test_a_transaction_keeps_everything_or_nothing(app: APIFlask) -> None:
    def half() -> None:
        with db.transaction():
            db.session.add(Tag(label="first"))
            db.session.flush()
            raise RuntimeError("the second half fails")

    with pytest.raises(RuntimeError):
        half()

    assert labels() == []


def test_a_transaction_inside_another_joins_it(app: APIFlask) -> None:
    def outer() -> None:
        with db.transaction():
            with db.transaction():
                db.session.add(Tag(label="inner"))
            raise RuntimeError("the outer one fails")

    with pytest.raises(RuntimeError):
        outer()

    assert labels() == []


def test_listeners_hear_of_a_commit_and_of_nothing_else(app: APIFlask) -> None:
    heard: list[str] = []
    db.on_commit(lambda: heard.append("commit"))
    with db.transaction():
        db.session.add(Tag(label="kept"))
        assert heard == []

    assert heard == ["commit"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_keeps_foreign_keys_and_lets_readers_read_beside_a_writer(app: APIFlask) -> None:
    assert db.session.execute(text("PRAGMA foreign_keys")).scalar() == 1
    assert db.session.execute(text("PRAGMA journal_mode")).scalar() == "wal"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_change_after_a_read_succeeds_though_somebody_else_wrote_in_between(app: APIFlask) -> None:
    assert labels() == []
    with db.engine().connect() as other:
        other.execute(text("INSERT INTO tag (label) VALUES ('other')"))
        other.commit()

    with db.transaction():
        db.session.add(Tag(label="mine"))

    assert labels() == ["mine", "other"]


def test_moments_come_back_in_utc_and_need_a_zone() -> None:
    kind = db.UtcDateTime()
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))

    assert kind.process_result_value(summer, None) == datetime(2026, 7, 1, 11, tzinfo=UTC)  # type: ignore[arg-type]
    assert kind.process_bind_param(summer, None) == datetime(2026, 7, 1, 11, tzinfo=UTC)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="time zone"):
        kind.process_bind_param(datetime(2026, 7, 1, 12), None)  # type: ignore[arg-type]


# --- statements that are handed to the driver as they are

TAG = db.table_of(Tag)
tags_by_number = db.Read(lambda numbers: select(TAG.c.id, TAG.c.label).where(TAG.c.id.in_(numbers)).order_by(TAG.c.id))
tags_by_label = db.Read(lambda _: select(TAG.c.label).where(TAG.c.label == bindparam("label")))


@pytest.mark.parametrize("count", [1, 3, 4, 5, 20, 21, 130, 700])
def test_a_read_finds_a_list_of_any_length(app: APIFlask, count: int) -> None:
    with db.transaction():
        db.session.execute(insert(Tag), [{"id": number, "label": f"tag {number}"} for number in range(1, 801)])

    assert tags_by_number.rows(range(10, 10 + count)) == [(n, f"tag {n}") for n in range(10, 10 + count)]


def test_a_read_takes_named_values_as_they_are(app: APIFlask) -> None:
    with db.transaction():
        db.session.add(Tag(label="it's; 100 % -- ?"))

    assert tags_by_label.rows(label="it's; 100 % -- ?") == [("it's; 100 % -- ?",)]
    assert tags_by_label.rows(label="another") == []


def test_a_read_gives_values_as_sqlalchemy_does(app: APIFlask) -> None:
    with db.transaction():
        lesson = factories.lesson(slug="one", published_on=date(2020, 2, 29))
    table, kept = db.table_of(Lesson), db.table_of(Rendering)
    columns = select(table.c.first_published_on, table.c.organisation_named, table.c.created_at, kept.c.html)
    whole = columns.join(kept, kept.c.revision_id == table.c.live_revision_id)

    assert db.Read(lambda _: whole).rows() == [tuple(row) for row in db.session.execute(whole)]
    assert db.session.execute(whole).one().created_at == lesson.created_at


def test_a_read_sees_what_its_own_transaction_has_written(app: APIFlask) -> None:
    db.session.add(Tag(label="not committed"))
    db.session.flush()

    assert tags_by_label.rows(label="not committed") == [("not committed",)]
    db.session.rollback()
    assert tags_by_label.rows(label="not committed") == []


def test_reads_are_heard_of_until_one_listens_no_more(app: APIFlask) -> None:
    heard: list[str] = []
    end = db.on_read(heard.append)
    tags_by_label.rows(label="x")
    end()
    tags_by_label.rows(label="x")

    assert len(heard) == 1
    assert heard[0].startswith("SELECT")


def test_all_that_one_transaction_reads_is_of_one_moment(app: APIFlask) -> None:
    assert labels() == []
    with Session(db.engine()) as other:
        other.add(Tag(label="new"))
        other.commit()
    assert labels() == []
    assert tags_by_label.rows(label="new") == []

    db.session.rollback()
    assert labels() == ["new"]


def test_two_that_write_the_same_row_wait_for_each_other(app: APIFlask) -> None:
    with db.transaction():
        db.session.add(Tag(label="counted"))

    def write() -> None:
        with app.app_context(), db.transaction():
            tag = db.session.scalars(select(Tag).with_for_update()).one()
            tag.label += "."

    threads = [Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert labels() == ["counted........"]


def test_a_read_keeps_few_statements_however_long_its_lists_are(app: APIFlask) -> None:
    read = db.Read(lambda numbers: select(TAG.c.id).where(TAG.c.id.in_(numbers)))

    for count in (1, 2, 499, 501, 777, 1_501):
        read.rows(range(count))

    assert {size for _, size in read._ready} <= set(db.Read.SIZES)


def test_what_is_logged_of_a_statement_that_failed_has_no_values(app: APIFlask) -> None:
    with pytest.raises(IntegrityError) as fault, db.transaction():
        db.session.execute(insert(User), [{"name": "Odalys Quimby", "email": None}])

    assert "INSERT INTO user_account" in str(fault.value)
    assert "Odalys" not in str(fault.value)
