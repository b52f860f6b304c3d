"""What becomes of the lessons and reviews of an organisation that is merged into another."""

from sqlalchemy import and_, or_, select, update

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.events import LessonPublished, OrganisationMerged, publish
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Review


def move(event: OrganisationMerged) -> None:
    """They belong to the organisation that stays; every index takes in again what is found differently now.

    Those are the moved lessons, by the other name; and lessons of the same places whose organisations asked not to be
    named: with one board fewer, a place may be so small that it may no longer be said (`kb.lessons.places`).
    """
    changed = _found_differently(event.organisation_id)
    for model in (Lesson, Review):
        moved = update(model).where(model.organisation_id == event.organisation_id)
        session.execute(moved.values(organisation_id=event.into_id))
    for number in changed:
        publish(LessonPublished(number))


def _found_differently(organisation_id: int) -> list[int]:
    gone = select(Organisation).where(Organisation.id == organisation_id).subquery()
    same_place = or_(Revision.region_key == gone.c.region_key, Revision.nation_key == gone.c.nation_key)
    statement = (
        select(Lesson.id)
        .join(Revision, live)
        .join(gone, or_(Lesson.organisation_id == gone.c.id, and_(~Lesson.organisation_named, same_place)))
        .order_by(Lesson.id)
    )
    return list(session.scalars(statement))
