"""Reads of the problems that readers reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.core.working_days import late_before
from kb.site.models import PROMISED, SUBJECTS, ProblemReport


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


def report_page(page: int, *, closed: bool) -> Page[ProblemReport]:
    """A page of the open reports, those about identity first, then the oldest; or of the others, the newest first."""
    wanted = ProblemReport.closed_at.is_not(None) if closed else ProblemReport.closed_at.is_(None)
    urgent = (ProblemReport.subject != "identity", ProblemReport.sent_at, ProblemReport.id)
    order = (ProblemReport.closed_at.desc(), ProblemReport.id) if closed else urgent

    def rows(offset: int, limit: int) -> Sequence[ProblemReport]:
        return session.scalars(select(ProblemReport).where(wanted).order_by(*order).offset(offset).limit(limit)).all()

    return page_of(page, session.scalar(select(func.count(ProblemReport.id)).where(wanted)) or 0, rows)


def about_identity_since(moment: datetime | None) -> Sequence[ProblemReport]:
    """The open reports about who could be recognised that came after a moment, or at any time; the oldest first."""
    wanted = select(ProblemReport).where(ProblemReport.subject == "identity", ProblemReport.closed_at.is_(None))
    if moment is not None:
        wanted = wanted.where(ProblemReport.sent_at > moment)
    return session.scalars(wanted.order_by(ProblemReport.sent_at, ProblemReport.id)).all()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many reports are open, are about identity, and are late."""

    total: int
    identity: int
    late: int


def open_reports() -> Waiting:
    """What waits; one statement."""
    about = ProblemReport.subject == "identity"
    late = about & (ProblemReport.sent_at < late_before(PROMISED))
    number = func.count(ProblemReport.id)
    counted = select(number, func.count(case((about, ProblemReport.id))), func.count(case((late, ProblemReport.id))))
    return Waiting(*session.execute(counted.where(ProblemReport.closed_at.is_(None))).one())


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
