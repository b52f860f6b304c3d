"""Reads of what waits for an admin."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select

from kb.accounts.models.user import User
from kb.admin.queries.organisations import without_lead
from kb.admin.queries.users import role_waits
from kb.core.db import session, utc_now
from kb.core.job_lists import overdue
from kb.core.jobs import Job
from kb.mail.models import UNDELIVERED, Delivery
from kb.mail.queries import WITHOUT_TEXTS
from kb.members.models import Invitation
from kb.members.queries.waiting import pending, undecided

SHOWN = 5
"""Failures that the first page shows; the pages of jobs and mail have them all."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Numbers of things, in the order in which the page shows them."""

    users_open: int
    users_closed: int
    site_roles_without_second_step: int
    without_lead: int
    """Organisations that have members and no lead."""
    invitations: int
    invitations_expired: int
    requests: int
    jobs_waiting: int
    jobs_running: int
    jobs_overdue: int
    jobs_failed: int
    """These and the following: only what no admin has noted yet."""
    mail_waiting: int
    mail_failed: int
    mail_bounced: int
    mail_lapsed: int


def attention() -> Attention:
    """All of them, in one statement."""
    now = utc_now()
    is_open = User.closed_at.is_(None) & User.deleted_at.is_(None)
    counted = (
        _count(is_open),
        _count(User.closed_at.is_not(None), User.deleted_at.is_(None)),
        _count(role_waits),
        _count(without_lead()),
        _count(pending, Invitation.expires_at > now),
        _count(pending, Invitation.expires_at <= now),
        _count(undecided),
        _count(Job.state == "waiting"),
        _count(Job.state == "running"),
        _count(overdue()),
        _count(Job.state == "failed", Job.seen_at.is_(None)),
        _count(Delivery.state == "waiting"),
        *(_count(Delivery.state == state, Delivery.seen_at.is_(None)) for state in ("failed", "bounced", "lapsed")),
    )
    return Attention(*session.execute(select(*(part.scalar_subquery() for part in counted))).one())


def failed_jobs() -> list[Job]:
    """The latest jobs that were given up, and that no admin has noted."""
    found = select(Job).where(Job.state == "failed", Job.seen_at.is_(None))
    return list(session.scalars(found.order_by(Job.finished_at.desc(), Job.id.desc()).limit(SHOWN)))


def failed_mail() -> list[Delivery]:
    """The latest messages that did not arrive, and that no admin has noted."""
    found = select(Delivery).where(Delivery.state.in_(UNDELIVERED), Delivery.seen_at.is_(None))
    found = found.options(*WITHOUT_TEXTS).order_by(Delivery.made_at.desc(), Delivery.id.desc())
    return list(session.scalars(found.limit(SHOWN)))


def _count(*conditions: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).where(*conditions)
