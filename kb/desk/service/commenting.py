"""What the editorial team says about a text, field by field: to its writers, or among themselves."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, NotFound
from kb.editorial.said import beginning_of, comment_of, written
from kb.editorial.steps import LABELS
from kb.identity.holding import hold
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision

WHOLE = ""
"""The field of a comment that is about the whole text."""


@use_case(Permission.REVISION_COMMENT)
def comment(who: Actor, revision: Revision, *, field: str, text: str, for_team: bool = False) -> RevisionComment:
    """Say something about a field, or about the whole. Writers read it once the text is returned to them.

    `for_team`: a note that no writer ever reads. Raises Invalid(text=...) where it is empty, too long, or says what
    must be said nowhere; NotFound for a field that there is not.
    """
    hold(who, Permission.REVISION_COMMENT, revision)
    if field not in LABELS and field != WHOLE:
        raise NotFound
    made = written(who, revision, field, text)
    made.for_team = for_team
    session.add(made)
    session.flush()
    return made


@use_case(Permission.REVISION_COMMENT)
def answer(who: Actor, revision: Revision, *, comment: int, text: str) -> RevisionComment:
    """Go on with what was said; who reads that reads this.

    Raises Invalid as above, and NotFound where there is no such comment.
    """
    hold(who, Permission.REVISION_COMMENT, revision)
    first = comment_of(revision, comment)
    made = written(who, revision, first.field, text)
    made.parent_id, made.for_team = first.parent_id or first.id, first.for_team
    session.add(made)
    session.flush()
    return made


@use_case(Permission.REVISION_COMMENT)
def resolve(who: Actor, revision: Revision, *, comment: int) -> RevisionComment:
    """Note that a comment is dealt with. Raises Conflict where that was noted, NotFound as above and for an answer."""
    hold(who, Permission.REVISION_COMMENT, revision)
    found = beginning_of(revision, comment)
    if found.resolved_at is not None:
        raise Conflict
    found.resolved_at, found.resolved_by_id = utc_now(), who.user_id
    session.flush()
    return found


@use_case(Permission.REVISION_COMMENT)
def reopen(who: Actor, revision: Revision, *, comment: int) -> RevisionComment:
    """Note that a comment is not dealt with after all. Raises Conflict where nobody said so, NotFound as `resolve`."""
    hold(who, Permission.REVISION_COMMENT, revision)
    found = beginning_of(revision, comment)
    if found.resolved_at is None:
        raise Conflict
    found.resolved_at = found.resolved_by_id = None
    session.flush()
    return found


@use_case(Permission.REVISION_COMMENT)
def take_back(who: Actor, revision: Revision, *, comment: int) -> None:
    """Remove what one has written oneself, as long as no writer could read it and nobody has answered.

    Raises Conflict where one of these is not so, NotFound as above.
    """
    hold(who, Permission.REVISION_COMMENT, revision)
    found = comment_of(revision, comment)
    answered = session.query(RevisionComment.id).filter(RevisionComment.parent_id == found.id).first()
    if found.written_by_id != who.user_id or found.told_at is not None or answered is not None:
        raise Conflict
    session.delete(found)
    session.flush()
