"""What is kept here of somebody's part in importing, for the copy of one's own data.

Of the rows only how many: they are their organisation's, which the person may have left.
"""

from typing import Any

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.importing.models import LessonImport


def own_data(user: User) -> dict[str, Any]:
    """Files of lessons that the person sent."""
    sent = select(LessonImport).where(LessonImport.created_by_id == user.id).order_by(LessonImport.id)
    return {
        "imports_of_lessons": [
            {
                "organisation": each.organisation_id,
                "file": each.file_name,
                "rows": each.rows,
                "at": each.created_at,
                "state": each.state,
            }
            for each in session.scalars(sent)
        ]
    }
