"""The site for tests of leaks, which is built once: forty unpublished texts, ten organisations not to be named."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kb import create_app
from kb.core import db
from tests.conftest import settings_in
from tests.editorial.leaked import Site
from tests.postgresql import Database


@contextmanager
def built(folder: Path, database_url: str | None = None) -> Iterator[Site]:
    """The site, put on a database that has the words and no lesson."""
    app = create_app(settings_in(folder, database_url))
    with app.app_context():
        made = Site(app)
        db.session.remove()
    yield made
    with app.app_context():
        db.engine().dispose()


@pytest.fixture(scope="session")
def sqlite_leaks(sqlite_words: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site on SQLite."""
    folder = tmp_path_factory.mktemp("leaks")
    shutil.copy(sqlite_words, folder / "lessonbank.db")
    with built(folder) as made:
        yield made


@pytest.fixture(scope="session")
def postgresql_leaks(postgresql_words: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site on PostgreSQL."""
    copy = Database.create(postgresql_words.server, template=postgresql_words.name)
    with built(tmp_path_factory.mktemp("leaks"), copy.url) as made:
        yield made
    copy.drop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def leaks(request: pytest.FixtureRequest) -> Iterator[Site]:
    """The site, inside its context: each test reads it on both kinds of database. For reading only."""
    site: Site = request.getfixturevalue(f"{request.param}_leaks")
    with site.app.app_context():
        site.warm()
        yield site
        db.session.remove()
