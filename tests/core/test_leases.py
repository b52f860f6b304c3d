"""Who has which job: taken once, taken over, tried again, with what it made."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.core import db, jobs, leases
from kb.core.db import session, transaction, utc_now
from kb.core.errors import Conflict
from kb.core.job_outputs import JobOutput, output
from kb.core.job_steps import cancel, remove_finished, retry
from kb.core.jobs import Handler, enqueue
from kb.core.leases import Lease
from tests.core.listing import HOUR, KIND, end, enter, one_kind, rows, take


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """One kind of job is known."""
    yield from one_kind()


# --- taken


def test_the_longest_due_is_taken_first_and_what_is_not_due_is_not(app: APIFlask) -> None:
    now = utc_now()
    later = now + timedelta(minutes=1)
    enter("later", due=later)
    enter("second", due=now - HOUR)
    enter("first", due=now - 2 * HOUR)
    assert [take(now).key, take(now).key] == ["first", "second"]
    assert leases.take([KIND], now) is None
    assert take(later).key == "later"


def test_a_kind_that_nobody_knows_is_left_alone(app: APIFlask) -> None:
    with transaction():
        enqueue("of.another.version", "1")
    assert leases.take([KIND], utc_now()) is None
    assert leases.next_due([KIND], utc_now()) is None


def test_a_job_whose_lease_has_run_out_is_taken_over(app: APIFlask) -> None:
    row, now = enter(), utc_now()
    first = take(now)
    assert leases.take([KIND], now + leases.LEASE - timedelta(seconds=1)) is None
    second = take(now + leases.LEASE)
    assert (first.attempt, second.attempt, second.job_id) == (1, 2, row.id)
    assert first.holder != second.holder
    assert row.error == leases.DIED
    with pytest.raises(leases.LeaseLost):
        end(leases.done, first)
    end(leases.done, second)
    assert (row.state, row.error) == ("done", None)


def test_a_job_that_kills_its_workers_is_given_up(app: APIFlask) -> None:
    row, now = enter(), utc_now()
    for _ in range(8):
        take(now)
        now += leases.LEASE
    assert leases.take([KIND], now) is None
    assert (row.state, row.attempts, row.error) == ("failed", 8, leases.DIED)


def test_what_somebody_is_entering_again_is_not_begun_before_that_is_seen(app: APIFlask) -> None:
    """Otherwise the job could be done before the change that it is about is committed."""
    enter()
    found: list[object] = []
    with transaction():
        enqueue(KIND, "1")
        if db.engine().dialect.name == "postgresql":  # on SQLite taking waits for the one writer
            other = threading.Thread(target=lambda: found.append(_take_apart(app)))
            other.start()
            other.join(20)
            assert found == [None]
    assert take().key == "1"


def _take_apart(app: APIFlask) -> Lease | None:
    with app.app_context():
        return leases.take([KIND], utc_now())


def test_a_job_that_is_cancelled_while_its_worker_stops_is_not_begun_again(app: APIFlask) -> None:
    row = enter()
    lease = take()
    with transaction():
        cancel(row)
    end(leases.given_back, lease)
    assert row.state == "cancelled"
    assert leases.take([KIND], utc_now()) is None


def test_a_job_whose_worker_stops_is_begun_again_as_if_it_had_not_been(app: APIFlask) -> None:
    row = enter()
    end(leases.given_back, take())
    assert (row.state, row.attempts) == ("waiting", 0)
    assert take().key == row.key


# --- failed tries


def test_pauses_grow_to_an_hour_and_differ(app: APIFlask) -> None:
    for attempts, most in ((1, 15), (2, 30), (3, 60), (8, 1920), (9, 3600), (1000, 3600)):
        drawn = [leases.pause_after(attempts).total_seconds() for _ in range(200)]
        assert 0.75 * most <= min(drawn) < max(drawn) <= most
        assert len(set(drawn)) > 100


def test_a_job_that_failed_waits_and_then_fails_for_good(app: APIFlask) -> None:
    row, now = enter(), utc_now()
    for attempt in range(1, 9):
        lease = take(now)
        with transaction():
            leases.failed(lease, now, f"KeyError at kb.x:{attempt}")
        if attempt < 8:
            assert row.state == "waiting"
            assert now < row.due_at <= now + HOUR
            now = row.due_at
    assert (row.state, row.attempts, row.error) == ("failed", 8, "KeyError at kb.x:8")
    assert row.finished_at is not None


def test_what_failed_can_be_tried_again(app: APIFlask) -> None:
    jobs.connect({KIND: Handler(lambda _: None, attempts=1)}, {})
    row = enter()
    end(leases.failed, take(), "KeyError at kb.x:1")
    with transaction():
        retry(row)
    assert (row.state, row.attempts, row.finished_at) == ("waiting", 0, None)
    end(leases.done, take())
    with pytest.raises(Conflict), transaction():
        retry(row)


def test_what_failed_is_not_tried_again_beside_the_same(app: APIFlask) -> None:
    jobs.connect({KIND: Handler(lambda _: None, attempts=1)}, {})
    row = enter()
    end(leases.failed, take(), "KeyError at kb.x:1")
    enter()
    with pytest.raises(Conflict), transaction():
        retry(row)
    assert row.state == "failed"


# --- progress and output


def test_progress_extends_the_lease_and_is_seen(app: APIFlask) -> None:
    row, now = enter(), utc_now()
    lease = take(now)
    leases.extend(lease, now + HOUR, 3, 10)
    assert (row.progress, row.progress_total, row.lease_until) == (3, 10, now + HOUR + leases.LEASE)
    assert leases.take([KIND], now + HOUR) is None


def test_output_is_read_in_its_order_and_goes_with_the_job(app: APIFlask) -> None:
    first, second = enter("1"), enter("2")
    lease, other = take(), take()
    leases.append_output(lease, b"one ")
    leases.append_output(other, b"other")
    leases.append_output(lease, b"two")
    assert list(output(first.id)) == [b"one ", b"two"]
    numbers = first.id, second.id
    end(leases.done, lease)
    with transaction():
        remove_finished(utc_now() + HOUR)
    assert [list(output(number)) for number in numbers] == [[], [b"other"]]


def test_a_new_try_begins_with_no_progress_and_no_output(app: APIFlask) -> None:
    row, now = enter(), utc_now()
    lease = take(now)
    leases.extend(lease, now, 5, 9)
    leases.append_output(lease, b"half")
    take(now + leases.LEASE)
    assert (row.progress, row.progress_total) == (0, None)
    assert session.scalar(select(func.count()).select_from(JobOutput)) == 0


def test_only_what_was_finished_before_is_removed(app: APIFlask) -> None:
    enter("waiting")
    enter("old", due=utc_now() - HOUR)
    end(leases.done, take())
    for ago, left in ((HOUR, 2), (-HOUR, 1)):
        with transaction():
            remove_finished(utc_now() - ago)
        assert rows() == left


def test_it_is_told_when_the_next_that_can_be_taken_is_due(app: APIFlask) -> None:
    now = utc_now()
    soon, later = now + timedelta(seconds=3), now + timedelta(minutes=1)
    enter("later", due=later)
    enter("soon", due=soon)
    assert leases.next_due([KIND], now) == soon
    take(soon)
    assert leases.next_due([KIND], soon) == later
    assert leases.next_due(["another kind"], now) is None
