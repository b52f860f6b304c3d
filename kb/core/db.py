"""The database: declarative base, column types, the session, and the one way to change something."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, event
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


_db = SQLAlchemy(metadata=Base.metadata)
session: scoped_session[Session] = _db.session  # type: ignore[assignment]


def utc_now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


def engine() -> Engine:
    """The engine of the current application."""
    return _db.engine


def engine_options(url: str) -> dict[str, Any]:
    """Pool settings for this kind of database: connections that died are noticed before use."""
    return {"connect_args": {"timeout": 30}} if url.startswith("sqlite") else {"pool_pre_ping": True}


def connect(app: Flask, migrations: Path) -> None:
    """Attach database and migrations to the application."""
    _db.init_app(app)
    Migrate(app, _db, directory=str(migrations), render_as_batch=True, compare_type=True)
    with app.app_context():
        if _db.engine.dialect.name == "sqlite":
            _prepare_sqlite(_db.engine)


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
        writing = connection.get_execution_options().get("kb_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


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
    if open_session.in_transaction() and not open_session.info.get("kb_flushed") and not _unsaved(open_session):
        open_session.rollback()
    if not open_session.in_transaction():
        open_session.connection(execution_options={"kb_writes": True})


def _unsaved(open_session: Session) -> bool:
    return bool(open_session.new or open_session.dirty or open_session.deleted)


@event.listens_for(Session, "after_flush")
def _note_flush(flushed: Session, _context: Any) -> None:
    flushed.info["kb_flushed"] = True


@event.listens_for(Session, "after_transaction_end")
def _forget_flush(ended: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        ended.info.pop("kb_flushed", None)


_commit_listeners: list[Any] = []


def on_commit(listener: Any) -> None:
    """Have `listener()` called after every commit of `transaction()` in this process, to wake a worker."""
    _commit_listeners.append(listener)
