"""Puts lessons into a pack, takes them out, and brings them up to date."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Invalid, NotFound
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.packs.content import PackLesson
from kb.packs.holding import hold, put
from kb.packs.models import Pack
from kb.packs.moving import moved
from kb.packs.removing import without

MOST = 100
"""Lessons of a pack."""


@use_case(Permission.PACK_EDIT, where_done=True)
def add_lessons(who: Actor, pack: Pack, *, lesson_ids: Sequence[int]) -> int:
    """Add those of these lessons that are published and not in it; returns how many.

    Raises Invalid where there is no room for them.
    """
    content = hold(who, Permission.PACK_EDIT, pack)
    inside = {each.lesson_id for each in content.lessons}
    found = live_revisions([number for number in lesson_ids if number not in inside])
    if len(inside) + len(found) > MOST:
        raise Invalid(lessons=f"A pack can hold {MOST} lessons, and this one would have more. Take some out first")
    added = tuple(PackLesson(number, revision) for number, revision in found.items())
    return len(added) if put(who, pack, replace(content, lessons=content.lessons + added), "lessons_add") else 0


@use_case(Permission.PACK_EDIT)
def remove_lesson(who: Actor, pack: Pack, *, lesson_id: int) -> None:
    """Take a lesson out, of the parts of the session too. Raises NotFound where it is not in it."""
    content = hold(who, Permission.PACK_EDIT, pack)
    if all(each.lesson_id != lesson_id for each in content.lessons):
        raise NotFound
    put(who, pack, without(content, lesson_id), "lessons_remove")
    settle(pack)


@use_case(Permission.PACK_EDIT, where_done=True)
def move_lesson(who: Actor, pack: Pack, *, lesson_id: int, by: int) -> bool:
    """Move a lesson up (-1) or down (1) in the list. Raises NotFound where it is not in it."""
    content = hold(who, Permission.PACK_EDIT, pack)
    by_id = {each.lesson_id: each for each in content.lessons}
    order = moved(list(by_id), lesson_id, by)
    if order is None:
        return False
    return put(who, pack, replace(content, lessons=tuple(by_id[each] for each in order)), "lessons_order")


@use_case(Permission.PACK_EDIT, where_done=True)
def renew_lessons(who: Actor, pack: Pack) -> bool:
    """Bring every lesson to its present text, and take out those that are no longer public."""
    content = hold(who, Permission.PACK_EDIT, pack)
    found = live_revisions([each.lesson_id for each in content.lessons])
    for each in content.lessons:
        if each.lesson_id not in found:
            content = without(content, each.lesson_id)
    renewed = tuple(replace(each, revision_id=found[each.lesson_id]) for each in content.lessons)
    pack.told_at = None
    return put(who, pack, replace(content, lessons=renewed), "lessons_renew")


def settle(pack: Pack) -> None:
    """Where every lesson of a pack is up to date now, its owner is to be told of the next change."""
    now = pack.now
    live = live_revisions([each.lesson_id for each in now.lessons])
    if all(live.get(each.lesson_id) == each.revision_id for each in now.lessons):
        pack.told_at = None


def live_revisions(lesson_ids: Sequence[int]) -> dict[int, int]:
    """The present text of those of these lessons that are published, in their order."""
    rows = session.execute(select(Lesson.id, Revision.id).join(Revision, live).where(Lesson.id.in_(lesson_ids)))
    found = {lesson: revision for lesson, revision in rows}
    return {number: found[number] for number in dict.fromkeys(lesson_ids) if number in found}
