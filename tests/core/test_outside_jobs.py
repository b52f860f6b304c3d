"""Jobs that work outside of a transaction: progress, output, cancelling, lost leases."""

from collections.abc import Iterator

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db, leases
from kb.core.db import session, transaction, utc_now
from kb.core.job_outputs import output
from kb.core.job_steps import cancel
from kb.core.jobs import Job, Task
from kb.core.work import run_due
from kb.lessons.models.vocabulary import Tag
from tests.core.doing import NOON, OUTSIDE, do, enter, fail, known_kinds, now_held_by_another, tag, tags


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """What the test does not say is as it was."""
    yield from known_kinds()


def test_an_outside_job_has_no_transaction_around_it(app: APIFlask) -> None:
    seen: list[bool] = []
    do(outside=lambda _: seen.append(session().in_transaction()))
    row = enter(OUTSIDE)
    run_due()
    assert (seen, row.state) == ([False], "done")


def test_what_an_outside_job_committed_stays_when_it_fails_after_that(app: APIFlask) -> None:
    def half(task: Task) -> None:
        with transaction():
            tag(task)
        session.add(Tag(label="not committed"))
        fail(task)

    do(outside=half)
    enter(OUTSIDE)
    run_due()
    assert tags() == 1


def test_an_outside_job_that_lost_its_lease_does_not_end_it(app: APIFlask) -> None:
    def slow(task: Task) -> None:
        with transaction():
            now_held_by_another(task)

    do(outside=slow)
    row = enter(OUTSIDE)
    run_due()
    session.expire_all()
    assert (row.state, row.lease_holder) == ("running", "another")


def test_progress_is_seen_by_others_while_it_goes_on(app: APIFlask) -> None:
    seen: list[tuple[int, int | None]] = []

    def steps(task: Task) -> None:
        for step in range(1, 4):
            task.append_output(b"%d" % step)
            task.progress(step, 3)
            with db.engine().connect() as other:
                seen.append(tuple(other.execute(select(Job.progress, Job.progress_total)).one()))

    do(outside=steps)
    row = enter(OUTSIDE)
    run_due()
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert list(output(row.id)) == [b"1", b"2", b"3"]


def test_a_job_that_is_cancelled_stops_at_its_next_progress(app: APIFlask) -> None:
    reached: list[int] = []

    def steps(task: Task) -> None:
        for step in range(1, 4):
            task.progress(step, 3)
            reached.append(step)
            with transaction():
                if step == 2:
                    cancel(session.get_one(Job, task.job_id))

    do(outside=steps)
    row = enter(OUTSIDE)
    run_due()
    assert (reached, row.state, row.progress) == ([1, 2], "cancelled", 2)


def test_a_job_that_lost_its_lease_stops_at_its_next_progress(app: APIFlask) -> None:
    reached: list[int] = []

    def steps(task: Task) -> None:
        with transaction():
            now_held_by_another(task)
        task.progress(1)
        reached.append(1)

    do(outside=steps)
    row = enter(OUTSIDE)
    run_due()
    session.expire_all()
    assert (reached, row.state) == ([], "running")


def test_a_job_that_lost_its_lease_cannot_add_to_what_the_other_makes(app: APIFlask) -> None:
    def slow(task: Task) -> None:
        task.append_output(b"mine")
        with transaction():
            now_held_by_another(task)
        task.append_output(b"too late")

    do(outside=slow)
    row = enter(OUTSIDE)
    run_due()
    session.expire_all()
    assert (list(output(row.id)), row.state) == ([b"mine"], "running")


def test_progress_keeps_a_long_job_from_being_taken_over(app: APIFlask) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        taken: list[object] = []

        def steps(task: Task) -> None:
            for step in range(10):
                clock.shift(leases.LEASE * 0.9)
                taken.append(leases.take([OUTSIDE], utc_now()))
                task.progress(step, 10)

        do(outside=steps)
        row = enter(OUTSIDE)
        run_due()
        assert (row.state, row.attempts, taken) == ("done", 1, [None] * 10)
