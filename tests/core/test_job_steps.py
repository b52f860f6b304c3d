"""What people decide about jobs."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from kb.core import job_steps, jobs, leases
from kb.core.db import session, transaction, utc_now
from kb.core.errors import Conflict
from kb.core.jobs import Handler, Job
from tests.core.listing import HOUR, KIND, end, enter, one_kind, take


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """One kind of job is known, which is tried once."""
    for _ in one_kind():
        jobs.connect({KIND: Handler(lambda _: None, attempts=1)}, {})
        yield


def failed(key: str = "1") -> Job:
    job = enter(key)
    end(leases.failed, take(), "KeyError at kb.x:1")
    return job


def test_a_kind_that_is_given_up_elsewhere_is_not_stopped() -> None:
    jobs.connect({KIND: Handler(lambda _: None, stoppable=False)}, {})
    job = enter()
    assert not job_steps.stoppable(job)
    with pytest.raises(Conflict), transaction():
        job_steps.cancel(job)


def test_a_kind_that_nothing_does_can_be_stopped() -> None:
    job = enter()
    jobs.connect({}, {})
    with transaction():
        job_steps.cancel(job)
    assert job.state == "cancelled"


def test_a_failure_is_noted_once_and_trying_again_takes_the_note_away() -> None:
    job = failed()
    with transaction():
        job_steps.mark_seen(job)
    with pytest.raises(Conflict), transaction():
        job_steps.mark_seen(job)
    with transaction():
        job_steps.retry(job)
    assert (job.state, job.seen_at) == ("waiting", None)


def test_what_did_not_fail_has_no_failure_to_note() -> None:
    with pytest.raises(Conflict), transaction():
        job_steps.mark_seen(enter())


def test_doing_it_again_is_the_work_of_the_job_that_failed() -> None:
    first = failed()
    with transaction():
        job_steps.redo(KIND, "1")
    assert session.query(Job).count() == 1
    assert first.state == "waiting"


def test_where_the_same_waits_already_it_is_brought_forward_and_the_failure_noted() -> None:
    first, second = failed(), enter(due=utc_now() + HOUR)
    with transaction():
        job_steps.redo(KIND, "1")
    assert session.query(Job).count() == 2
    assert second.due_at <= utc_now()
    assert (first.state, first.seen_at is not None) == ("failed", True)


def test_without_a_job_there_is_one_afterwards() -> None:
    with transaction():
        job_steps.redo(KIND, "1")
    assert session.query(Job.state).all() == [("waiting",)]


def test_what_is_dropped_waits_no_more_and_needs_no_attention() -> None:
    first, second, other = failed(), enter(), enter("2")
    with transaction():
        job_steps.drop(KIND, "1")
    assert (first.seen_at is not None, second.state, other.state) == (True, "cancelled", "waiting")


def test_what_is_being_done_is_not_dropped() -> None:
    job = enter()
    take()
    with transaction():
        job_steps.drop(KIND, "1")
    assert job.state == "running"


def test_when_a_try_began_is_noted() -> None:
    job, now = enter(), utc_now()
    assert job.begun_at is None
    take(now)
    assert job.begun_at == now
