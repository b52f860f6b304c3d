"""The worker: finds what was committed, survives errors, takes over."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.search import change_log, whoosh_segments, worker
from kb.search.folder import UnsuitableFolder
from kb.search.local_index import LocalIndex
from kb.search.query import Query
from kb.search.reading import Reader
from kb.search.whoosh_index import MOST_SEGMENTS
from kb.search.worker import Worker
from tests import factories
from tests.pages import statements
from tests.search.lessons import catch_up, edit, found, index, indexer, move, publish


@pytest.fixture
def working(app: APIFlask) -> Iterator[Worker]:
    started = worker.start(app)
    yield started
    started.stop()


def soon(holds: Callable[[], bool], within: float = 60.0) -> float:
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


# --- a commit waits until this process sees what it changed


def test_what_this_process_published_is_found_by_the_next_request(working: Worker) -> None:
    publish()
    soon(lambda: not found().stale)
    with longer_wait():
        for turn in range(5):
            number = publish(f"Escalations number{turn} are counted")
            assert found(f"number{turn}").ids == (number,)
            edit(number, title=f"Supervisions count{turn} are counted")
            assert found(f"count{turn}").ids == (number,)


def test_what_another_process_has_to_write_is_found_by_the_next_request_too(app: APIFlask, working: Worker) -> None:
    publish()
    soon(lambda: not found().stale)
    other = worker.Worker(app)  # it does not get the writer's lock
    other.index = LocalIndex(working.index.folder.path)
    with longer_wait():
        number = publish("Escalations are counted")
        sequence = change_log.newest().sequence
        other.wait_until_seen(sequence)
        assert other.index.search(Query("escalation")).ids == (number,)


@contextmanager
def longer_wait() -> Iterator[None]:
    """A busy machine must not make a test fail of an answer that comes late."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "SEEN_WITHIN", 20.0)
        yield


def test_a_commit_waits_a_moment_at_most(app: APIFlask) -> None:
    publish()
    catch_up()
    with indexer():  # nobody takes anything in
        idle = worker.start(app)
        try:
            begun = time.monotonic()
            number = publish("Escalations are counted")
            assert worker.SEEN_WITHIN <= time.monotonic() - begun < 20 * worker.SEEN_WITHIN
            assert found("escalation").total == 0
        finally:
            idle.stop()
    catch_up()
    assert found("escalation").ids == (number,)


def test_a_commit_that_changes_no_lesson_does_not_wait(
    app: APIFlask, working: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(Worker, "wait_until_seen", lambda _self, sequence: waited.append(sequence))
    with db.transaction():
        factories.organisation("Quietshire Board")
    assert waited == []
    publish()
    assert waited == [change_log.newest().sequence]


def test_a_request_does_not_fail_of_the_wait(
    working: Worker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("something unforeseen")

    monkeypatch.setattr(Worker, "wait_until_seen", broken)
    with caplog.at_level(logging.CRITICAL, "kb.search"):
        assert publish() > 0


# --- what it does when there is nothing to do


def test_looking_for_work_costs_less_than_a_statement(app: APIFlask, lessons: list[int]) -> None:
    with indexer() as writer:
        writer.step()
        with statements() as made:
            assert not writer.has_work()
        assert made == []
        publish()
        assert writer.has_work()
    assert not writer.has_work(), "it is no writer any more"


def test_an_idle_worker_uses_hardly_any_processor_time(working: Worker) -> None:
    publish()
    soon(lambda: not found().stale)
    time.sleep(1.0)
    thread = working._thread
    assert thread is not None
    before = time.clock_gettime(time.pthread_getcpuclockid(thread.ident or 0))
    time.sleep(3.0)
    used = time.clock_gettime(time.pthread_getcpuclockid(thread.ident or 0)) - before
    assert used < 0.1, f"{used * 1000:.0f} ms in three seconds"


def test_segments_are_merged_when_there_is_nothing_else_to_do(working: Worker) -> None:
    number = publish()
    soon(lambda: not found().stale)
    for turn in range(3 * MOST_SEGMENTS):
        edit(number, title=f"Supervisions count{turn} are counted")
    soon(lambda: found(f"count{turn}").ids == (number,))
    soon(lambda: len(index().reader.known()) < MOST_SEGMENTS)
    assert index().verify().clean


def test_frequent_words_are_decoded_before_they_are_asked_for(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_segments, "WARM_SEGMENT", 1)
    publish("Lesson on bruising", found="Infants were weighed.")
    catch_up()
    index().reader = Reader(index().folder)
    started = worker.start(app)
    try:
        name = ("postings", "text", "infant")
        soon(lambda: any(segment.kept.get(name) for segment in index().reader.known().values()))
    finally:
        started.stop()


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
