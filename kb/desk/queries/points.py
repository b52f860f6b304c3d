"""The points of review, and how a text does in each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.desk.models import ReviewMark
from kb.editorial.queries.choices import closed_choices, descriptions
from kb.lessons.models.lesson import Revision

POINTS, MARKS = "review-points", "review-marks"
"""The closed lists."""
NOT_YET, PARTLY = f"{MARKS}/not-yet", f"{MARKS}/partly"
"""The marks of what has to be changed first, and of what could be better."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of review, and what was said about it."""

    slug: str
    label: str
    description: str
    mark: str = ""
    """Slug; empty where nobody looked at it yet."""
    mark_label: str = ""
    note: str = ""


def points_of(revision: Revision) -> Sequence[Point]:
    """All points, in their order; one statement."""
    marks, labels, about = marks_of(revision), dict(closed_choices(MARKS)), descriptions(POINTS)
    found = []
    for slug, label in closed_choices(POINTS):
        kept = marks.get(slug)
        mark = kept.mark_key.partition("/")[2] if kept else ""
        found.append(Point(slug, label, about[slug], mark, labels.get(mark, ""), kept.note if kept else ""))
    return found


def marks_of(revision: Revision) -> dict[str, ReviewMark]:
    """What was said about each point, by its slug."""
    kept = select(ReviewMark).where(ReviewMark.revision_id == revision.id).options(joinedload(ReviewMark.marked_by))
    return {each.point_key.partition("/")[2]: each for each in session.scalars(kept)}


def digest_of(points: Sequence[Point]) -> str:
    """Names what was said about all points, so that a page can say what it was opened with."""
    return hashlib.sha256(repr([(each.slug, each.mark, each.note) for each in points]).encode()).hexdigest()[:20]
