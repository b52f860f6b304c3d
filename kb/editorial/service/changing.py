"""Begins a new version of a lesson that is public, beside the one that its readers see."""

from sqlalchemy import func, select

from kb.access.actors import Actor, Permission
from kb.access.policy import ON_THEIR_WAY
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict
from kb.editorial import workflow
from kb.editorial.copying import copy_text
from kb.lessons.authorship import take_part
from kb.lessons.holding import hold
from kb.lessons.models.lesson import Lesson, Revision


class OpenAlready(Conflict):
    """A new version is being written already: `revision`."""

    def __init__(self, revision: Revision) -> None:
        super().__init__()
        self.revision = revision


@use_case(Permission.LESSON_BEGIN)
def begin_change(who: Actor, lesson: Lesson) -> Revision:
    """Begin a new version of a lesson as a copy of what is public, which stays so until the new one takes its place.

    Whoever begins it has it in hand. Raises OpenAlready, and Conflict where the lesson is not public: what is hidden or
    archived is for the editorial team to decide about first.
    """
    hold(who, Permission.LESSON_BEGIN, lesson)
    live, open_one = lesson.live_revision, lesson.open_revision
    if open_one is not None and open_one.state in ON_THEIR_WAY:
        raise OpenAlready(open_one)
    if live is None or live.state != "published":
        raise Conflict
    last = session.scalar(select(func.max(Revision.number)).where(Revision.lesson_id == lesson.id)) or 0
    made = Revision(lesson_id=lesson.id, number=last + 1, created_by_id=who.user_id)
    take_part(who, made)
    session.add(made)
    session.flush()
    copy_text(live, made)
    lesson.open_revision_id, lesson.holder_id = made.id, who.user_id
    session.flush()
    session.expire(lesson, ["open_revision", "holder"])
    workflow.note(who, made, "begin")
    return made
