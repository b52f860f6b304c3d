"""The lessons that somebody may change beside what their readers see."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.lessons.models.lesson import Lesson


def own_lesson(number: int, organisations: Collection[int]) -> Lesson | None:
    """The lesson of this number, if it is one of these organisations', with its open text and who has it in hand."""
    wanted = select(Lesson).where(Lesson.id == number, Lesson.organisation_id.in_(sorted(organisations)))
    together = joinedload(Lesson.open_revision), joinedload(Lesson.holder), joinedload(Lesson.organisation)
    return session.scalar(wanted.options(*together))
