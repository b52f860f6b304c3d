"""The version of what the site shows: a number that changes in the transaction of every change a page could show.

What is the same for everybody is kept under this number, in every process: nothing has to be told that something
changed, and nothing kept can be out of date, because after a change the number is another one.

Everything counts as such a change except writing to a table whose `info` says that no page of the public depends on
it (`ON_NO_PAGE`), or on none but some of its rows (`shown_if`). The number is drawn at random, so that it never comes
back with other content, not even in a database that was restored from a backup.

What is written through SQLAlchemy is seen, in whatever form: objects, statements, plain SQL, statements within others.
Not seen is what goes past it: a cursor of the driver, a function or trigger of the database, another program such as
`sqlite3` or `psql`. After that `kb db touch` draws a new number.
"""

import itertools
import re
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask
from sqlalchemy import BigInteger, CheckConstraint, Connection, bindparam, event, insert, select, update
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column

from kb.core import db
from kb.core.db import Base, session

ON_NO_PAGE = {"on_no_page": True}
"""What a table's `info` holds where nothing that the public sees depends on its rows."""
MOST_KEPT = 1000
"""Results of one function that are kept at a time."""

_HAS_PARTS = re.compile(r"\s*WITH\b", re.IGNORECASE)
_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY)\b", re.IGNORECASE)
_CHANGED, _READ, _FLUSHING, _SHOWN_IF = "kb_changed", "kb_version", "kb_flushing", "shown_if"
_OF_MIGRATIONS = "alembic_version"
_NOTHING = object()

Key = ParamSpec("Key")
Value = TypeVar("Value")


def shown_if(shows: Callable[[Any], bool]) -> dict[str, Any]:
    """What a table's `info` holds where only those rows show on a page of which `shows` is true.

    It is asked of each object as it is written. A statement that is not made from objects counts, whatever it writes.
    """
    return {_SHOWN_IF: shows}


class SiteVersion(Base):
    """The one row that holds the number."""

    __tablename__ = "site_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), {"info": ON_NO_PAGE})

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)


_row = db.table_of(SiteVersion)
_number = db.Read(lambda _: select(_row.c.number))
_update = update(_row).values(number=bindparam("drawn"))
_insert = insert(_row).values(id=1, number=bindparam("drawn"))
_of_unfinished = itertools.count(-1, -1)


def site_version() -> int:
    """The number as the current transaction sees it; read once in it.

    While the transaction itself has changed something, each call gives another negative number, under which nothing
    is ever found again: what is not committed must not be kept.
    """
    held: dict[str, Any] = db.current_connection().info
    if held.get(_CHANGED) or db.unsaved(session()):
        return next(_of_unfinished)
    if _READ not in held:
        held[_READ] = next(iter(_number.rows()), (0,))[0]
    return int(held[_READ])


def kept(read: Callable[Key, Value]) -> Callable[Key, Value]:
    """Call a read once for each version and keep what it returns, which all threads share and nobody may change.

    For reads without arguments or with few different ones. They return nothing that belongs to a session.
    """
    slot: tuple[int, dict[Any, Any]] = (0, {})

    @wraps(read)
    def from_memory(*key: Key.args, **options: Key.kwargs) -> Value:
        nonlocal slot
        version = site_version()
        if version < 0:
            return read(*key, **options)
        held, values = slot
        if held != version:
            slot = version, values = version, {}
        name = (key, *options.items())
        found = values.get(name, _NOTHING)
        if found is _NOTHING:
            found = read(*key, **options)
            if len(values) >= MOST_KEPT:
                values.clear()  # another thread may be doing the same: nothing is read from the table again
            values[name] = found
        return cast("Value", found)

    return from_memory


def connect(app: Flask) -> None:
    """Watch what this application writes, and draw a new number before each commit that could show on a page."""
    with app.app_context():
        engine = db.engine()
    event.listen(engine, "before_cursor_execute", _note)
    event.listen(engine, "commit", _renumber)
    event.listen(engine, "begin", _forget)
    event.listen(engine, "rollback", _forget)
    event.listen(engine, "rollback_savepoint", _end_flush)


def touch() -> None:
    """Draw a new number, because something was changed that was not seen here."""
    with db.transaction():
        db.current_connection().info[_CHANGED] = True


def _note(connection: Connection, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool) -> None:
    """Note a statement that writes; one in plain SQL, or made of several, is taken to write wherever it could."""
    if context.isinsert or context.isupdate or context.isdelete:
        table = context.compiled.statement.table
        parts = context.compiled.ctes or ()
        asked = _SHOWN_IF in table.info and connection.info.get(_FLUSHING)
        shows = not asked and not table.info.get("on_no_page") and table.name != _OF_MIGRATIONS
        writes = shows or any(part.element.is_dml for part in parts)
    else:
        writes = (context.is_text or _HAS_PARTS.match(statement)) and _WRITES.search(statement)
    if writes:
        connection.info[_CHANGED] = True


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
@event.listens_for(Base, "before_delete", propagate=True)
def _note_row(mapper: Mapper[Any], connection: Connection, row: Any) -> None:
    shows = db.table_of(mapper.class_).info.get(_SHOWN_IF)
    if shows is not None and not connection.info.get(_CHANGED) and shows(row):
        connection.info[_CHANGED] = True


@event.listens_for(Session, "before_flush")
def _begin_flush(flushed: Session, *_: Any) -> None:
    flushed.connection().info[_FLUSHING] = True


@event.listens_for(Session, "after_flush")
def _after_flush(flushed: Session, _context: Any) -> None:
    flushed.connection().info.pop(_FLUSHING, None)


def _end_flush(connection: Connection, *_: Any) -> None:
    """A flush that failed has no end of its own."""
    connection.info.pop(_FLUSHING, None)


def _renumber(connection: Connection) -> None:
    if connection.info.get(_CHANGED):
        drawn = {"drawn": secrets.randbits(62)}
        if connection.execute(_update, drawn).rowcount == 0:
            connection.execute(_insert, drawn)
    _forget(connection)


def _forget(connection: Connection) -> None:
    if connection.invalidated:
        return  # the notes went with it; asking for them would connect anew
    connection.info.pop(_CHANGED, None)
    connection.info.pop(_READ, None)
    connection.info.pop(_FLUSHING, None)
