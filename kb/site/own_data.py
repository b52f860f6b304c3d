"""What is kept here of the reports that somebody dealt with, for the copy of one's own data."""

from typing import Any

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.site.models import ProblemReport


def own_data(user: User) -> dict[str, Any]:
    """The reports that the person noted as dealt with, by number, and when."""
    dealt = select(ProblemReport.id, ProblemReport.closed_at).where(ProblemReport.closed_by_id == user.id)
    return {
        "reports_dealt_with": [
            {"report": number, "at": at} for number, at in session.execute(dealt.order_by(ProblemReport.id))
        ]
    }
