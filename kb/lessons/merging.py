"""What becomes of lessons when an organisation, a theme or a review goes into another that is the same."""

from sqlalchemy import and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.events import LessonPublished, OrganisationMerged, ReviewMerged, ThemeMerged, publish
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme
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


def move_theme(event: ThemeMerged) -> None:
    """Every text that has the theme, whatever its state, has the other in its place, and has it once.

    Where a text has both, the one that stays takes the place of whichever comes first. Every index takes the published
    lessons in again.
    """
    changed = _published_with(event.theme_id)
    gone, stays = aliased(RevisionTheme), aliased(RevisionTheme)
    place = select(func.min(gone.position)).where(
        gone.revision_id == RevisionTheme.revision_id, gone.theme_id.in_((event.theme_id, event.into_id))
    )
    also = exists().where(gone.revision_id == RevisionTheme.revision_id, gone.theme_id == event.theme_id)
    both = update(RevisionTheme).where(RevisionTheme.theme_id == event.into_id, also)
    session.execute(both.values(position=place.scalar_subquery()), execution_options=_PAST_OBJECTS)
    has_other = exists().where(stays.revision_id == RevisionTheme.revision_id, stays.theme_id == event.into_id)
    second = delete(RevisionTheme).where(RevisionTheme.theme_id == event.theme_id, has_other)
    session.execute(second, execution_options=_PAST_OBJECTS)
    only = update(RevisionTheme).where(RevisionTheme.theme_id == event.theme_id)
    session.execute(only.values(theme_id=event.into_id), execution_options=_PAST_OBJECTS)
    for number in changed:
        publish(LessonPublished(number))


_PAST_OBJECTS = {"synchronize_session": False}


def _published_with(theme_id: int) -> list[int]:
    having = select(RevisionTheme.revision_id).where(RevisionTheme.theme_id == theme_id)
    return list(
        session.scalars(select(Lesson.id).join(Revision, live).where(Revision.id.in_(having)).order_by(Lesson.id))
    )


def move_review(event: ReviewMerged) -> None:
    """Every text that is drawn from the review is drawn from the other; every index takes it in again."""
    from_it = Revision.review_id == event.review_id
    changed = list(session.scalars(select(Lesson.id).join(Revision, live).where(from_it).order_by(Lesson.id)))
    moved = update(Revision).where(from_it).values(review_id=event.into_id)
    session.execute(moved, execution_options=_PAST_OBJECTS)
    for number in changed:
        publish(LessonPublished(number))
