"""Reads of the problems that readers reported."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from kb.core.db import session
from kb.core.errors import NotFound
from kb.site.models import SUBJECTS, ProblemReport


def report_by_number(number: int) -> ProblemReport:
    """The report with this number. Raises NotFound."""
    report = session.get(ProblemReport, number)
    if report is None:
        raise NotFound
    return report


def reports(*, closed_too: bool) -> Sequence[ProblemReport]:
    """The reports: those about identity first, then the oldest."""
    wanted = select(ProblemReport).order_by(ProblemReport.subject != "identity", ProblemReport.sent_at)
    return session.scalars(wanted if closed_too else wanted.where(ProblemReport.closed_at.is_(None))).all()


def lines(report: ProblemReport) -> Iterator[str]:
    """A report for the terminal."""
    state = "closed" if report.closed_at else "open"
    about = f"{SUBJECTS[report.subject]} ({_harmless(report.page) or '-'})"
    yield f"{report.id} [{state}] {report.sent_at:%Y-%m-%d %H:%M} {about}"
    yield f"    {_harmless(report.text)}"
    if report.answer_to:
        yield f"    answer to: {_harmless(report.answer_to)}"


def _harmless(text: str) -> str:
    """Text on one line, without signs that would steer the terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))
