"""Who has to do with a text at the desk."""

from dataclasses import dataclass

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.lessons.models.lesson import Revision

GONE = "Somebody who has left"


@dataclass(frozen=True, slots=True)
class People:
    """Names; empty where there is nobody."""

    submitted_by: str
    claimed_by: str
    content_signed_by: str
    identity_signed_by: str


def people_of(revision: Revision) -> People:
    """Who submitted a text, has claimed it, and signed it; one statement."""
    numbers = (
        revision.submitted_by_id,
        revision.claimed_by_id,
        revision.content_signed_by_id,
        revision.identity_signed_by_id,
    )
    wanted = sorted({each for each in numbers if each is not None})
    found = {number: name for number, name in session.execute(select(User.id, User.name).where(User.id.in_(wanted)))}
    return People(*("" if each is None else found.get(each) or GONE for each in numbers))
