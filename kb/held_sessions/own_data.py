"""What is kept here of somebody's sessions that were held, for the copy of one's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from kb.accounts.models.user import User
from kb.core.db import session
from kb.held_sessions.models import HeldSession


def own_data(user: User) -> dict[str, Any]:
    """The sessions that somebody noted, with who came and what was written of them; answers are nobody's own."""
    wanted = select(HeldSession).where(HeldSession.noted_by_id == user.id).order_by(HeldSession.id)
    found = session.scalars(wanted.options(joinedload(HeldSession.pack), selectinload(HeldSession.attendance)))
    return {
        "training_sessions_noted": [
            {
                "pack": each.pack.slug,
                "held_on": each.held_on,
                "format": each.format,
                "people": {came.agency_key: came.number for came in each.attendance},
                "note": each.note,
                "changes": each.changes_reported,
                "noted_at": each.noted_at,
            }
            for each in found
        ]
    }
