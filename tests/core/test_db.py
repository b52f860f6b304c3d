"""Transactions, moments, and what SQLite is told."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from apiflask import APIFlask
from sqlalchemy import select, text

from kb.core import db
from kb.lessons.models.vocabulary import Tag


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
