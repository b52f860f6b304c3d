"""Takes a lesson away from the public at once, and shows it again."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.events import LessonPublished, LessonWithdrawn, publish
from kb.desk import letters
from kb.desk.reasons import reason_for
from kb.editorial import workflow
from kb.lessons.holding import hold
from kb.lessons.models.lesson import Lesson, Revision


@use_case(Permission.LESSON_HIDE)
def hide(who: Actor, lesson: Lesson, *, reason: str) -> None:
    """Take a lesson away from the public at once, for example while a request for takedown is looked at.

    To readers it is as if it had never been there; they do not see the reason. Raises Conflict where it is not public,
    Invalid(reason=...).
    """
    hold(who, Permission.LESSON_HIDE, lesson)
    letters.taken_down(move(who, lesson, "hide", reason))
    publish(LessonWithdrawn(lesson.id))


@use_case(Permission.LESSON_UNHIDE)
def unhide(who: Actor, lesson: Lesson, *, reason: str) -> None:
    """Show a hidden lesson again. Raises Conflict where it is not hidden, Invalid(reason=...)."""
    hold(who, Permission.LESSON_UNHIDE, lesson)
    move(who, lesson, "unhide", reason)
    publish(LessonPublished(lesson.id))


def move(who: Actor, lesson: Lesson, step: str, reason: str) -> Revision:
    """Take a step with the text that readers see or saw, and return it. The permission says that there is one."""
    revision = lesson.live_revision
    assert revision is not None  # noqa: S101 - what has no such text is in no state that a permission names
    workflow.move(who, revision, step, reason=reason_for(revision, reason))
    return revision
