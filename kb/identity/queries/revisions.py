"""The revisions whose findings somebody may deal with."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from kb.access.actors import Actor, Permission
from kb.access.policy import ON_THEIR_WAY
from kb.core.db import session
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.queries import reach


def on_their_way(actor: Actor, page: int) -> Page[Revision]:
    """A page of the texts on their way to publication that the actor may read, the newest first."""
    wanted = reach.revisions(actor, Permission.REVISION_READ).where(Revision.state.in_(ON_THEIR_WAY))

    def rows(offset: int, limit: int) -> Sequence[Revision]:
        newest = wanted.order_by(Revision.created_at.desc(), Revision.id.desc()).offset(offset).limit(limit)
        return session.scalars(newest.options(contains_eager(Revision.lesson).joinedload(Lesson.organisation))).all()

    return page_of(page, session.scalar(select(func.count()).select_from(wanted.subquery())) or 0, rows)
