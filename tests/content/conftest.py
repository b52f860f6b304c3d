"""A small content folder of one's own, and an empty database to load it into."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask

from kb import create_app
from kb.core import db
from kb.operations import tables
from tests.conftest import settings_in
from tests.content.small_folder import SmallFolder
from tests.postgresql import Database


@pytest.fixture
def folder(tmp_path: Path) -> SmallFolder:
    """A copy of the small content folder, to break."""
    return SmallFolder(tmp_path / "small")


def make_tables(folder: Path, database_url: str | None = None) -> None:
    """Bring a database to the newest form, and load nothing."""
    with create_app(settings_in(folder, database_url)).app_context():
        tables.upgrade()
        db.session.remove()
        db.engine().dispose()


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with empty tables, to be copied."""
    folder = tmp_path_factory.mktemp("tables")
    make_tables(folder)
    return folder / "lessonbank.db"


@pytest.fixture(scope="session")
def postgresql_tables(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A PostgreSQL database with empty tables, to be copied."""
    empty = Database.create(postgresql_server)
    make_tables(tmp_path_factory.mktemp("tables"), empty.url)
    return empty


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[APIFlask]:
    """An application whose database has tables and nothing in them; inside its context."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_tables"), tmp_path / "lessonbank.db")
        made, copy = create_app(settings_in(tmp_path)), None
    else:
        empty: Database = request.getfixturevalue("postgresql_tables")
        copy = Database.create(empty.server, template=empty.name)
        made = create_app(settings_in(tmp_path, copy.url))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine().dispose()
    if copy:
        copy.drop()
