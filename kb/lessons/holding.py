"""Whether readers see a lesson is decided by one at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.policy import require
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision


def hold(who: Actor, permission: Permission, lesson: Lesson, *others: Lesson) -> None:
    """Have everybody else who hides, archives or publishes this lesson wait until the transaction ends; read it anew.

    `others`: lessons that have to stay as they are meanwhile. On SQLite everybody waits anyway. Raises what `require`
    raises: the state of the lesson may be another one by now.
    """
    held = sorted({lesson, *others}, key=lambda each: each.id)
    while True:
        # Texts come before their lessons, each in the order of their numbers, as where a text is published.
        texts = sorted(each.live_revision_id for each in held if each.live_revision_id is not None)
        _lock(select(Revision).where(Revision.id.in_(texts)).order_by(Revision.id))
        _lock(select(Lesson).where(Lesson.id.in_([each.id for each in held])).order_by(Lesson.id))
        if texts == sorted(each.live_revision_id for each in held if each.live_revision_id is not None):
            break  # else another text was published meanwhile
    for each in held:
        session.expire(each, ["live_revision", "open_revision", "replaced_by"])
    require(who, permission, lesson)


def hold_text(who: Actor, permission: Permission, revision: Revision) -> None:
    """Have everybody else wait who changes this text, or the one that readers of its lesson see; read both anew.

    For publication: whether the other one is public, hidden or archived must not change meanwhile. Raises what
    `require` raises.
    """
    while True:
        live = session.scalar(select(Lesson.live_revision_id).where(Lesson.id == revision.lesson_id))
        texts = sorted({revision.id, live} - {None}, key=lambda number: number or 0)
        _lock(select(Revision).where(Revision.id.in_(texts)).order_by(Revision.id))
        (lesson,) = _lock(select(Lesson).where(Lesson.id == revision.lesson_id))
        if lesson.live_revision_id == live:
            break  # else another text was published meanwhile
    session.expire(revision)
    session.expire(lesson, ["live_revision", "open_revision", "replaced_by"])
    require(who, permission, revision)


def _lock(wanted: Any) -> Sequence[Any]:
    """Lock these rows, and have the objects say what is in them now."""
    locked = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalars(locked).all()
