"""What is kept here of somebody's part in expunging, for the copy of one's own data."""

from typing import Any

from sqlalchemy import or_, select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.expunging.models import Expunge


def own_data(user: User) -> dict[str, Any]:
    """What the person asked for or agreed to, without what it was."""
    theirs = or_(Expunge.asked_by_id == user.id, Expunge.agreed_by_id == user.id)
    return {
        "expunged": [
            {"number": each.id, "you": "asked" if each.asked_by_id == user.id else "agreed", "asked_at": each.asked_at}
            for each in session.scalars(select(Expunge).where(theirs).order_by(Expunge.id))
        ]
    }
