"""Reads of revisions, whatever their state."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.core.errors import NotFound
from kb.lessons.models.lesson import Lesson, Revision


def revision_at(number: int) -> Revision:
    """The revision of this number, with its lesson, organisation and review. Raises NotFound."""
    found = session.scalar(
        select(Revision)
        .where(Revision.id == number)
        .options(joinedload(Revision.lesson).joinedload(Lesson.organisation), joinedload(Revision.review))
    )
    if found is None:
        raise NotFound
    return found
