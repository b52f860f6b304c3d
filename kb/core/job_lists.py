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


STATES = ("waiting", "running", "overdue", "failed", "done", "cancelled")
"""Lists that there are: a list for each state, and one of those that are late."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many jobs stand how."""

    waiting: int
    running: int
    overdue: int
    """Part of those that wait or run: due for long and not begun, or left behind and not taken over."""
    failed: int


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs to list: one of the lists, a kind, and of those that failed only the ones nobody has noted."""

    state: str
    kind: str = ""
    unseen: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a job has to meet."""
        wanted = [overdue() if self.state == "overdue" else Job.state == self.state]
        if self.kind:
            wanted.append(Job.kind == self.kind)
        if self.unseen:
            wanted.append(Job.seen_at.is_(None))
        return wanted


def counts(kind: str = "") -> Counts:
    """How the jobs stand now, or those of a kind; one statement."""
    among = select(
        func.count().filter(Job.state == "waiting"),
        func.count().filter(Job.state == "running"),
        func.count().filter(overdue()),
        func.count().filter(Job.state == "failed"),
    ).where(or_(Job.finished_at.is_(None), Job.state == "failed"))
    return Counts(*session.execute(among.where(Job.kind == kind) if kind else among).one())


def jobs(chosen: JobFilter, page: int = 1) -> Page[Job]:
    """The jobs of a filter: those that are open in the order of their times, finished ones newest first."""
    wanted = chosen.conditions()
    is_open = chosen.state in {"waiting", "running", "overdue"}
    order = (Job.due_at, Job.id) if is_open else (Job.finished_at.desc(), Job.id.desc())

    def rows(offset: int, limit: int) -> Sequence[Job]:
        return session.scalars(select(Job).where(*wanted).order_by(*order).offset(offset).limit(limit)).all()

    return page_of(page, session.scalar(select(func.count()).select_from(Job).where(*wanted)) or 0, rows)


def failures(chosen: JobFilter, limit: int) -> tuple[int, list[int]]:
    """How many of the jobs of a filter failed, and the numbers of some, the oldest first."""
    failed = [*chosen.conditions(), Job.state == "failed"]
    total = session.scalar(select(func.count()).select_from(Job).where(*failed)) or 0
    found = select(Job.id).where(*failed).order_by(Job.id).limit(limit)
    return total, list(session.scalars(found)) if limit else []


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
