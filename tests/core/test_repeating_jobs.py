"""Jobs that are done again and again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import jobs, leases
from kb.core.db import session, transaction, utc_now
from kb.core.job_steps import cancel
from kb.core.jobs import EVERY, Handler, Job, next_time
from tests.core.listing import HOUR, KIND, at_once, one_kind, take


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """One kind of job is known."""
    yield from one_kind()


@pytest.mark.parametrize(
    ("interval", "after", "due"),
    [
        (timedelta(days=1), datetime(2026, 11, 28, 13, 5, tzinfo=UTC), datetime(2026, 11, 29, tzinfo=UTC)),
        (timedelta(days=1), datetime(2026, 11, 29, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)),
        (timedelta(minutes=10), datetime(2026, 11, 28, 13, 5, tzinfo=UTC), datetime(2026, 11, 28, 13, 10, tzinfo=UTC)),
    ],
)
def test_what_repeats_is_due_at_whole_multiples(interval: timedelta, after: datetime, due: datetime) -> None:
    assert next_time(interval, after) == due


def repeating(interval: timedelta = HOUR) -> None:
    jobs.connect({KIND: Handler(lambda _: None, attempts=2)}, {KIND: interval})


def every_row() -> list[Job]:
    return list(session.scalars(select(Job).where(Job.key == EVERY).order_by(Job.id)))


def test_what_repeats_is_entered_once_by_whoever_comes(app: APIFlask) -> None:
    repeating()
    session.rollback()
    now = utc_now()
    at_once(app, 4, lambda: jobs.enter_repeating(now))
    (row,) = every_row()
    assert row.due_at == next_time(HOUR, now)


def test_when_it_is_done_its_next_time_is_entered_and_only_the_last_is_kept(app: APIFlask) -> None:
    repeating()
    now = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)
    jobs.enter_repeating(now)
    for hour in (14, 15, 16):
        now = datetime(2026, 11, 28, hour, 1, tzinfo=UTC)
        lease = take(now)
        with transaction():
            leases.done(lease, now)
        assert [(row.state, row.due_at.hour) for row in every_row()] == [("done", hour), ("waiting", hour + 1)]


@pytest.mark.parametrize("how", ["failed", "cancelled"])
def test_what_failed_or_was_cancelled_comes_again_at_its_next_time(app: APIFlask, how: str) -> None:
    repeating()
    now = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)
    jobs.enter_repeating(now)
    if how == "cancelled":
        with transaction():
            cancel(every_row()[0])
    else:
        for _ in range(2):
            lease = take(now + HOUR)
            with transaction():
                leases.failed(lease, now, "KeyError at kb.x:1")
    assert [row.state for row in every_row()] == [how, "waiting"]


def test_a_shorter_interval_counts_at_once(app: APIFlask) -> None:
    now = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)
    repeating(timedelta(days=30))
    jobs.enter_repeating(now)
    repeating(HOUR)
    jobs.enter_repeating(now)
    assert [row.due_at for row in every_row()] == [datetime(2026, 11, 28, 14, tzinfo=UTC)]


def test_what_repeats_needs_somebody_who_does_it() -> None:
    with pytest.raises(ValueError, match=r"test\.unknown"):
        jobs.connect({}, {"test.unknown": HOUR})
