"""The points of review, and how a text does in each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from kb.core.db import session
from kb.desk.models import ReviewMark
from kb.editorial.queries.choices import closed_choices, descriptions
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import Submission

POINTS, MARKS = "review-points", "review-marks"
"""The closed lists."""
NOT_YET, PARTLY = "not-yet", "partly"
"""Slugs of the marks of what has to be changed first, and of what could be better."""


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
    told: bool = False
    """Whether its writers can read that."""
    earlier: datetime | None = None
    """When the text was submitted of which it was said, if that is not what was submitted last."""


def points_of(revision: Revision) -> Sequence[Point]:
    """All points, in their order; one statement."""
    labels, about = dict(closed_choices(MARKS)), descriptions(POINTS)
    newest = select(func.max(Submission.id)).where(Submission.revision_id == revision.id).scalar_subquery()
    kept = (
        select(ReviewMark, Submission.submitted_at)
        .outerjoin(Submission, (Submission.id == ReviewMark.submission_id) & (Submission.id != newest))
        .where(ReviewMark.revision_id == revision.id)
    )
    said = {each.point_key: (each, earlier) for each, earlier in session.execute(kept)}
    found = []
    for slug, label in closed_choices(POINTS):
        point = Point(slug, label, about[slug])
        if f"{POINTS}/{slug}" in said:
            of_it, earlier = said[f"{POINTS}/{slug}"]
            mark = of_it.mark_key.partition("/")[2]
            told = of_it.told_at is not None
            point = replace(
                point, mark=mark, mark_label=labels.get(mark, ""), note=of_it.note, told=told, earlier=earlier
            )
        found.append(point)
    return found


def marks_of(revision: Revision) -> dict[str, ReviewMark]:
    """What was said about each point, by its slug."""
    kept = select(ReviewMark).where(ReviewMark.revision_id == revision.id)
    return {each.point_key.partition("/")[2]: each for each in session.scalars(kept)}


def digest_of(points: Sequence[Point]) -> str:
    """Names what was said about all points, so that a page can say what it was opened with."""
    return hashlib.sha256(repr([(each.slug, each.mark, each.note) for each in points]).encode()).hexdigest()[:20]
