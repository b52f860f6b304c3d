"""Saves what a pack says beside the parts of the session: what it is about, what is local, sheets, questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.errors import Invalid, NotFound
from kb.packs.content import Handout, LocalSlots, OwnQuestion, PackContent, Safety
from kb.packs.holding import hold, put
from kb.packs.keys import drawn
from kb.packs.merging_texts import merged
from kb.packs.models import Pack
from kb.packs.saving import Place, Saved, save_part, version_at

MOST = 40
"""Handouts, and quiz questions, of a pack."""
Sheet = Handout | OwnQuestion


@use_case(Permission.PACK_EDIT, where_done=True)
def save_fields(who: Actor, pack: Pack, *, typed: Mapping[str, Any], opened: int, what: str) -> Saved:
    """Save fields of the pack itself that were changed on a page since version `opened` (`kb.packs.saving`)."""
    before = version_at(pack, opened) or pack.now
    place = Place(lambda content: content, lambda _now, taken: taken, what)
    return save_part(who, pack, place, typed=replace(before, **typed), opened=opened)


@use_case(Permission.PACK_EDIT, where_done=True)
def save_slots(who: Actor, pack: Pack, *, slots: LocalSlots, opened: int) -> Saved:
    """Save what is local."""
    place = Place(lambda content: content.slots, lambda now, taken: replace(now, slots=taken), "slots")
    return save_part(who, pack, place, typed=slots, opened=opened)


@use_case(Permission.PACK_EDIT, where_done=True)
def save_safety(who: Actor, pack: Pack, *, safety: Safety, of_site: Safety, opened: int) -> Saved:
    """Save the words on safety; `of_site` are those that hold as long as there are none of the pack's own."""

    def put_in(now: PackContent, taken: Safety) -> PackContent:
        return replace(now, safety=None if taken == of_site else taken)

    place = Place(lambda content: content.safety or of_site, put_in, "safety")
    return save_part(who, pack, place, typed=safety, opened=opened)


@use_case(Permission.PACK_EDIT, where_done=True)
def undo(who: Actor, pack: Pack, *, done: int) -> Saved:
    """Take back what version `done` changed, and nothing that was changed since. Raises NotFound where it is not kept.

    What others have changed since in the same fields stays, and comes back as contested: then nothing was taken back.
    """
    now = hold(who, Permission.PACK_EDIT, pack)
    before, after = version_at(pack, done - 1), version_at(pack, done)
    if before is None or after is None:
        raise NotFound
    taken, contested = merged(after, now, before)
    written = not contested and put(who, pack, taken, "restore")
    return Saved(pack.version, written, contested)


@use_case(Permission.PACK_EDIT, where_done=True)
def add_sheet(who: Actor, pack: Pack, *, sheet: Sheet) -> bool:
    """Add a handout or a quiz question of one's own. Raises Invalid where there are too many."""
    content = hold(who, Permission.PACK_EDIT, pack)
    name, what = _list_of(sheet)
    present = _sheets(content, sheet)
    if len(present) >= MOST:
        first = "title" if isinstance(sheet, Handout) else "stem"
        raise Invalid(**{first: f"A pack can have {MOST} of these. Take one out first"})
    return put(who, pack, _with(content, name, [*present, replace(sheet, key=drawn(8))]), what)


@use_case(Permission.PACK_EDIT, where_done=True)
def save_sheet(who: Actor, pack: Pack, *, sheet: Sheet, opened: int) -> Saved:
    """Save a handout or a quiz question. Raises NotFound where somebody has taken it out meanwhile."""
    name, what = _list_of(sheet)

    def sheet_in(content: PackContent) -> Sheet:
        found = next((each for each in _sheets(content, sheet) if each.key == sheet.key), None)
        if found is None:
            raise NotFound
        return found

    def with_sheet(content: PackContent, taken: Sheet) -> PackContent:
        return _with(content, name, [taken if each.key == taken.key else each for each in _sheets(content, taken)])

    return save_part(who, pack, Place(sheet_in, with_sheet, what), typed=sheet, opened=opened)


@use_case(Permission.PACK_EDIT)
def remove_sheet(who: Actor, pack: Pack, *, sheet: Sheet) -> None:
    """Take a handout or a quiz question out; a question goes from the parts of the session, too."""
    content = hold(who, Permission.PACK_EDIT, pack)
    name, what = _list_of(sheet)
    content = _with(content, name, [each for each in _sheets(content, sheet) if each.key != sheet.key])
    blocks = tuple(
        replace(block, questions=tuple(key for key in block.questions if key != sheet.key)) for block in content.blocks
    )
    put(who, pack, replace(content, blocks=blocks), f"{what}_remove")


@use_case(Permission.PACK_EDIT, where_done=True)
def restore(who: Actor, pack: Pack, *, number: int) -> bool:
    """Go back to what a version said; what was said since stays among the versions. Raises NotFound."""
    hold(who, Permission.PACK_EDIT, pack)
    earlier = version_at(pack, number)
    if earlier is None:
        raise NotFound
    return put(who, pack, earlier, "restore")


def _list_of(sheet: Sheet) -> tuple[str, str]:
    """The field of the content that holds such a sheet, and what its history calls it."""
    return ("handouts", "handout") if isinstance(sheet, Handout) else ("questions", "question")


def _sheets(content: PackContent, like: Sheet) -> Sequence[Sheet]:
    return content.handouts if isinstance(like, Handout) else content.questions


def _with(content: PackContent, name: str, sheets: Sequence[Sheet]) -> PackContent:
    changed: dict[str, Any] = {name: tuple(sheets)}
    return replace(content, **changed)
