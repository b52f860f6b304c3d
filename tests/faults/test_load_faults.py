"""A load that is killed at any moment has loaded all or nothing, and the next one completes it."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import HERE
from kb import create_app
from kb.content import commands
from kb.content.contents import Contents
from kb.content.stored import contents
from kb.core import db
from kb.operations import tables
from tests.conftest import settings_in

pytestmark = pytest.mark.faults

ROUNDS = 20
STAGES = 7
"""Lines of progress that a load prints; the transaction is open from the first to the last."""
OLDER = "An older text of this lesson.\n\n"


def older(folder: Path) -> Path:
    """A copy of the shipped content in which every lesson reads otherwise."""
    shutil.copytree(HERE / "content", folder)
    for lesson in (folder / "lessons").iterdir():
        lesson.write_text(lesson.read_text(encoding="utf-8").replace("## Found\n\n", f"## Found\n\n{OLDER}", 1))
    return folder


def in_database(folder: Path, load: Path | None = None) -> Contents:
    """What the database of this folder says; after a load, which must succeed, if one is asked for."""
    app = create_app(settings_in(folder))
    said: list[str] = []
    with app.app_context():
        if load:
            tables.upgrade()
            assert commands.load(load, said.append) == 0, said
        found = contents()
        db.session.remove()
        db.engine().dispose()
    return found


def killed_load(folder: Path, stage: int, delay: float) -> int:
    """Load the shipped content in a process of its own, killed so long after its line of that number; its exit code."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KB_")},
        "KB_INSTANCE_FOLDER": str(folder),
        "KB_DATABASE_URL": f"sqlite:///{folder / 'lessonbank.db'}",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "kb.cli", "content", "load", str(HERE / "content")]
    with subprocess.Popen(command, cwd=HERE, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(stage):
            assert process.stdout.readline(), "the load ended before it was killed"
        time.sleep(delay)
        process.kill()
    return process.returncode


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Contents]:
    """A database with the older content, and what it says."""
    folder = tmp_path_factory.mktemp("before")
    return folder / "lessonbank.db", in_database(folder, older(folder / "older"))


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What a database says once the shipped content is loaded."""
    return in_database(tmp_path_factory.mktemp("after"), HERE / "content")


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_killed_load_has_loaded_all_or_nothing_and_the_next_completes_it(
    tmp_path: Path, before: tuple[Path, Contents], after: Contents, number: int
) -> None:
    database, words_before = before
    shutil.copy(database, tmp_path / "lessonbank.db")
    chance = random.Random(number)
    code = killed_load(tmp_path, stage=1 + number % STAGES, delay=chance.uniform(0, 0.08))
    left = in_database(tmp_path)
    assert left in (words_before, after)
    if code == 0:
        assert left == after
    assert in_database(tmp_path, HERE / "content") == after


def test_the_older_content_differs_so_that_half_a_load_would_be_noticed(
    before: tuple[Path, Contents], after: Contents
) -> None:
    assert all(before[1].lessons[slug] != lesson for slug, lesson in after.lessons.items())
