"""Gives a text back to its writers, with what they are asked to change, field by field."""

from collections.abc import Mapping

from sqlalchemy import update

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Invalid, NotFound
from kb.desk import letters
from kb.desk.models import ReviewMark
from kb.desk.service.commenting import WHOLE
from kb.editorial import workflow
from kb.editorial.said import written
from kb.editorial.steps import LABELS
from kb.identity.holding import hold
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision
from kb.lessons.signatures import clear

NO_REASON = "Say what is to be changed: about the whole lesson, or in one field at least"


@use_case(Permission.REVISION_RETURN)
def send_back(who: Actor, revision: Revision, *, reasons: Mapping[str, str]) -> None:
    """Return a text. Its writers read the reasons now, and the points and comments that were written before.

    `reasons`: by field what is to be changed; that of no field (`WHOLE`) is about all of it. Raises Invalid under the
    field's name, or under `whole` where there is none at all; Conflict where it is not at this editor's desk.
    """
    hold(who, Permission.REVISION_RETURN, revision)
    given = {field: text for field, text in reasons.items() if text.strip()}
    if not set(given) <= {*LABELS, WHOLE}:
        raise NotFound
    for field, text in given.items():
        try:
            session.add(written(who, revision, field, text))
        except Invalid as refused:
            raise Invalid(**{field or "whole": refused.problems["text"]}) from None
    session.flush()
    asked = tell(revision)
    if not asked:
        raise Invalid(whole=NO_REASON)
    clear(revision)
    workflow.move(who, revision, "return", reason=given.get(WHOLE, ""))
    letters.returned(revision, comments=asked)


def tell(revision: Revision) -> int:
    """Let writers read the points of review, and every comment for them; returns how many comments wait for them."""
    untold = (
        RevisionComment.revision_id == revision.id,
        RevisionComment.for_team.is_(False),
        RevisionComment.told_at.is_(None),
    )
    session.execute(update(RevisionComment).where(*untold).values(told_at=utc_now()))
    marks = ReviewMark.revision_id == revision.id, ReviewMark.told_at.is_(None)
    session.execute(update(ReviewMark).where(*marks).values(told_at=utc_now()))
    waiting = session.query(RevisionComment.id).filter(
        RevisionComment.revision_id == revision.id,
        RevisionComment.told_at.is_not(None),
        RevisionComment.resolved_at.is_(None),
        RevisionComment.parent_id.is_(None),
    )
    return waiting.count()
