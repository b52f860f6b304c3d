"""What is kept here of somebody's part in lessons, for the copy of one's own data.

Numbers and not titles: the text of a draft is its organisation's, which the person may have left.
"""

from typing import Any

from sqlalchemy import exists, or_, select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, RevisionAuthor
from kb.lessons.models.use import LessonUse

PARTS = {
    "began": Revision.created_by_id,
    "submitted": Revision.submitted_by_id,
    "claimed for the desk": Revision.claimed_by_id,
    "signed the content": Revision.content_signed_by_id,
    "signed that nobody can be recognised": Revision.identity_signed_by_id,
}


def own_data(user: User) -> dict[str, Any]:
    """Lessons in hand, revisions with what was done with each, and lessons that the person said to have used."""
    held = session.execute(select(Lesson.id, Lesson.reference).where(Lesson.holder_id == user.id).order_by(Lesson.id))
    wrote = exists().where(RevisionAuthor.revision_id == Revision.id, RevisionAuthor.user_id == user.id)
    revisions = session.execute(
        select(Lesson.id, Lesson.reference, Revision.number, wrote, *PARTS.values())
        .join(Lesson, Lesson.id == Revision.lesson_id)
        .where(or_(wrote, *(column == user.id for column in PARTS.values())))
        .order_by(Revision.id)
    )
    uses = session.execute(
        select(Lesson.id, Lesson.reference, LessonUse.kind, LessonUse.used_at)
        .join(Lesson, Lesson.id == LessonUse.lesson_id)
        .where(LessonUse.user_id == user.id)
        .order_by(LessonUse.id)
    )
    return {
        "lessons_in_hand": [{"lesson": number, "reference": reference} for number, reference in held],
        "revisions": [
            {
                "lesson": number,
                "reference": reference,
                "revision": revision,
                "you": (["wrote"] if written else [])
                + [name for name, who in zip(PARTS, people, strict=True) if who == user.id],
            }
            for number, reference, revision, written, *people in revisions
        ],
        "lesson_uses": [
            {"lesson": number, "reference": reference, "kind": kind, "used_at": used_at}
            for number, reference, kind, used_at in uses
        ],
    }
