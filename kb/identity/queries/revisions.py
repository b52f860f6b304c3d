"""The revisions whose findings somebody may deal with."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from kb.access import policy
from kb.access.actors import Actor, Permission
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.queries import reach

DEALING = (Permission.REVISION_EDIT, Permission.COMBINATION_DECIDE)
"""What those may who deal with findings."""


def revision_at(number: int) -> Revision:
    """The revision of this number. Raises NotFound."""
    found = session.scalar(
        select(Revision)
        .where(Revision.id == number)
        .options(joinedload(Revision.lesson).joinedload(Lesson.organisation), joinedload(Revision.review))
    )
    if found is None:
        raise NotFound
    return found


def to_deal_with(actor: Actor, page: int) -> Page[Revision]:
    """A page of the texts that the actor may change, or about whose facts the actor may decide; the newest first."""
    columns = reach.RevisionColumns()
    allowed = or_(*(policy.reach(actor, permission, columns) for permission in DEALING))
    wanted = select(Revision).join(Lesson, Revision.lesson_id == Lesson.id).where(allowed)

    def rows(offset: int, limit: int) -> Sequence[Revision]:
        newest = wanted.order_by(Revision.created_at.desc(), Revision.id.desc()).offset(offset).limit(limit)
        return session.scalars(newest.options(contains_eager(Revision.lesson).joinedload(Lesson.organisation))).all()

    return page_of(page, session.scalar(select(func.count()).select_from(wanted.subquery())) or 0, rows)
