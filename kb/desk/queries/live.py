"""The lesson whose readers see, or saw, a text."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.core.errors import NotFound
from kb.lessons.models.lesson import Lesson


def lesson_of(number: int) -> Lesson:
    """The lesson of which the text of this number is, or was last, public. Raises NotFound."""
    found = session.scalar(
        select(Lesson)
        .where(Lesson.live_revision_id == number)
        .options(joinedload(Lesson.live_revision), joinedload(Lesson.organisation))
    )
    if found is None:
        raise NotFound
    return found
