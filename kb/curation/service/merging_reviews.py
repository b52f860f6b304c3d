"""Making one review of two rows that stood for the same. It cannot be undone.

Lessons move by themselves, told by `ReviewMerged`. Here sources, evaluations and addresses are moved, and the row goes.
"""

from dataclasses import replace

from sqlalchemy import delete, inspect, select, update

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Invalid
from kb.core.events import ReviewMerged, publish
from kb.curation.queries.reviews import evaluation_facts, facts_of, source_facts
from kb.curation.service.reviews import check_files_again, hold, next_position, other_nation
from kb.lessons.models.lesson import Revision
from kb.lessons.models.review import Evaluation, FormerReviewSlug, Review
from kb.lessons.models.source import Source

ITSELF = "A review cannot be merged into itself"
_PAST_OBJECTS = {"synchronize_session": False}


def obstacle(review: Review, into: Review) -> str:
    """Why a review cannot be merged into another; empty where it can."""
    if review.id == into.id:
        return ITSELF
    return other_nation(review, facts_of(into).nation)


@use_case(Permission.REVIEW_EDIT)
def merge(_who: Actor, review: Review, *, into: Review) -> Review:
    """Move everything of a review to another one and remove it; its address leads to the other, which is returned.

    Raises Invalid(into=...) where the two cannot be one, Conflict where one of them is gone.
    """
    numbers = {(inspect(each).identity or (0,))[0]: each for each in (review, into)}  # loads nothing
    # Whoever writes in a text holds the text first and its review then; so does this, or each would wait for the other.
    session.execute(select(Revision.id).where(Revision.review_id.in_(numbers)).order_by(Revision.id).with_for_update())
    for number in sorted(numbers):
        hold(numbers[number])
    if problem := obstacle(review, into):
        raise Invalid(into=problem)
    publish(ReviewMerged(review.id, into.id))
    _move_sources(review, into)
    _move_evaluations(review, into)
    into.pseudonym = into.pseudonym or review.pseudonym
    into.summary = into.summary or review.summary
    into.changed_on_site = True
    session.execute(
        update(FormerReviewSlug).where(FormerReviewSlug.review_id == review.id).values(review_id=into.id),
        execution_options=_PAST_OBJECTS,
    )
    slug = review.slug
    session.flush()
    # Past the object, so that the audit trail can still say what it was done with.
    session.execute(delete(Review).where(Review.id == review.id), execution_options=_PAST_OBJECTS)
    session.add(FormerReviewSlug(slug=slug, review_id=into.id, merged=True))
    session.flush()
    check_files_again(into)
    return into


def _move_sources(review: Review, into: Review) -> None:
    known = {replace(source_facts(each), accessed=None) for each in into.sources}
    place = next_position(into.sources)
    for each in review.sources:
        if replace(source_facts(each), accessed=None) in known:
            continue
        moved = update(Source).where(Source.id == each.id).values(review_id=into.id, position=place)
        session.execute(moved, execution_options=_PAST_OBJECTS)
        place += 1
    session.expire(into, ["sources"])


def _move_evaluations(review: Review, into: Review) -> None:
    known = {evaluation_facts(each) for each in into.evaluations}
    place = next_position(into.evaluations)
    for each in review.evaluations:
        if evaluation_facts(each) in known:
            continue
        own = (Evaluation.review_id == review.id) & (Evaluation.position == each.position)
        moved = update(Evaluation).where(own).values(review_id=into.id, position=place)
        session.execute(moved, execution_options=_PAST_OBJECTS)
        place += 1
    session.expire(into, ["evaluations"])
