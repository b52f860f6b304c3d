"""Where a review was published: citations that editors add, correct and take away."""

from collections.abc import Iterable

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.curation.queries.reviews import SourceFacts, source_facts, source_of
from kb.curation.service.reviews import cited, hold, next_position
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source

MOST_SOURCES = 40


@use_case(Permission.REVIEW_EDIT)
def add(_who: Actor, review: Review, *, facts: SourceFacts) -> Source:
    """Add a source. Raises Invalid(title=...) where it is there already, or there are as many as there may be."""
    hold(review)
    _refuse_twice(facts, review.sources)
    if len(review.sources) >= MOST_SOURCES:
        raise Invalid(title=f"A review has at most {MOST_SOURCES} sources: remove one first")
    made = cited(Source(review_id=review.id, position=next_position(review.sources)), facts)
    session.add(made)
    review.changed_on_site = True
    session.flush()
    return made


@use_case(Permission.REVIEW_EDIT)
def change(_who: Actor, review: Review, *, number: int, facts: SourceFacts, before: SourceFacts) -> None:
    """Say something else of a source. Raises NotFound where it is gone, Conflict where another says something else.

    Raises Invalid(title=...) where that makes it one that is there already.
    """
    hold(review)
    found = source_of(review, number)
    if source_facts(found) != before:
        raise Conflict
    _refuse_twice(facts, [each for each in review.sources if each is not found])
    cited(found, facts)
    review.changed_on_site = True


@use_case(Permission.REVIEW_EDIT)
def remove(_who: Actor, review: Review, *, number: int) -> None:
    """Take a source away. Raises NotFound where it is gone, Invalid(step=...) for the last one."""
    hold(review)
    found = source_of(review, number)
    if len(review.sources) == 1:
        raise Invalid(step="A review needs one source at least. Add the right one first, then remove this one")
    session.delete(found)
    review.changed_on_site = True


def _refuse_twice(facts: SourceFacts, others: Iterable[Source]) -> None:
    if any(source_facts(each) == facts for each in others):
        raise Invalid(title="This source is there already")
