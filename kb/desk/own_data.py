"""What is kept here of somebody's work at the desk, for the copy of one's own data."""

from typing import Any

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.desk.models import ReviewMark, Sight
from kb.lessons.models.step import Submission


def own_data(user: User) -> dict[str, Any]:
    """The texts that the person has had before them, by number, and what they said in the points of review."""
    seen = (
        select(Submission.revision_id, Submission.number, Sight.seen_at)
        .join(Submission, Submission.id == Sight.submission_id)
        .where(Sight.user_id == user.id)
        .order_by(Sight.seen_at, Submission.id)
    )
    marked = select(ReviewMark).where(ReviewMark.marked_by_id == user.id)
    marks = session.scalars(marked.order_by(ReviewMark.revision_id, ReviewMark.point_key))
    return {
        "points_of_review": [
            {"revision": each.revision_id, "point": each.point_key, "mark": each.mark_key, "note": each.note}
            for each in marks
        ],
        "lessons_seen_at_the_desk": [
            {"revision": revision, "submission": number, "seen_at": at}
            for revision, number, at in session.execute(seen)
        ],
    }
