"""Databases with the words and no lesson, of both kinds, for one test or for those of a file; a plugin of fixtures."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.postgresql import Database

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database of one's own with the words and no lesson: each test runs on both kinds."""
    with _database(request, tmp_path) as url:
        yield url


@pytest.fixture(params=BOTH, scope="module")
def lasting_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same for all tests of a file, of what takes long to put there and is only read then."""
    with _database(request, tmp_path_factory.mktemp("lasting")) as url:
        yield url


@contextmanager
def _database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_words"), folder / "lessonbank.db")
        yield f"sqlite:///{folder / 'lessonbank.db'}"
        return
    words: Database = request.getfixturevalue("postgresql_words")
    copy = Database.create(words.server, template=words.name)
    yield copy.url
    copy.drop()
