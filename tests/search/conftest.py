"""Lessons that are published and indexed, and what commands print."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from apiflask import APIFlask

from kb import create_app
from kb.core import db
from kb.core.settings import settings
from tests.conftest import settings_in
from tests.postgresql import Database
from tests.search.lessons import catch_up, index, publish


@dataclass(frozen=True, slots=True)
class Indexed:
    """Six lessons in a database, and the folder of their index: made once, to be copied."""

    ids: tuple[int, ...]
    index: Path


def of_six(folder: Path, database_url: str | None = None) -> Indexed:
    """Publish and index them in a database that has the words and no lesson."""
    made = settings_in(folder, database_url)
    with create_app(made).app_context():
        ids = [publish(f"Lesson number{n} on bruising", found=f"Something {n} was found.") for n in range(6)]
        catch_up()
        db.session.remove()
        db.engine().dispose()
    return Indexed(tuple(ids), made.index_folder)


@pytest.fixture(scope="session")
def sqlite_lessons(sqlite_words: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Indexed]:
    """A SQLite file with the lessons, and their index."""
    file = tmp_path_factory.mktemp("lessons") / "lessonbank.db"
    shutil.copy(sqlite_words, file)
    return file, of_six(file.parent)


@pytest.fixture(scope="session")
def postgresql_lessons(
    postgresql_words: Database, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Database, Indexed]:
    """A PostgreSQL database with the lessons, and their index."""
    copy = Database.create(postgresql_words.server, template=postgresql_words.name)
    return copy, of_six(tmp_path_factory.mktemp("lessons"), copy.url)


@pytest.fixture
def sqlite_file(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a SQLite file of one's own, as everywhere; it has the lessons where the test asks for them."""
    if "lessons" in request.fixturenames:
        file, _ = request.getfixturevalue("sqlite_lessons")
    else:
        file = request.getfixturevalue("sqlite_words")
    shutil.copy(file, tmp_path / "lessonbank.db")
    return f"sqlite:///{tmp_path / 'lessonbank.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a database of one's own, as everywhere; it has the lessons where the test asks for them."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_file")
        return
    template: Database
    if "lessons" in request.fixturenames:
        template, _ = request.getfixturevalue("postgresql_lessons")
    else:
        template = request.getfixturevalue("postgresql_words")
    copy = Database.create(template.server, template=template.name)
    yield copy.url
    copy.drop()


@pytest.fixture
def lessons(request: pytest.FixtureRequest, app: APIFlask, database_url: str) -> list[int]:
    """Six lessons, published and indexed; returns their ids."""
    kind = database_url.partition(":")[0].partition("+")[0]
    _, made = request.getfixturevalue(f"{kind}_lessons")
    shutil.copytree(made.index, settings().index_folder)
    index().reader.refresh()
    return list(made.ids)


@pytest.fixture
def lines() -> list[str]:
    """What a command printed: it is given `lines.append` to print with."""
    return []
