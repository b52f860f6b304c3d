"""The log of changes in the database: written with each change, followed by every index, pruned behind the last."""

from contextlib import closing
from datetime import timedelta

from sqlalchemy import bindparam, delete, event, exists, func, insert, select, text, update
from sqlalchemy.orm import Session

from kb.core import db
from kb.core.db import session, transaction, utc_now
from kb.lessons.models.lesson import Lesson, live
from kb.search.backend import Position
from kb.search.models import IndexChange, IndexFollower

APPENDED = "kb_log_appended"
BATCH = 500
NO_LESSON = 0
"""Number that no lesson has: an entry with it says that filters and other names are to be read again."""
ORDER_LOCK = 0x6B62_0001
"""Key of the PostgreSQL lock that makes sequences commit in their order."""
FORGET_AFTER = timedelta(days=30)
"""An index not seen for so long is not waited for; should it come back, it is rebuilt."""
KEEP_FOR = timedelta(days=1)
"""Entries younger than this stay: a process may still answer from a snapshot that is some moments old."""


def append(lesson_id: int, kind: str) -> None:
    """Enter a change, in the transaction that makes it.

    On PostgreSQL numbers are drawn before the commit, so that a follower could see 8, move on, and miss a 7
    that commits later. The lock, held to the end of the transaction, makes them appear in order. On SQLite
    there is one writer at a time anyway.
    """
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ORDER_LOCK})
    entry = insert(IndexChange).values(lesson_id=lesson_id, kind=kind, made_at=utc_now())
    session.info[APPENDED] = session.scalar(entry.returning(IndexChange.sequence))


def appended() -> int | None:
    """The last sequence that this thread entered and committed since it was last asked; None where there is none."""
    found: int | None = session.info.pop(APPENDED, None)
    return found


@event.listens_for(Session, "after_rollback")
def _forget_appended(rolled_back: Session) -> None:
    rolled_back.info.pop(APPENDED, None)


def newest_sequence() -> int:
    """The last sequence in the log; 0 where it is empty. Asked many times a second, so straight from the driver."""
    with closing(db.engine().raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("SELECT max(sequence) FROM index_change")
        found = cursor.fetchone()
        return int(found[0] or 0) if found else 0


def newest() -> Position:
    """The last place in the log."""
    with Session(db.engine()) as fresh:
        last = fresh.scalars(select(IndexChange).order_by(IndexChange.sequence.desc()).limit(1)).first()
        return _position(last) if last else Position()


def since(position: Position) -> tuple[list[int], Position] | None:
    """The lessons that changed after a place in the log, each once, and the place up to which that is said.

    At most BATCH entries are read. None where the log does not hold that place: it was pruned beyond it, or
    this is another database, or one restored from a backup that has gone another way since.
    """
    with Session(db.engine()) as fresh:
        entries = list(
            fresh.scalars(
                select(IndexChange)
                .where(IndexChange.sequence >= position.sequence)
                .order_by(IndexChange.sequence)
                .limit(BATCH + 1)
            )
        )
    if position.sequence:
        if not entries or _position(entries[0]) != position:
            return None
        del entries[0]
    del entries[BATCH:]
    return list(dict.fromkeys(entry.lesson_id for entry in entries)), _position(entries[-1]) if entries else position


def _position(entry: IndexChange) -> Position:
    return Position(entry.sequence, f"{entry.lesson_id}/{entry.made_at.isoformat()}")


_free = exists().where(Lesson.id == IndexChange.lesson_id, live, Lesson.organisation_named).correlate(IndexChange)
_hidden = db.Read(lambda _: select(IndexChange.lesson_id).where(IndexChange.sequence > bindparam("after"), ~_free))


def hidden_since(position: Position) -> frozenset[int]:
    """Lessons in the log after this place that the public may not find now, whatever an index still holds.

    Those that are not public, and those whose organisation is not to be named: what the index holds of one may be
    from before that was asked for, and would be found by the name.

    One statement, in the transaction of the request, so that it agrees with all of the page.
    """
    return frozenset(number for (number,) in _hidden.rows(after=position.sequence))


def changed_since(position: Position) -> frozenset[int]:
    """All lessons in the log after this place."""
    with Session(db.engine()) as fresh:
        return frozenset(
            fresh.scalars(select(IndexChange.lesson_id).where(IndexChange.sequence > position.sequence).distinct())
        )


def behind(position: Position) -> tuple[int, float]:
    """How many entries an index at this place has not taken in, and for how many seconds the oldest of them waits."""
    rows, oldest = session.execute(
        select(func.count(), func.min(IndexChange.made_at)).where(IndexChange.sequence > position.sequence)
    ).one()
    return rows, (utc_now() - oldest).total_seconds() if rows else 0.0


# --- the indexes that follow


def is_followed_by(follower: str) -> bool:
    """Whether this database knows the index."""
    with Session(db.engine()) as fresh:
        return fresh.get(IndexFollower, follower) is not None


def register(follower: str, machine: str, position: Position) -> None:
    """Enter an index that was built anew; indexes that have not been seen for long are taken out."""
    with transaction():
        session.execute(
            delete(IndexFollower).where(
                (IndexFollower.id == follower) | (IndexFollower.seen_at < utc_now() - FORGET_AFTER)
            )
        )
        session.execute(
            insert(IndexFollower).values(id=follower, machine=machine, position=position.sequence, seen_at=utc_now())
        )


def forget_followers() -> None:
    """Have every index, on whatever machine, be built anew: it finds that this database does not know it."""
    session.execute(delete(IndexFollower))


def report(follower: str, position: Position) -> None:
    """Say that an index is alive and has come so far."""
    with transaction():
        session.execute(
            update(IndexFollower)
            .where(IndexFollower.id == follower)
            .values(position=position.sequence, seen_at=utc_now())
        )


def prune() -> int:
    """Remove old entries that every index has passed; returns how many.

    The entry at the place of the index that is furthest behind stays: by it an index knows that this is its log.
    """
    with transaction():
        waiting = select(func.min(IndexFollower.position)).where(IndexFollower.seen_at >= utc_now() - FORGET_AFTER)
        furthest_behind = session.scalar(waiting)
        if furthest_behind is None:
            return 0
        found = session.execute(
            delete(IndexChange).where(
                IndexChange.sequence < furthest_behind, IndexChange.made_at < utc_now() - KEEP_FOR
            )
        )
        return int(found.rowcount)  # type: ignore[attr-defined]
