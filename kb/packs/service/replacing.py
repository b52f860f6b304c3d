"""Puts the lesson that replaces an archived one in its place in a pack."""

from dataclasses import replace

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.errors import NotFound
from kb.packs.content import Block, PackContent, PackLesson
from kb.packs.holding import hold, put
from kb.packs.living import heir_of_lost
from kb.packs.models import Pack
from kb.packs.removing import without
from kb.packs.service.lessons import live_revisions, settle


@use_case(Permission.PACK_EDIT, where_done=True)
def replace_lesson(who: Actor, pack: Pack, *, lesson_id: int) -> bool:
    """Have the lesson that readers of an archived one are led to take its place, in the parts of the session too.

    Raises NotFound where the archived one is not in the pack, or nothing replaces it.
    """
    content = hold(who, Permission.PACK_EDIT, pack)
    heir = heir_of_lost(lesson_id) if any(each.lesson_id == lesson_id for each in content.lessons) else None
    if heir is None:
        raise NotFound
    now = PackLesson(heir, live_revisions([heir])[heir])
    done = put(who, pack, _replaced(content, lesson_id, now), "lessons_replace")
    settle(pack)
    return done


def _replaced(content: PackContent, before: int, now: PackLesson) -> PackContent:
    """The content with one lesson in the place of another. Words for its slide were about the other, and go."""
    if any(each.lesson_id == now.lesson_id for each in content.lessons):
        lessons = content.lessons
    else:
        lessons = tuple(now if each.lesson_id == before else each for each in content.lessons)

    def moved(block: Block) -> Block:
        inside = {use.lesson_id for use in block.lessons}
        uses = tuple(
            replace(use, lesson_id=now.lesson_id, words="") if use.lesson_id == before else use
            for use in block.lessons
            if use.lesson_id != before or now.lesson_id not in inside
        )
        return replace(block, lessons=uses)

    return without(replace(content, lessons=lessons, blocks=tuple(moved(each) for each in content.blocks)), before)
