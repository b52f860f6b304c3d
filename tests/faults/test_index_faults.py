"""Processes killed at bad moments, and several processes on one index: nothing is lost."""

import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from apiflask import APIFlask

from config import HERE
from kb import create_app
from kb.core import db
from kb.search import local_index
from kb.search.folder import IndexFolder, sealed
from kb.search.indexing import Indexer
from kb.search.query import Query
from tests import factories
from tests.conftest import settings_in
from tests.faults.nursery import end, nursery

pytestmark = pytest.mark.faults

Publish = Callable[[str], None]
Victims = Callable[[str], int]

ROUNDS = 20
LESSONS = 40
EVERYTHING = 10**9
FOUND_WITHIN = 2.0
"""Seconds after the commit within which every server has to find a lesson, where the machine has nothing else to do."""
FOUND_AT_ALL = 60.0
"""Seconds after which it is taken as never found."""


@pytest.fixture
def instance(sqlite_words: Path, tmp_path: Path) -> Iterator[APIFlask]:
    """An application with lessons in a folder of its own, which other processes share."""
    shutil.copy(sqlite_words, tmp_path / "lessonbank.db")
    app = create_app(settings_in(tmp_path))
    with app.app_context():
        with db.transaction():
            for number in range(LESSONS):
                factories.lesson(f"Lesson number{number} on bruising", how="Weigh every infant. " * 20)
        yield app
        db.session.remove()
        db.engine().dispose()


@contextmanager
def process(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process that works on this instance; killed at the end, if it has not been before."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KB_")},
        "KB_INSTANCE_FOLDER": str(folder),
        "PYTHONPATH": str(HERE),
    }
    started = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=HERE, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def wait_for(word: str, said: Iterable[str] | None) -> None:
    assert said is not None
    for line in said:
        if line.strip() == word:
            return
    raise AssertionError(f"the process ended before it was {word}")


@pytest.fixture
def victim(instance: APIFlask, tmp_path: Path) -> Iterator[Victims]:
    """Gives processes that work on the index."""
    with nursery("tests.faults.index_victim", KB_INSTANCE_FOLDER=str(tmp_path)) as make:
        yield make


def kill_at_some_moment(victim: Victims, folder: Path, what: str, chance: random.Random) -> bool:
    """Kill -9 a process that works on the index; returns whether it was in the middle of that."""
    pipe = folder / f"words-{secrets.token_hex(8)}"
    os.mkfifo(pipe)
    number = victim(f"{pipe} {what}")
    with pipe.open() as words:
        wait_for("ready", words)
        time.sleep(chance.uniform(0.0, 1.2))
        end(number, signal.SIGKILL)
        said = words.read().split()  # may be nothing, or a line without its end: the kill can fall anywhere
    return said[-1:] == ["busy"]


def next_start(folder: Path) -> None:
    """What the next process does: opens, catches up. A reader of its own, as nothing of the last one is left."""
    index = local_index.LocalIndex(folder / "index")
    writer = Indexer(index)
    assert writer.acquire(), "the lock of the killed process is free"
    try:
        writer.step()
        index.reader.refresh()
        assert index.health().changes_behind == 0
        report = index.verify(EVERYTHING)
        assert report.clean, report
        assert report.documents == LESSONS
        assert index.search(Query("bruising")).total == LESSONS
    finally:
        writer.release()
        db.session.rollback()


@pytest.mark.parametrize("what", ["work", "rebuild"])
def test_an_index_whose_writer_was_killed_is_right_after_the_next_start(
    victim: Victims, tmp_path: Path, what: str
) -> None:
    chance = random.Random(what)
    in_the_middle = 0
    for _ in range(ROUNDS):
        in_the_middle += kill_at_some_moment(victim, tmp_path, what, chance)
        next_start(tmp_path)
    assert in_the_middle >= ROUNDS // 4, "the moments were bad enough to prove something"


def cut_power(folder: IndexFolder, chance: random.Random) -> bool:
    """What was not made durable may be there whole, in part, as zeros, or not at all; whether there was any."""
    files = [
        file
        for place in map(folder.place, folder.generations())
        for file in place.rglob("*MAIN_*.*")
        if file.is_file() and file.name not in sealed(place)
    ]
    for file in files:
        content = file.read_bytes()
        fate = chance.choice(("whole", "cut", "empty", "zeros", "gone"))
        if fate == "gone":
            file.unlink()
        else:
            cut = content[: chance.randint(0, len(content))]
            file.write_bytes({"whole": content, "cut": cut, "zeros": bytes(len(content)), "empty": b""}[fate])
    return bool(files)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("what", ["work", "rebuild"])
def test_an_index_whose_machine_lost_power_is_right_after_the_next_start(
    victim: Victims, tmp_path: Path, what: str
) -> None:
    chance = random.Random(f"power {what}")
    bad_moments = 0
    for _ in range(ROUNDS):
        kill_at_some_moment(victim, tmp_path, f"{what} slow", chance)
        bad_moments += cut_power(IndexFolder(tmp_path / "index"), chance)
        next_start(tmp_path)
    assert bad_moments >= ROUNDS // 4, "there was enough to lose to prove something"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def finds(port: int, word: str) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/search?q={word}", timeout=20) as answer:
        return "Lesson about" in answer.read().decode()


def up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5):
            return True
    except OSError:
        return False


def wait_until_found(port: int, word: str, limit: float) -> None:
    begun = time.monotonic()
    while not finds(port, word):
        assert time.monotonic() - begun < limit, f"{word} was not found in {limit} s"
        time.sleep(0.05)


@contextmanager
def two_servers_and_a_publisher(folder: Path) -> Iterator[tuple[list[subprocess.Popen[str]], list[int], Publish]]:
    """Servers that share database and index folder, their ports, and a way to have a third process publish."""
    ports = [free_port(), free_port()]
    with (
        process(folder, "-m", "kb.cli", "run", "--port", str(ports[0])) as first,
        process(folder, "-m", "kb.cli", "run", "--port", str(ports[1])) as second,
        process(folder, "-m", "tests.faults.index_publisher") as publisher,
    ):
        wait_for("ready", publisher.stdout)
        begun = time.monotonic()
        while not all(map(up, ports)) or not (folder / "index" / "CURRENT").exists():
            assert time.monotonic() - begun < 60
            assert first.poll() is None
            assert second.poll() is None
            time.sleep(0.2)
        for port in ports:
            finds(port, "warming")

        def publish(word: str) -> None:
            assert publisher.stdin is not None
            publisher.stdin.write(f"{word}\n")
            publisher.stdin.flush()
            wait_for("published", publisher.stdout)

        yield [first, second], ports, publish


def test_two_servers_find_what_a_third_process_publishes(instance: APIFlask, tmp_path: Path) -> None:
    with two_servers_and_a_publisher(tmp_path) as (_, ports, publish):
        late: dict[int, list[float]] = {port: [] for port in ports}
        for turn in range(6):
            publish(f"zebra{turn}x")
            committed = time.monotonic()
            for port in ports if turn % 2 else ports[::-1]:
                wait_until_found(port, f"zebra{turn}x", FOUND_AT_ALL)
                late[port].append(time.monotonic() - committed)
        for port in ports:
            assert min(late[port]) < FOUND_WITHIN, "a busy machine is late in some turns, never in all"


def test_a_server_takes_over_the_index_of_one_that_was_killed(instance: APIFlask, tmp_path: Path) -> None:
    with two_servers_and_a_publisher(tmp_path) as (servers, ports, publish):
        servers[0].kill()  # started first, so most likely the one that writes
        servers[0].wait()
        publish("zebra")
        wait_until_found(ports[1], "zebra", FOUND_AT_ALL)
