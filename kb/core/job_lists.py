"""Lists of jobs for those who look after the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from kb.core.db import session, utc_now
from kb.core.errors import NotFound
from kb.core.jobs import Job
from kb.core.paging import Page, page_of

OVERDUE_AFTER = timedelta(minutes=5)
"""What has been due for longer is a sign that no worker runs, or none that can do it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many jobs stand how."""

    waiting: int
    running: int
    overdue: int
    """Part of those that wait or run: due for long and not begun, or left behind and not taken over."""
    failed: int


def counts() -> Counts:
    """How the jobs stand now; one statement."""
    among = select(
        func.count().filter(Job.state == "waiting"),
        func.count().filter(Job.state == "running"),
        func.count().filter(overdue()),
        func.count().filter(Job.state == "failed"),
    ).where(or_(Job.finished_at.is_(None), Job.state == "failed"))
    return Counts(*session.execute(among).one())


def jobs(state: str, page: int = 1) -> Page[Job]:
    """Jobs in a state, or "overdue": those that are open in the order of their times, finished ones newest first."""
    matching = overdue() if state == "overdue" else Job.state == state
    is_open = state in {"waiting", "running", "overdue"}
    order = (Job.due_at, Job.id) if is_open else (Job.finished_at.desc(), Job.id.desc())

    def rows(offset: int, limit: int) -> Sequence[Job]:
        return session.scalars(select(Job).where(matching).order_by(*order).offset(offset).limit(limit)).all()

    return page_of(page, session.scalar(select(func.count()).where(matching)) or 0, rows)


def job(job_id: int) -> Job:
    """One job. Raises NotFound."""
    found = session.get(Job, job_id)
    if found is None:
        raise NotFound
    return found


def overdue() -> ColumnElement[bool]:
    """Jobs whose time is long past, and those whose worker is gone and that none has taken over."""
    since = utc_now() - OVERDUE_AFTER
    waiting = and_(Job.state == "waiting", Job.due_at < since)
    return and_(Job.finished_at.is_(None), or_(waiting, and_(Job.state == "running", Job.lease_until < since)))
