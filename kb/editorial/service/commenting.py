"""What writers do about the comments of the editorial team: deal with them, and answer."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, NotFound
from kb.editorial.said import beginning_of, written
from kb.identity.holding import hold
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision


@use_case(Permission.REVISION_EDIT)
def settle(who: Actor, revision: Revision, *, comment: int) -> None:
    """Note that a comment is dealt with.

    Raises NotFound for one of another text, an answer, and one that its writers cannot read; Conflict where it was
    noted already.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    found = _readable(revision, comment)
    if found.resolved_at is not None:
        raise Conflict
    found.resolved_at, found.resolved_by_id = utc_now(), who.user_id
    session.flush()


@use_case(Permission.REVISION_EDIT)
def answer_editors(who: Actor, revision: Revision, *, comment: int, text: str) -> RevisionComment:
    """Answer a comment; the editorial team reads it with the text.

    Raises Invalid(text=...) where it is empty, too long, or says what must be said nowhere; NotFound for a comment that
    its writers cannot read.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    first = _readable(revision, comment)
    made = written(who, revision, first.field, text)
    made.parent_id, made.told_at = first.id, utc_now()
    session.add(made)
    session.flush()
    return made


def _readable(revision: Revision, number: int) -> RevisionComment:
    """The beginning of a thread that writers can read. Raises NotFound."""
    found = beginning_of(revision, number)
    if found.told_at is None:
        raise NotFound
    return found
