"""By when a report is to be dealt with."""

from kb.core.working_days import Promise, promise_since
from kb.site.models import PROMISED, ProblemReport


def clock_of(report: ProblemReport) -> Promise | None:
    """How an open report about who could be recognised stands; None of any other."""
    if report.subject != "identity" or report.closed_at is not None:
        return None
    return promise_since(report.sent_at, PROMISED)
