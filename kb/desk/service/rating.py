"""Says how a text does in the points of review. They help to improve it; nobody adds them up."""

from collections.abc import Mapping

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.desk.models import ReviewMark
from kb.desk.queries.points import MARKS, POINTS, digest_of, marks_of, points_of
from kb.editorial.queries.choices import closed_choices
from kb.editorial.submissions import last_submission
from kb.identity.holding import hold
from kb.identity.standing import says_nothing_of_anybody
from kb.lessons.models.lesson import Revision

MOST_SAID = 500
"""Characters of a note."""


@use_case(Permission.REVISION_COMMENT)
def rate(who: Actor, revision: Revision, *, said: Mapping[str, tuple[str, str]], opened: str) -> None:
    """Keep mark and note of the points that are given; a point without a mark is one that nobody looked at.

    Writers read them once the text is returned to them. What is not changed goes on to be said of what it was said of.

    `said`: by the slug of the point, slug of the mark and note. `opened`: digest of what was said when the page was
    opened. Raises Conflict where somebody has said something else meanwhile, Invalid under `note_<point>` for a note
    that cannot be used, or under the point for a note without a mark.
    """
    hold(who, Permission.REVISION_COMMENT, revision)
    if digest_of(points_of(revision)) != opened:
        raise Conflict
    known = marks_of(revision)
    marks = {slug for slug, _ in closed_choices(MARKS)}
    for point, label in closed_choices(POINTS):
        mark, note = said.get(point, ("", ""))
        mark = mark if mark in marks else ""
        if note and not mark:
            raise Invalid(**{name_of(point): f"Choose a mark for “{label}”: you wrote something about it"})
        _keep(who, revision, known.get(point), point, mark, _note(revision, point, note))
    session.flush()


def _keep(who: Actor, revision: Revision, kept: ReviewMark | None, point: str, mark: str, note: str) -> None:
    if not mark:
        if kept is not None:
            session.delete(kept)
        return
    if kept is not None and (kept.mark_key, kept.note) == (f"{MARKS}/{mark}", note):
        return
    if kept is None:
        kept = ReviewMark(revision_id=revision.id, point_key=f"{POINTS}/{point}")
        session.add(kept)
    kept.mark_key, kept.note = f"{MARKS}/{mark}", note
    kept.marked_by_id, kept.marked_at, kept.told_at = who.user_id, utc_now(), None
    submitted = last_submission(revision)
    kept.submission_id = submitted.id if submitted else None


def name_of(point: str) -> str:
    """What the field of a point is called in a form."""
    return point.replace("-", "_")


def _note(revision: Revision, point: str, typed: str) -> str:
    note, field = " ".join(typed.split()), f"note_{name_of(point)}"
    if len(note) > MOST_SAID:
        raise Invalid(**{field: f"Shorten it to {MOST_SAID} characters"})
    if note:
        try:
            says_nothing_of_anybody(revision, note)
        except Invalid as refused:
            raise Invalid(**{field: refused.problems["reason"]}) from None
    return note
