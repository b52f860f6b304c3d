"""Bringing the database's tables to the form that this version of the code needs.

Alembic takes a tenth of the memory of a web process, so it is loaded here, where web processes have no need of it.
"""

from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import Migrate
from flask_migrate import migrate as flask_migrate_revision
from flask_migrate import upgrade as flask_migrate_upgrade
from sqlalchemy.exc import OperationalError

from kb.core import db
from kb.core.settings import settings
from kb.lessons import renderings

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def revision() -> str | None:
    """The migration that the database is at; None for an empty database."""
    with db.engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def behind() -> bool:
    """Whether migrations are missing."""
    try:
        return revision() != ScriptDirectory(str(MIGRATIONS)).get_current_head()
    except OperationalError:
        if db.engine().dialect.name != "sqlite":
            raise
        return True  # there is no file yet


def upgrade() -> str:
    """Run the migrations that are missing; returns one line that says what was done."""
    settings().instance_folder.mkdir(parents=True, exist_ok=True)
    before = revision()
    _attach()
    flask_migrate_upgrade()
    after = revision()
    renderings.catch_up()  # another version of the code may render texts in another way
    db.session.rollback()  # a transaction left open would keep PostgreSQL from changing the tables again
    return f"Database is at {after}, as before." if before == after else f"Database went from {before} to {after}."


def draft(message: str, folder: Path = MIGRATIONS) -> None:
    """Write the next migration: what the models have and the tables, which are at the newest one, have not."""
    _attach()
    number = int(ScriptDirectory(str(folder)).get_current_head() or 0) + 1
    flask_migrate_revision(directory=str(folder), message=message, rev_id=f"{number:04}")


def _attach() -> None:
    database = current_app.extensions["sqlalchemy"]
    Migrate(current_app, database, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
