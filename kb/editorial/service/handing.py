"""Gives a lesson from hand to hand among those who write for its organisation."""

from kb.access.actors import Actor, Permission
from kb.access.policy import ON_THEIR_WAY
from kb.access.use_case import use_case
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.editorial import letters
from kb.editorial.queries.workspace import writers_of
from kb.identity.holding import hold
from kb.lessons.models.lesson import Revision


@use_case(Permission.REVISION_HAND_OVER, where_done=True)
def hand_over(who: Actor, revision: Revision, *, to: int, note: str = "") -> bool:
    """Have somebody else, or oneself, go on with a lesson; says whether that is another person than before.

    Both who have it now and who had it are told, unless they do it themselves; the note reaches the former alone.
    Raises Invalid(to=...) for somebody who does not write for the organisation, Conflict where nobody works on it.
    """
    hold(who, Permission.REVISION_HAND_OVER, revision)
    lesson = revision.lesson
    session.refresh(lesson, ["holder_id", "open_revision_id"])
    if revision.state not in ON_THEIR_WAY:
        raise Conflict
    if to not in {each.user_id for each in writers_of(revision.organisation_id)}:
        raise Invalid(to="Choose somebody from the list: that person does not write for your organisation now")
    before = lesson.holder_id
    if to == before:
        return False
    lesson.holder_id = to
    session.flush()
    letters.handed_over(revision, by=session.get_one(User, who.user_id), before=before, note=note)
    return True
