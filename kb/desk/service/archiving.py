"""Takes a lesson off the site for good, with a reason that everybody reads and perhaps another in its place."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Invalid
from kb.core.events import LessonPublished, LessonWithdrawn, publish
from kb.desk import letters
from kb.desk.service.hiding import move
from kb.lessons.holding import hold
from kb.lessons.models.lesson import Lesson
from kb.lessons.queries.elsewhere import heir_of
from kb.lessons.references import lesson_meant


@use_case(Permission.LESSON_ARCHIVE)
def archive(who: Actor, lesson: Lesson, *, reason: str, replacement: str = "") -> None:
    """Archive a lesson. Its page answers from now on that it is gone, why, and what to read instead.

    `replacement`: reference or address of that lesson; empty for none. Raises Conflict where the lesson is not public,
    Invalid(reason=...), Invalid(replacement=...) where readers cannot be led there.
    """
    chosen = _named(replacement)
    hold(who, Permission.LESSON_ARCHIVE, lesson, *filter(None, [chosen]))
    if chosen is not None:
        _require_readable(lesson, chosen)
    letters.taken_down(move(who, lesson, "archive", reason))
    lesson.replaced_by_id = chosen.id if chosen else None
    session.flush()
    session.expire(lesson, ["replaced_by"])
    publish(LessonWithdrawn(lesson.id))


@use_case(Permission.LESSON_RESTORE)
def restore(who: Actor, lesson: Lesson, *, reason: str) -> None:
    """Have an archived lesson public again; nothing is in its place any more.

    Raises Conflict where it is not archived, Invalid(reason=...).
    """
    hold(who, Permission.LESSON_RESTORE, lesson)
    move(who, lesson, "restore", reason)
    lesson.replaced_by_id = None
    session.flush()
    session.expire(lesson, ["replaced_by"])
    publish(LessonPublished(lesson.id))


def _named(typed: str) -> Lesson | None:
    """The lesson that somebody names, whatever its state; None where nothing was typed."""
    if not typed.strip():
        return None
    found = lesson_meant(typed)
    if found is None:
        raise Invalid(replacement="There is no such lesson. Check the reference, or paste the address of its page")
    return found


def _require_readable(lesson: Lesson, chosen: Lesson) -> None:
    """Raise Invalid(replacement=...) where readers of a lesson cannot be led to the one that was chosen."""
    if chosen.id == lesson.id:
        raise Invalid(replacement="A lesson cannot stand in its own place. Choose another, or leave this empty")
    if chosen.is_published:
        return  # it leads nowhere itself, so there is no circle
    if chosen.state != "archived":
        raise Invalid(replacement=f"{chosen.reference} is hidden from readers. Choose one that is public")
    heir = heir_of(chosen.id, chosen.replaced_by_id)
    if heir is None:
        raise Invalid(replacement=f"{chosen.reference} is archived itself. Choose one that is public")
    if heir.id == lesson.id:
        led_here = "is archived itself, and its readers are led to this very lesson. Choose another"
        raise Invalid(replacement=f"{chosen.reference} {led_here}")
    raise Invalid(
        replacement=f"{chosen.reference} is archived itself; its readers are led to {heir.reference}: choose that"
    )
