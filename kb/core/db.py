"""The database: declarative base, column types, the session, and the one way to change something."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ExceptionContext,
    Integer,
    MetaData,
    Select,
    Table,
    bindparam,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, scoped_session
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with time zone UTC, on databases that keep zones and on those that do not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: it would be stored as whatever the machine's zone is."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back UTC: SQLite returns moments without a zone, PostgreSQL in the zone of its own settings."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of every table; constraint names follow one convention so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012 - SQLAlchemy reads a plain attribute


def table_of(model: type[Base]) -> Table:
    """The table behind a model, for statements that are to give rows and no objects."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - every model here is one table
    return table


_db = SQLAlchemy(metadata=Base.metadata)
session: scoped_session[Session] = _db.session  # type: ignore[assignment]


def utc_now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


class Read:
    """A statement that nearly every page makes: put together once, and given to the driver as it is.

    SQLAlchemy takes ten times as long over a small statement as the database. What comes back are plain tuples, read in
    the transaction of the session. `make` gets parameters for a list of numbers, or none where it needs no list.
    """

    SIZES = (1, 4, 20, 100, 500)
    """Lengths of lists for which a statement is kept; shorter lists are filled up, longer ones read in parts."""

    def __init__(self, make: Callable[[list[BindParameter[int]]], Select[Any] | CompoundSelect[Any]]) -> None:
        self._make = make
        self._ready: dict[tuple[str, int], _Prepared] = {}

    def rows(self, among: Sequence[int] = (), **values: Any) -> list[tuple[Any, ...]]:
        """What it finds for the numbers of a list and for named values."""
        longest = self.SIZES[-1]
        if len(among) > longest:
            starts = range(0, len(among), longest)
            return [row for at in starts for row in self.rows(among[at : at + longest], **values)]
        if unsaved(session()):
            session.flush()
        connection = current_connection()
        size = next(size for size in self.SIZES if size >= len(among)) if among else 0
        numbers = [*among, *[among[-1]] * (size - len(among))] if among else []
        key = connection.dialect.name, size
        if key not in self._ready:
            self._ready[key] = self._prepared(connection.dialect, size)
        ready = self._ready[key]
        given = {**ready.defaults, **values}
        given.update(zip(ready.numbers, numbers, strict=True))
        cursor = connection.connection.cursor()
        for listener in _read_listeners:
            listener(ready.sql)
        try:
            cursor.execute(ready.sql, given if ready.order is None else [given[name] for name in ready.order])
            found = cursor.fetchall()
        finally:
            cursor.close()
        return [ready.converted(row) for row in found] if ready.converters else list(found)

    def _prepared(self, dialect: Dialect, size: int) -> "_Prepared":
        numbers = [bindparam(f"number_{place}", type_=Integer) for place in range(size)]
        statement = self._make(numbers)
        compiled = statement.compile(dialect=dialect)
        converters = [
            (place, converter)
            for place, column in enumerate(statement.selected_columns)
            if (converter := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]
        order = list(compiled.positiontup or ()) if compiled.positional else None
        return _Prepared(str(compiled), dict(compiled.params), order, [number.key for number in numbers], converters)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement in the words of one kind of database."""

    sql: str
    defaults: dict[str, Any]
    order: list[str] | None
    """Names of the parameters in their order, where the driver takes them by place."""
    numbers: list[str]
    converters: Sequence[tuple[int, Callable[[Any], Any]]]
    """Columns whose values the driver gives in another form."""

    def converted(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row in the form in which the rest of the code knows its values."""
        values = list(row)
        for place, converter in self.converters:
            values[place] = converter(values[place])
        return tuple(values)


def engine() -> Engine:
    """The engine of the current application."""
    return _db.engine


def engine_options(url: str) -> dict[str, Any]:
    """Settings for this kind of database: what one transaction reads is of one moment, as it always is on SQLite.

    On PostgreSQL connections that died are noticed before use. What is logged of a statement that failed has no values
    in it: they may be addresses, or a message with a link that opens a door.
    """
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": 30}}
    return {"hide_parameters": True, "pool_pre_ping": True, "isolation_level": "REPEATABLE READ"}


def connect(app: Flask) -> None:
    """Attach the database to the application."""
    _db.init_app(app)
    with app.app_context():
        if _db.engine.dialect.name == "sqlite":
            _prepare_sqlite(_db.engine)
        event.listen(_db.engine, "handle_error", _hide_values)


def _hide_values(fault: ExceptionContext) -> None:
    """Take out of an error what PostgreSQL says of the row that it refused; see `engine_options`."""
    for each in (fault.original_exception, fault.sqlalchemy_exception):
        if each is not None and each.args:
            each.args = (str(each.args[0]).partition("\nDETAIL:")[0], *each.args[1:])


def _prepare_sqlite(engine: Engine) -> None:
    """Foreign keys on, readers beside a writer (WAL), and transactions that SQLAlchemy alone begins and ends."""

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come after the first SELECT
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Any) -> None:
        # A transaction that will write takes its place at once: one that begins by reading and
        # writes later is refused by SQLite if somebody else wrote in between.
        if connection.get_execution_options().get("kb_writes", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # every request has one, and it cannot fail: straight to the driver
            connection.connection.dbapi_connection.execute("BEGIN")


@contextmanager
def transaction() -> Iterator[None]:
    """Commit everything done inside, or nothing. One inside another joins it: the outermost commits."""
    open_session = session()
    if open_session.info.get("kb_transaction"):
        yield
        return
    open_session.info["kb_transaction"] = True
    try:
        _begin_writing(open_session)
        yield
        open_session.commit()
    except BaseException:
        open_session.rollback()
        raise
    finally:
        open_session.info.pop("kb_transaction", None)
    for listener in _commit_listeners:
        listener()


def _begin_writing(open_session: Session) -> None:
    """Take the place of the writer at once.

    A transaction that has only read is ended first: on SQLite it could not write once somebody else has. What it
    read is read again when it is next used.
    """
    if open_session.in_transaction() and not open_session.info.get("kb_flushed") and not unsaved(open_session):
        open_session.rollback()
    if not open_session.in_transaction():
        # On PostgreSQL one that writes waits for another that writes the same row, and goes on with what that has left.
        postgresql = open_session.get_bind().dialect.name == "postgresql"
        waits = {"isolation_level": "READ COMMITTED"} if postgresql else {}
        open_session.connection(execution_options={"kb_writes": True, **waits})


def unsaved(open_session: Session) -> bool:
    """Whether objects of this session are to be written."""
    return bool(open_session.identity_map.check_modified() or open_session.new or open_session.deleted)


def current_connection() -> Connection:
    """The connection of the session's transaction, which is begun if need be.

    Kept beside the session, because asking it takes longer than a small statement.
    """
    open_session = session()
    return open_session.info.get(_CONNECTION) or open_session.connection()


_CONNECTION = "kb_connection"


@event.listens_for(Session, "after_begin")
def _note_connection(begun: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    begun.info[_CONNECTION] = connection


@event.listens_for(Session, "after_flush")
def _note_flush(flushed: Session, _context: Any) -> None:
    flushed.info["kb_flushed"] = True


@event.listens_for(Session, "after_transaction_end")
def _forget_flush(ended: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        ended.info.pop("kb_flushed", None)
        ended.info.pop(_CONNECTION, None)


_commit_listeners: list[Any] = []


_read_listeners: list[Callable[[str], None]] = []


def on_read(listener: Callable[[str], None]) -> Callable[[], None]:
    """Have `listener(sql)` called for every statement of a `Read`, unknown to SQLAlchemy; returns the end."""
    _read_listeners.append(listener)
    return lambda: _read_listeners.remove(listener)


def on_commit(listener: Any) -> None:
    """Have `listener()` called after every commit of `transaction()` in this process, to wake a worker."""
    _commit_listeners.append(listener)
