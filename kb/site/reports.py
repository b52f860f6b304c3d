"""Problems that readers report: taking one in, showing them, marking one as dealt with."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from kb.core.db import session, transaction, utc_now
from kb.core.errors import Invalid, NotFound
from kb.site.models import SUBJECTS, ProblemReport

MOST_AN_HOUR = 60
"""From all readers together; no person sends as many, and the table cannot be flooded."""


def send(*, subject: str, page: str, text: str, answer_to: str | None) -> None:
    """Keep a report. Raises Invalid where far too many came in the last hour."""
    with transaction():
        recent = select(func.count()).where(ProblemReport.sent_at > utc_now() - timedelta(hours=1))
        if (session.scalar(recent) or 0) >= MOST_AN_HOUR:
            raise Invalid(text="Too many reports came in within the last hour. Please try again later")
        session.add(ProblemReport(subject=subject, page=page, text=text, answer_to=answer_to))


def lines(*, everything: bool) -> Iterator[str]:
    """The reports for the terminal: those about identity first, then the oldest."""
    wanted = select(ProblemReport).order_by(ProblemReport.subject != "identity", ProblemReport.sent_at)
    if not everything:
        wanted = wanted.where(ProblemReport.closed_at.is_(None))
    for report in session.scalars(wanted):
        state = "closed" if report.closed_at else "open"
        yield f"{report.id} [{state}] {report.sent_at:%Y-%m-%d %H:%M} {SUBJECTS[report.subject]} ({report.page or '-'})"
        yield f"    {' '.join(report.text.split())}"
        if report.answer_to:
            yield f"    answer to: {report.answer_to}"


def close(number: int) -> None:
    """Mark a report as dealt with. Raises NotFound where there is no open one with this number."""
    with transaction():
        report = session.get(ProblemReport, number)
        if report is None or report.closed_at:
            raise NotFound
        report.closed_at = utc_now()
