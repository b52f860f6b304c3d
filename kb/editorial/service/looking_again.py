"""Has lessons looked at again before their day: asks who looks after them, and notes that they are still current."""

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.core.clock import today
from kb.core.db import session
from kb.core.errors import Conflict
from kb.core.jobs import Task
from kb.editorial import letters, workflow
from kb.editorial.queries.looking_again import ASKED, is_due, lock, not_asked_yet, organisations_to_ask
from kb.lessons.holding import hold
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.naming import review_day

LOOK = "editorial.look-again"
"""Kind of the daily job."""


def ask_about_lessons(_task: Task) -> None:
    """Write about lessons whose day comes near. It works outside of a transaction, with one for each organisation, and
    may be repeated: nobody is asked twice about one day."""
    for number in sorted(organisations_to_ask(), key=lambda each: each or 0):
        ask(SITE, session.get(Organisation, number) if number is not None else None)


@use_case(Permission.UPKEEP, where_done=True)
def ask(who: Actor, organisation: Organisation | None) -> bool:
    """Ask the writers of an organisation, or about lessons of none the editors, whether these are still current; in
    one message each. Returns whether anybody was asked; where there is nobody it is tried again the next day."""
    number = organisation.id if organisation else None
    lock([each.lesson_id for each in not_asked_yet(number)])
    found = not_asked_yet(number)
    if not found or not letters.to_look_at(organisation, found):
        return False
    for each in found:
        workflow.note(who, session.get_one(Revision, each.revision_id), ASKED)
    return True


@use_case(Permission.LESSON_CONFIRM)
def still_current(who: Actor, lesson: Lesson) -> None:
    """Note that what a public lesson says holds still: it is to be looked at again as if it were published today.

    Raises Conflict where that is not asked now: somebody else has confirmed it, say.
    """
    hold(who, Permission.LESSON_CONFIRM, lesson)
    live = lesson.live_revision
    if live is None or not is_due(lesson):
        raise Conflict
    lesson.review_by = review_day(today())
    workflow.note(who, live, "still_current")
