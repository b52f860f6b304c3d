"""The worker: finds what was committed, survives errors, takes over."""

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask

from kb.search import worker
from kb.search.folder import UnsuitableFolder
from kb.search.worker import Worker
from tests.search.lessons import edit, found, index, indexer, move, publish


@pytest.fixture
def working(app: APIFlask) -> Iterator[Worker]:
    started = worker.start(app)
    yield started
    started.stop()


def soon(holds: Callable[[], bool], within: float = 20.0) -> float:
    """Seconds until it holds. Raises AssertionError when it does not."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < within
        time.sleep(0.01)
    return time.monotonic() - begun


def test_a_published_lesson_is_found_soon(working: Worker) -> None:
    number = publish("Escalations are counted")
    soon(lambda: not found().stale)
    assert found("escalation").ids == (number,)
    edit(number, title="Supervisions are counted")
    soon(lambda: found("supervision").ids == (number,))


def test_a_withdrawn_lesson_is_gone_from_the_index_soon(working: Worker) -> None:
    number = publish()
    soon(lambda: not found().stale)
    move(number, "archived")
    assert found().total == 0
    soon(lambda: not index().verify().documents)


def test_an_error_is_logged_and_the_work_goes_on(working: Worker, caplog: pytest.LogCaptureFixture) -> None:
    publish()
    soon(lambda: not found().stale)
    current = index().folder.path / "CURRENT"
    with caplog.at_level(logging.CRITICAL, "kb.search"):
        for entry in index().folder.place("g-000001").glob("*.toc"):
            entry.unlink()
        current.unlink()
        number = publish("Escalations are counted")
        soon(lambda: found("escalation").ids == (number,) and not found().stale)


def test_another_worker_takes_over_when_the_first_is_gone(app: APIFlask, working: Worker) -> None:
    publish()
    soon(lambda: not found().stale)
    second = worker.start(app)
    try:
        working.stop()
        number = publish("Escalations are counted")
        soon(lambda: found("escalation").ids == (number,))
    finally:
        second.stop()


def test_a_worker_that_stopped_has_let_go_of_the_lock(app: APIFlask) -> None:
    worker.start(app).stop()
    with indexer():
        pass


def test_a_folder_that_will_not_do_stops_the_start(app: APIFlask) -> None:
    Path(index().folder.path).touch()
    with pytest.raises(UnsuitableFolder):
        worker.start(app)
