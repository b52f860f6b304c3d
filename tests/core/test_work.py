"""The worker: effects happen once, faults stay with their job and are tried again."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import jobs, leases, work
from kb.core.db import session, transaction, utc_now
from kb.core.jobs import EVERY, Handler, Job, Task, enqueue
from kb.core.work import run_due
from tests.core.doing import HOUR, INSIDE, NOON, OUTSIDE, do, enter, fail, known_kinds, now_held_by_another, tag, tags


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """What the test does not say is as it was."""
    yield from known_kinds()


# --- what is due is done


def test_all_that_is_due_is_done_and_nothing_else(app: APIFlask) -> None:
    do()
    enter(key="1")
    enter(key="2")
    later = enter(key="3", due=utc_now() + HOUR)
    assert run_due() == 2
    assert (tags(), later.state) == (2, "waiting")
    assert run_due() == 0
    assert run_due(utc_now() + 2 * HOUR) == 1
    assert (tags(), later.state) == (3, "done")


def test_what_a_job_enters_is_done_too(app: APIFlask) -> None:
    do(inside=lambda task: enqueue(OUTSIDE, task.key) and None)
    enter()
    assert run_due() == 2


def test_a_handler_is_told_what_the_job_is_about(app: APIFlask) -> None:
    seen: list[Task] = []
    do(outside=seen.append)
    row = enter(OUTSIDE, "12")
    run_due()
    (task,) = seen
    assert (task.job_id, task.kind, task.key, task.payload) == (row.id, OUTSIDE, "12", {"number": 7})
    assert (task.attempt, task.is_last) == (1, False)


# --- inside: the effect and the end are one


def test_the_effect_of_a_failed_try_is_taken_back(app: APIFlask) -> None:
    def half(task: Task) -> None:
        tag(task)
        session.flush()
        fail(task)

    do(inside=half)
    row = enter()
    run_due()
    assert tags() == 0
    assert (row.state, row.attempts) == ("waiting", 1)


@pytest.mark.parametrize("kind", [INSIDE, OUTSIDE])
def test_an_error_names_kind_and_place_and_no_data(app: APIFlask, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    do(inside=fail, outside=fail)
    row = enter(kind)
    run_due()
    assert row.error is not None
    assert re.fullmatch(rf"kb\.core\.errors\.Invalid at {re.escape(fail.__module__)}:\d+", row.error)
    assert "Somebody" not in row.error
    assert "Somebody" not in caplog.text


def test_whoever_lost_the_lease_leaves_no_effect(app: APIFlask) -> None:
    def slow(task: Task) -> None:
        tag(task)
        now_held_by_another(task)

    do(inside=slow)
    row = enter()
    assert run_due() == 1
    assert tags() == 0
    assert row.state == "running"  # with its first lease, as all of that was taken back


def test_a_try_that_was_overtaken_by_another_worker_leaves_no_effect(app: APIFlask) -> None:
    """The first sleeps past its lease before it begins; the second does the job; then the first wakes up."""
    do()
    row, now = enter(), utc_now()
    first = leases.take([INSIDE], now)
    assert first is not None
    assert run_due(now + leases.LEASE) == 1
    with pytest.raises(leases.LeaseLost):
        work._try(first, utc_now, lambda: False)
    assert (tags(), row.state, row.attempts) == (1, "done", 2)


def test_progress_is_for_those_outside_of_a_transaction(app: APIFlask) -> None:
    do(inside=lambda task: task.progress(1))
    row = enter()
    run_due()
    assert row.error is not None
    assert "RuntimeError" in row.error


# --- tried again, ever later


def test_tries_come_ever_later_until_it_has_failed(app: APIFlask) -> None:
    last: list[bool] = []

    def note(task: Task) -> None:
        last.append(task.is_last)
        fail(task)

    with time_machine.travel(NOON, tick=False) as clock:
        do(outside=note)
        row = enter(OUTSIDE)
        pauses = []
        while row.state == "waiting":
            assert run_due() == 1
            assert run_due() == 0
            if row.state == "waiting":
                pauses.append((row.due_at - utc_now()).total_seconds())
                clock.shift(pauses[-1] - 1)
                assert run_due() == 0
                clock.shift(1)
        assert row.state == "failed"
        assert last == [False, False, True]
        first, second = pauses
        assert 11.25 <= first <= 15
        assert 22.5 <= second <= 30


def test_others_go_on_while_one_fails(app: APIFlask) -> None:
    do(inside=lambda task: fail(task) if task.key == "bad" else tag(task))
    enter(key="bad")
    enter(key="good")
    assert run_due() == 2
    assert tags() == 1


def test_a_job_asked_for_while_it_is_being_done_is_done_once_more(app: APIFlask) -> None:
    runs: list[int] = []

    def ask_again(task: Task) -> None:
        runs.append(task.attempt)
        if len(runs) == 1:
            with transaction():
                enqueue(OUTSIDE, task.key)

    do(outside=ask_again)
    row = enter(OUTSIDE)
    assert run_due() == 2
    assert (runs, row.state) == ([1, 1], "done")


def test_an_interrupted_try_is_given_back(app: APIFlask) -> None:
    def interrupted(_task: Task) -> None:
        raise KeyboardInterrupt

    do(outside=interrupted)
    row = enter(OUTSIDE)
    with pytest.raises(KeyboardInterrupt):
        run_due()
    assert (row.state, row.attempts) == ("waiting", 0)


# --- what repeats


def test_what_repeats_is_done_each_time_and_missed_times_once(app: APIFlask) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        jobs.connect({INSIDE: Handler(tag)}, {INSIDE: HOUR})
        assert run_due() == 0
        clock.shift(HOUR)
        assert run_due() == 1
        assert run_due() == 0
        clock.shift(5 * HOUR)
        assert run_due() == 1
        assert tags() == 2
        (row,) = session.scalars(select(Job).where(Job.key == EVERY, Job.state == "waiting"))
        assert row.due_at == NOON.replace(hour=19, minute=0, second=0)


def test_what_repeats_is_done_once_as_if_it_were_later(app: APIFlask) -> None:
    jobs.connect({INSIDE: Handler(tag)}, {INSIDE: HOUR})
    assert run_due() == 0
    assert run_due(utc_now() + timedelta(days=3)) == 1
