"""Runs migrations on the database of the current application."""

from alembic import context
from sqlalchemy import Connection, text

import kb.wiring  # noqa: F401 - every table is known once everything is plugged in
from kb.core import db

context.config.set_main_option("file_template", "%%(rev)s_%%(slug)s")


def run() -> None:
    """Each migration in a transaction of its own, so that a failure leaves the one before it in place."""
    with db.engine().connect() as connection:
        if connection.dialect.name == "sqlite":
            _without_foreign_keys(connection)
        else:
            _migrate(connection)


def _without_foreign_keys(connection: Connection) -> None:
    """SQLite changes a table by dropping the old one, and with foreign keys on that deletes the rows that point to it.

    They are off meanwhile, and checked before they are on again.
    """
    connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
    try:
        _migrate(connection)
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        connection.rollback()
        if broken:
            raise RuntimeError(f"After the migration rows point to nothing: {broken[:5]}")
    finally:
        connection.connection.cursor().execute("PRAGMA foreign_keys = ON")


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
