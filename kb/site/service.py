"""Problems that readers report: taking one in, marking one as dealt with, deleting one."""

from datetime import timedelta

from sqlalchemy import func, select

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.jobs import Task
from kb.identity.check import check_text
from kb.identity.findings import Level
from kb.identity.site_lists import lists_for
from kb.site import letters
from kb.site.models import ProblemReport

MOST_SAID = 1000
"""Characters of what was done about a report."""
MOST_AN_HOUR = 60
"""From all readers together, for each subject: no person sends as many, and the table cannot be flooded.

One about a child's identity is kept all the same: nobody can close the way for it. What one network may send is far
less (`kb.wiring.SELDOM_SENT`).
"""


@use_case(Permission.REPORT_SEND)
def send(_who: Actor, report: ProblemReport) -> None:
    """Keep a report. Raises Invalid where far too many on its subject came in the last hour, but about identity: such
    a report is kept, only that nobody is written to about it by itself."""
    recent = select(func.count()).where(
        ProblemReport.subject == report.subject, ProblemReport.sent_at > utc_now() - timedelta(hours=1)
    )
    too_many = (session.scalar(recent) or 0) >= MOST_AN_HOUR
    if too_many and report.subject != "identity":
        raise Invalid(text="Too many reports came in within the last hour. Please try again later")
    session.add(report)
    session.flush()
    if not too_many:
        letters.reported(report)


def tell_of_others(_task: Task) -> None:
    """The job: tell editors of reports that came in soon after one of which they were told."""
    tell(SITE, None)


@use_case(Permission.UPKEEP, where_done=True)
def tell(_who: Actor, _site: None) -> bool:
    """Tell editors of reports that they have not been told of; returns whether there are any."""
    return letters.of_others()


@use_case(Permission.REPORT_HANDLE)
def close(who: Actor, report: ProblemReport, *, outcome: str = "") -> None:
    """Mark a report as dealt with, and what was done. Raises Conflict where it is already, Invalid(outcome=...)."""
    _hold(report)
    if report.closed_at:
        raise Conflict
    said = outcome.strip()
    wrong = [each for each in check_text(said, lists_for(())) if each.level is Level.STOP]
    if wrong:
        raise Invalid(outcome=f"Say it without “{wrong[0].text}”")
    report.closed_at, report.closed_by_id, report.outcome = utc_now(), who.user_id, said


@use_case(Permission.REPORT_HANDLE)
def delete(_who: Actor, report: ProblemReport) -> None:
    """Remove a report for good, as the privacy page promises. Raises Conflict where somebody has done so."""
    _hold(report)
    session.delete(report)


def _hold(report: ProblemReport) -> None:
    held = select(ProblemReport).where(ProblemReport.id == report.id).with_for_update()
    if session.scalars(held.execution_options(populate_existing=True)).one_or_none() is None:
        raise Conflict
