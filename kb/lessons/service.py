"""What can be done with a lesson that is public: hide it, and show it again."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.events import LessonPublished, LessonWithdrawn, publish
from kb.lessons.models.lesson import Lesson


@use_case(Permission.LESSON_HIDE)
def hide(_who: Actor, lesson: Lesson) -> None:
    """Take a lesson away from the public at once, for example while a request for takedown is looked at.

    Raises Conflict where it is not public.
    """
    _move(lesson, "hidden")
    publish(LessonWithdrawn(lesson.id))


@use_case(Permission.LESSON_UNHIDE)
def unhide(_who: Actor, lesson: Lesson) -> None:
    """Show a hidden lesson again. Raises Conflict where it is not hidden."""
    _move(lesson, "published")
    publish(LessonPublished(lesson.id))


def _move(lesson: Lesson, state: str) -> None:
    """Bring a lesson's text into another state; the permission says from which."""
    assert lesson.live_revision  # noqa: S101 - what has no such text is in no state that a permission names
    lesson.live_revision.state = state
