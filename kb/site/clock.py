"""By when a report is to be dealt with."""

from dataclasses import dataclass
from datetime import date

from kb.core.clock import day_of, today
from kb.core.working_days import after, working_days
from kb.site.models import PROMISED, ProblemReport


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a report waits, against what was promised."""

    days: int
    by: date

    @property
    def late(self) -> int:
        """Working days that it is late; 0 where it is not."""
        return max(0, self.days - PROMISED)

    @property
    def words(self) -> str:
        """Such as "1 of 2 working days"."""
        return f"{self.days} of {PROMISED} working days"


def clock_of(report: ProblemReport) -> Clock | None:
    """The clock of an open report about who could be recognised; None of any other."""
    if report.subject != "identity" or report.closed_at is not None:
        return None
    sent = day_of(report.sent_at)
    return Clock(working_days(sent, today()), after(sent, PROMISED))
