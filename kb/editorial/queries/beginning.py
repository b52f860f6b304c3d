"""For whom somebody may begin a lesson, and from which texts it may begin."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from kb.access.policy import ON_THEIR_WAY
from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision


def organisations_at(numbers: Collection[int]) -> Sequence[Organisation]:
    """The organisations of these numbers, by name; no statement where there is no number."""
    if not numbers:
        return []
    wanted = select(Organisation).where(Organisation.id.in_(sorted(numbers)))
    return session.scalars(wanted.order_by(Organisation.name_folded, Organisation.slug)).all()


def texts_to_copy(organisation: Organisation) -> Sequence[Revision]:
    """What an organisation has published and not hidden, and what is on its way, by title."""
    wanted = _can_be_copied(organisation).order_by(func.lower(Revision.title), Revision.id)
    return session.scalars(wanted).all()


def text_to_copy(organisation: Organisation, number: int) -> Revision | None:
    """The one of these that has this number."""
    wanted = _can_be_copied(organisation).where(Revision.id == number)
    return session.scalar(wanted.options(joinedload(Revision.lesson)))


def begun_from(user_id: int | None, organisation: Organisation, opened: datetime) -> Revision | None:
    """The text that somebody has begun for an organisation with the page that was opened at this moment."""
    return session.scalar(
        select(Revision)
        .join(Lesson, Lesson.id == Revision.lesson_id)
        .where(
            Lesson.organisation_id == organisation.id,
            Lesson.created_at == opened,
            Revision.created_by_id == user_id,
            Revision.number == 1,
        )
    )


def _can_be_copied(organisation: Organisation) -> Select[Revision]:
    on_its_way = and_(Revision.id == Lesson.open_revision_id, Revision.state.in_(ON_THEIR_WAY))
    public = and_(Revision.id == Lesson.live_revision_id, Revision.state == "published")
    of_organisation = Lesson.organisation_id == organisation.id
    joined = select(Revision).join(Lesson, Lesson.id == Revision.lesson_id)
    return joined.where(of_organisation, or_(on_its_way, public))
