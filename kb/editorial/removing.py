"""Removes a text for good, with all that belongs to it."""

from typing import Any

from sqlalchemy import delete, select

from kb.core.db import session
from kb.lessons.files import forget
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.tagging import put_tags


def remove_text(revision: Revision) -> tuple[Lesson, bool]:
    """Remove a text that this transaction has locked, with its files, and its lesson if no other text of it is left.

    Returns the lesson as it was, and whether it went, too.
    """
    put_tags(revision, "")
    number, lesson = revision.id, session.get_one(Lesson, revision.lesson_id)
    files = session.scalars(select(Attachment.file_id).where(Attachment.revision_id == number)).all()
    if lesson.open_revision_id == number:
        lesson.open_revision = None
    session.flush()
    session.expunge(revision)
    session.execute(_without_session(delete(Revision).where(Revision.id == number)))
    for file_id in files:
        forget(file_id)
    if session.scalar(select(Revision.id).where(Revision.lesson_id == lesson.id).limit(1)) is not None:
        return lesson, False
    session.expunge(lesson)
    session.execute(_without_session(delete(Lesson).where(Lesson.id == lesson.id)))
    return lesson, True


def _without_session(statement: Any) -> Any:
    """What it removes is not looked for among the objects of the session."""
    return statement.execution_options(synchronize_session=False)
