"""The threads of the worker: woken at once, not held up, stopped, and back after the database failed."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from apiflask import APIFlask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from kb.core import db, jobs, work
from kb.core.db import session, utc_now
from kb.core.jobs import Handler, Job, Task
from kb.core.work import Worker
from tests.core.doing import (
    INSIDE,
    LONG,
    OUTSIDE,
    do,
    enter,
    known_kinds,
    soon,
    state_of,
    tag,
    tags,
)
from tests.pages import statements


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """What the test does not say is as it was."""
    yield from known_kinds()


@contextmanager
def working(app: APIFlask) -> Iterator[Worker]:
    session.rollback()
    worker = work.start(app)
    try:
        yield worker
    finally:
        worker.stop()
        assert not any(lane.thread.is_alive() for lane in worker._lanes)


def test_what_this_process_enters_is_begun_at_once(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "POLL_EVERY", 60.0)
    do()
    with working(app):
        for key in "123":
            time.sleep(0.1)
            number = enter(key=key).id
            soon(lambda number=number: state_of(number) == "done", within=5)  # type: ignore[misc]
    assert tags() == 3


def test_what_another_process_enters_is_found_soon(app: APIFlask) -> None:
    do()
    with working(app):
        time.sleep(0.1)
        with db.engine().begin() as other:
            values = {"kind": INSIDE, "key": "1", "payload": {}, "due_at": utc_now()}
            other.execute(db.table_of(Job).insert().values(**values))
        soon(lambda: tags() == 1, within=5)


def test_looking_is_one_statement_and_changes_nothing(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "POLL_EVERY", 60.0)
    do()
    with working(app) as worker:
        number = enter().id
        soon(lambda: state_of(number) == "done")
        time.sleep(0.5)
        with statements() as made:
            worker.wake()
            time.sleep(0.5)
    assert len(made) == 1
    assert made[0].startswith("SELECT job.due_at")


def test_a_long_job_does_not_keep_others_waiting(app: APIFlask) -> None:
    go_on = threading.Event()
    jobs.connect({LONG: Handler(lambda _: go_on.wait(20) and None, outside=True, long=True), INSIDE: Handler(tag)}, {})
    with working(app):
        long = enter(LONG).id
        soon(lambda: state_of(long) == "running")
        number = enter().id
        soon(lambda: state_of(number) == "done")
        assert state_of(long) == "running"
        go_on.set()
        soon(lambda: state_of(long) == "done")


def test_the_worker_stops_after_the_job_at_hand(app: APIFlask) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_task: Task) -> None:
        begun.set()
        go_on.wait(20)

    do(outside=slow)
    first, second = enter(OUTSIDE, "1").id, enter(OUTSIDE, "2").id
    with working(app) as worker:
        assert begun.wait(20)
        worker.ask_to_stop()
        go_on.set()
    assert (state_of(first), state_of(second)) == ("done", "waiting")


def test_a_long_job_is_given_back_when_the_worker_has_to_stop(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "GRACE", 0.1)
    begun = threading.Event()

    def steps(task: Task) -> None:
        for step in range(1000):
            task.progress(step)
            begun.set()
            time.sleep(0.02)

    do(outside=steps)
    row = enter(OUTSIDE)
    number = row.id
    with working(app) as worker:
        assert begun.wait(20)
        worker.stop()
    session.expire_all()
    assert (state_of(number), row.attempts) == ("waiting", 0)


def test_when_the_database_fails_it_is_logged_and_tried_again(
    app: APIFlask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(work, "FIRST_PAUSE", 0.05)
    do()
    number = enter().id
    engine, failures = db.engine(), iter(range(3))

    def away(*_: object) -> None:
        if threading.current_thread().name == "kb-jobs" and next(failures, None) is not None:
            raise OperationalError("SELECT", {"to": "somebody@example.org"}, Exception("the server is away"))

    def lines() -> list[str]:
        return [record.getMessage() for record in caplog.records if record.name == work.__name__]

    session.rollback()
    event.listen(engine, "before_cursor_execute", away)
    try:
        with caplog.at_level(logging.ERROR), working(app):
            soon(lambda: len(lines()) == 3)
            soon(lambda: state_of(number) == "done")
    finally:
        event.remove(engine, "before_cursor_execute", away)
    assert [line.rsplit("next try in ", 1)[1] for line in lines()] == ["0.1 s", "0.1 s", "0.2 s"]
    assert all("the server is away" in line and "somebody" not in line for line in lines())
    assert tags() == 1
