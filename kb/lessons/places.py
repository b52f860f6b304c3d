"""What the public may know of where a lesson comes from; the one rule for organisations that asked not to be named."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kb.accounts.models import Organisation
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue

BOARDS = (
    "lscb", "safeguarding-children-partnership", "regional-safeguarding-board", "child-protection-committee",
    "safeguarding-board-northern-ireland",
)  # fmt: skip
FEWEST_BOARDS = 3
"""In a place with fewer boards than this, naming the place would as good as name the board."""
SOMEWHERE = "United Kingdom"


def small_places(on: Session | None = None) -> frozenset[str]:
    """Keys of the regions and nations in which no kind of board has three or more members; one statement."""
    large = or_(*(ClosedValue.key.in_(_with_boards(c)) for c in (Organisation.region_key, Organisation.nation_key)))
    places = select(ClosedValue.key).where(ClosedValue.list_slug.in_(("regions", "nations")), ~large)
    return frozenset((on or session).scalars(places)) - {"nations/united-kingdom"}


def _with_boards(column: InstrumentedAttribute[Any]) -> Select[Any]:
    """The places with enough boards of one kind."""
    kinds = [f"organisation-kinds/{kind}" for kind in BOARDS]
    return (
        select(column)
        .where(Organisation.kind_key.in_(kinds), column.is_not(None))
        .group_by(column, Organisation.kind_key)
        .having(func.count() >= FEWEST_BOARDS)
    )


def public_region(lesson: Lesson, revision: Revision, small: frozenset[str]) -> ClosedValue | None:
    """The region to show; none where the organisation could be guessed from it."""
    return revision.region if lesson.organisation_named or revision.region_key not in small else None


def public_nation(lesson: Lesson, revision: Revision, small: frozenset[str]) -> ClosedValue | None:
    """The nation to show; none where the organisation could be guessed from it."""
    return revision.nation if lesson.organisation_named or revision.nation_key not in small else None


def public_place(lesson: Lesson, revision: Revision, small: frozenset[str]) -> str | None:
    """The region, or else the nation, in words."""
    place = public_region(lesson, revision, small) or public_nation(lesson, revision, small)
    if place is None and revision.nation_key in small:
        return SOMEWHERE
    return place.label if place else None


def public_review(lesson: Lesson, revision: Revision) -> Review | None:
    """The review to show; its title, board and region could tell whose lesson this is."""
    return revision.review if lesson.organisation_named else None


def public_sources(lesson: Lesson, revision: Revision) -> Sequence[Source]:
    """The sources to show; publisher and address could tell whose lesson this is."""
    return revision.sources if lesson.organisation_named else ()
