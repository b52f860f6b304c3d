"""What is kept here of somebody's part in lessons, for the copy of one's own data.

Numbers and not titles: the text of a draft is its organisation's, which the person may have left.
"""

from typing import Any

from sqlalchemy import exists, or_, select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionAuthor
from kb.lessons.models.step import RevisionStep
from kb.lessons.models.use import LessonUse

PARTS = {
    "began": Revision.created_by_id,
    "asked the lead to agree": Revision.lead_asked_by_id,
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
        **_files_and_comments(user),
        "lesson_uses": [
            {"lesson": number, "reference": reference, "kind": kind, "used_at": used_at}
            for number, reference, kind, used_at in uses
        ],
    }


def _files_and_comments(user: User) -> dict[str, Any]:
    """Files that the person added to lessons or opened, comments on lessons, and steps taken with them."""
    return {
        "files_of_lessons": [
            {"revision": revision, "file": number, "you": "added" if added == user.id else "opened"}
            for number, revision, added in session.execute(
                select(Attachment.id, Attachment.revision_id, Attachment.added_by_id)
                .where(or_(Attachment.added_by_id == user.id, Attachment.opened_by_id == user.id))
                .order_by(Attachment.id)
            )
        ],
        "comments_on_lessons": [
            {"revision": each.revision_id, "field": each.field, "you": "noted as dealt with", "at": each.resolved_at}
            if each.written_by_id != user.id
            else {"revision": each.revision_id, "field": each.field, "text": each.text, "written_at": each.written_at}
            for each in session.scalars(
                select(RevisionComment)
                .where(or_(RevisionComment.written_by_id == user.id, RevisionComment.resolved_by_id == user.id))
                .order_by(RevisionComment.id)
            )
        ],
        "steps_with_lessons": [
            {"revision": revision, "step": step, "at": at, "reason": reason}
            for revision, step, at, reason in session.execute(
                select(RevisionStep.revision_id, RevisionStep.step, RevisionStep.taken_at, RevisionStep.reason)
                .where(RevisionStep.taken_by_id == user.id)
                .order_by(RevisionStep.id)
            )
        ],
    }
