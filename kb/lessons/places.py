"""What the public may know of where a lesson comes from; the one rule for organisations that asked not to be named."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.versions import kept
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue
from kb.lessons.queries.labels import Label

BOARDS = (
    "lscb", "safeguarding-children-partnership", "regional-safeguarding-board", "child-protection-committee",
    "safeguarding-board-northern-ireland",
)  # fmt: skip
FEWEST_BOARDS = 3
"""In a place with fewer boards than this, naming the place would as good as name the board."""
SOMEWHERE = "United Kingdom"


def small_places(on: Session | None = None) -> frozenset[str]:
    """Keys of the regions and nations in which no kind of board has three or more members; at most one statement."""
    return _small_places(on) if on else _small_places_kept()


def _small_places(on: Session) -> frozenset[str]:
    large = or_(*(ClosedValue.key.in_(_with_boards(c)) for c in (Organisation.region_key, Organisation.nation_key)))
    places = select(ClosedValue.key).where(ClosedValue.list_slug.in_(("regions", "nations")), ~large)
    return frozenset(on.scalars(places)) - {"nations/united-kingdom"}


@kept
def _small_places_kept() -> frozenset[str]:
    return _small_places(session())


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
    return revision.region if _may_show(lesson.organisation_named, revision.region_key, small) else None


def public_nation(lesson: Lesson, revision: Revision, small: frozenset[str]) -> ClosedValue | None:
    """The nation to show; none where the organisation could be guessed from it."""
    return revision.nation if _may_show(lesson.organisation_named, revision.nation_key, small) else None


def public_place(
    named: bool, region: str | None, nation: str | None, small: frozenset[str], values: Mapping[str, Label]
) -> str | None:
    """The region, or else the nation, in words; from their keys, and whether the organisation is to be named."""
    for key in (region, nation):
        if key and _may_show(named, key, small):
            return values[key].label
    return SOMEWHERE if nation in small else None


def _may_show(named: bool, key: str | None, small: frozenset[str]) -> bool:
    return named or key not in small


def public_review(lesson: Lesson, revision: Revision) -> Review | None:
    """The review to show; its title, board and region could tell whose lesson this is."""
    return revision.review if lesson.organisation_named else None


def public_sources(lesson: Lesson, revision: Revision) -> Sequence[Source]:
    """The sources to show; publisher and address could tell whose lesson this is."""
    return revision.sources if lesson.organisation_named else ()
