"""By when somebody who submitted a lesson is to hear about it."""

from datetime import date, datetime

from kb.core.clock import day_of
from kb.core.options import option
from kb.core.working_days import after


def answer_by(submitted_at: datetime) -> date:
    """The last day of the promise: so many working days after something was submitted."""
    return after(day_of(submitted_at), option("answer_days"))
