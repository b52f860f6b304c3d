"""Having lessons read anew whose pages or search entries show an organisation that has changed."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.events import LessonPublished, publish
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Review
from kb.lessons.places import small_places
from kb.lessons.queries.organisations import listing_organisations


@contextmanager
def announced(*organisations: Organisation) -> Iterator[None]:
    """Announce the lessons that show one of these before or after what is done inside, within a transaction.

    Lessons without a name are among them where a place gets, or no longer has, so many boards that it may be shown.
    """
    numbers = {organisation.id for organisation in organisations}
    places, showing = small_places(), _showing(numbers)
    yield
    session.flush()
    showing |= _showing(numbers) | _unnamed_in(places ^ small_places())
    for lesson in sorted(showing):
        publish(LessonPublished(lesson))


def _showing(numbers: Collection[int]) -> set[int]:
    """Published lessons of these organisations, of those on whose pages' lists theirs stand, and of their reviews."""
    slugs = set(session.scalars(select(Organisation.slug).where(Organisation.id.in_(numbers))))
    listed = listing_organisations(session())
    of = {number for number, listing in listed.items() if number in numbers or not slugs.isdisjoint(listing)}
    reviews = select(Review.id).where(Review.organisation_id.in_(of))
    theirs = Lesson.organisation_id.in_(of) | Revision.review_id.in_(reviews)
    return set(session.scalars(select(Lesson.id).join(Revision, live).where(theirs, Lesson.organisation_named)))


def _unnamed_in(places: Collection[str]) -> set[int]:
    if not places:
        return set()
    in_one = Revision.region_key.in_(places) | Revision.nation_key.in_(places)
    return set(session.scalars(select(Lesson.id).join(Revision, live).where(in_one, ~Lesson.organisation_named)))
