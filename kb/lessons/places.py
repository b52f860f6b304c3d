"""Where a lesson comes from, as far as the public may know."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.accounts.models import Organisation
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.vocabulary import ClosedValue

BOARDS = (
    "lscb", "safeguarding-children-partnership", "regional-safeguarding-board", "child-protection-committee",
    "safeguarding-board-northern-ireland",
)  # fmt: skip
FEWEST_BOARDS = 3
"""In a region with fewer boards than this, naming the region would as good as name the board."""


def small_regions(on: Session | None = None) -> frozenset[str]:
    """Keys of the regions in which no kind of board has three or more members; one statement, on this session."""
    boards = select(Organisation.region_key, func.count().label("boards")).where(
        Organisation.kind_key.in_([f"organisation-kinds/{kind}" for kind in BOARDS]),
        Organisation.region_key.is_not(None),
    )
    by_kind = boards.group_by(Organisation.region_key, Organisation.kind_key).subquery()
    large = select(by_kind.c.region_key).where(by_kind.c.boards >= FEWEST_BOARDS)
    regions = select(ClosedValue.key).where(ClosedValue.list_slug == "regions", ClosedValue.key.not_in(large))
    return frozenset((on or session).scalars(regions))


def public_region(lesson: Lesson, revision: Revision, small: frozenset[str]) -> ClosedValue | None:
    """The region to show; none where an organisation that asked not to be named could be guessed from it."""
    hidden = not lesson.organisation_named and revision.region_key in small
    return None if hidden else revision.region


def public_place(lesson: Lesson, revision: Revision, small: frozenset[str]) -> str | None:
    """The region, or else the nation, in words."""
    place = public_region(lesson, revision, small) or revision.nation
    return place.label if place else None
