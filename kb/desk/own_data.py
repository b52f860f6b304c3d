"""What is kept here of somebody's work at the desk, for the copy of one's own data."""

from typing import Any

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.desk.models import Sight
from kb.lessons.models.step import Submission


def own_data(user: User) -> dict[str, Any]:
    """The texts that the person has had before them at the desk, by number, and when."""
    seen = (
        select(Submission.revision_id, Submission.number, Sight.seen_at)
        .join(Submission, Submission.id == Sight.submission_id)
        .where(Sight.user_id == user.id)
        .order_by(Sight.seen_at, Submission.id)
    )
    return {
        "lessons_seen_at_the_desk": [
            {"revision": revision, "submission": number, "seen_at": at}
            for revision, number, at in session.execute(seen)
        ]
    }
