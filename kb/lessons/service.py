"""What can be done with a lesson that is public: hide it, and show it again."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.errors import Conflict
from kb.core.events import LessonPublished, LessonWithdrawn, publish
from kb.lessons.models.lesson import Lesson


@use_case(Permission.LESSON_HIDE)
def hide(_who: Actor, lesson: Lesson) -> None:
    """Take a lesson away from the public at once, for example while a request for takedown is looked at.

    Raises Conflict where it is not public.
    """
    _move(lesson, "published", "hidden")
    publish(LessonWithdrawn(lesson.id))


@use_case(Permission.LESSON_UNHIDE)
def unhide(_who: Actor, lesson: Lesson) -> None:
    """Show a hidden lesson again. Raises Conflict where it is not hidden."""
    _move(lesson, "hidden", "published")
    publish(LessonPublished(lesson.id))


def _move(lesson: Lesson, before: str, after: str) -> None:
    revision = lesson.live_revision
    if revision is None or revision.state != before:
        raise Conflict
    revision.state = after
