"""Applications for tests: an empty one of one's own, and a shared one with the starter content that is only read."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from apiflask import APIFlask

from config import HERE
from kb import create_app
from kb.content import commands as content_commands
from kb.core import audit, db
from kb.core.settings import Settings
from kb.operations import tables
from kb.search import commands as index_commands
from tests.browser import browser_type_launch_args as browser_type_launch_args
from tests.compiled import CompiledTemplates, share_what_is_compiled
from tests.memory import keep_folders_in_memory
from tests.pages import Person
from tests.postgresql import Database

pytest_plugins = [
    "tests.garbage", "tests.databases", "tests.postgresql", "tests.people", "tests.starter", "tests.entered",
    "tests.walking", "tests.office",
]  # fmt: skip
APIFlask.jinja_options = {**APIFlask.jinja_options, "bytecode_cache": CompiledTemplates()}
keep_folders_in_memory()
share_what_is_compiled()
hypothesis.settings.register_profile("any machine", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("any machine")  # a busy one takes seconds for an example
SETTINGS = Settings(
    environment="testing",
    secret_key="for-tests-only-for-tests-only-0000",
    database_url="",
    instance_folder=Path(),
    index_folder=Path(),
    content_folder=HERE / "content",
    site_url="https://lessons.example.org",
    exit_url="https://www.example.com/weather",
    contact_email="",
    run_worker=False,
    testing=True,
)


def settings_in(folder: Path, database_url: str | None = None) -> Settings:
    """Settings of an instance that keeps everything in this folder."""
    url = database_url or f"sqlite:///{folder / 'lessonbank.db'}"
    return replace(SETTINGS, instance_folder=folder, index_folder=folder / "index", database_url=url)


def quiet(_line: str) -> None:
    """Swallow the progress of a command."""


@contextmanager
def nothing_entered() -> Iterator[None]:
    """Leave the audit trail empty, for tests that begin with it so: nobody can remove an entry afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "record", lambda *_what, **_about: None)
        yield


def load_words(folder: Path, database_url: str | None = None) -> None:
    """Make the tables and load words, organisations and figures, but no lesson and nothing that lessons are behind."""
    content = folder / "content"
    shutil.copytree(HERE / "content", content, ignore=shutil.ignore_patterns("lessons", "reviews", "training"))
    for name in ("lessons", "reviews"):
        (content / name).mkdir()
    app = create_app(settings_in(folder, database_url))
    with app.app_context():
        tables.upgrade()
        with nothing_entered():
            assert content_commands.load(content, quiet) == 0
        db.session.remove()
        db.engine().dispose()


@pytest.fixture(scope="session")
def sqlite_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the words and no lesson, to be copied."""
    folder = tmp_path_factory.mktemp("words")
    load_words(folder)
    return folder / "lessonbank.db"


@pytest.fixture(scope="session")
def postgresql_words(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A PostgreSQL database with the words and no lesson, to be copied."""
    words = Database.create(postgresql_server)
    load_words(tmp_path_factory.mktemp("words"), words.url)
    return words


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[APIFlask]:
    """An application of one's own without lessons; inside its context, with nothing left open after the test."""
    made = create_app(settings_in(tmp_path, database_url))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine().dispose()


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the starter content loaded and indexed."""
    folder = tmp_path_factory.mktemp("starter")
    made = create_app(settings_in(folder))
    with made.app_context():
        tables.upgrade()
        assert content_commands.load(HERE / "content", quiet) == 0
        assert index_commands.index_rebuild(quiet) == 0
        db.session.remove()
    return folder


@pytest.fixture(scope="session")
def site(starter_folder: Path) -> APIFlask:
    """The site with all starter content. For reading only."""
    return create_app(settings_in(starter_folder))


@pytest.fixture
def anonymous(site: APIFlask) -> Person:
    """Somebody without an account, reading the starter content."""
    return Person(site)


@pytest.fixture
def reader(app: APIFlask) -> Person:
    """Somebody without an account, reading what the test put there."""
    return Person(app)
