"""Jobs for tests that are done by the worker, with effects that can be counted."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update

from kb.core import jobs
from kb.core.db import session, transaction
from kb.core.errors import Invalid
from kb.core.jobs import Handler, Job, Task, enqueue
from kb.lessons.models.vocabulary import Tag

INSIDE, OUTSIDE, LONG = "test.inside", "test.outside", "test.long"
HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 28, 12, 0, 1, tzinfo=UTC)


def known_kinds() -> Iterator[None]:
    """No kind of job is known, and afterwards those that were before."""
    before = dict(jobs._handlers), dict(jobs._every)
    jobs.connect({}, {})
    yield
    jobs.connect(*before)


def do(inside: Callable[[Task], None] | None = None, outside: Callable[[Task], None] | None = None) -> None:
    """Have jobs of the two kinds done so, with three tries."""
    jobs.connect(
        {
            INSIDE: Handler(inside or tag, attempts=3),
            OUTSIDE: Handler(outside or nothing, outside=True, attempts=3),
        },
        {},
    )


def tag(task: Task) -> None:
    """An effect that can be counted."""
    session.add(Tag(label=f"{task.key} {session.scalar(select(func.count()).select_from(Tag))}"))


def nothing(_task: Task) -> None:
    """Has no effect."""


def tags() -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Tag)) or 0


def enter(kind: str = INSIDE, key: str = "1", *, due: datetime | None = None) -> Job:
    with transaction():
        return enqueue(kind, key, payload={"number": 7}, due=due)


def now_held_by_another(task: Task) -> None:
    """As if the lease had run out and another worker had taken the job."""
    session.execute(update(Job).where(Job.id == task.job_id).values(lease_holder="another"))


def fail(_task: Task) -> None:
    raise Invalid(name="Somebody's name")


def soon(holds: Callable[[], bool], within: float = 60.0) -> None:
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < within
        time.sleep(0.01)


def state_of(number: int) -> str:
    session.rollback()
    return session.scalars(select(Job.state).where(Job.id == number)).one()
