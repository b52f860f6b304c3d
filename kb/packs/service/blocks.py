"""Changes the parts of a session: adds, saves, moves and takes them out."""

from collections.abc import Sequence
from dataclasses import replace

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.errors import Invalid, NotFound
from kb.packs.content import Block, PackContent
from kb.packs.holding import hold, put
from kb.packs.keys import drawn
from kb.packs.models import Pack
from kb.packs.moving import moved
from kb.packs.saving import Place, Saved, save_part

MOST = 60
"""Parts of a session."""


@use_case(Permission.PACK_EDIT)
def add_block(who: Actor, pack: Pack, *, block: Block, after: str = "") -> Pack:
    """Put a new part after the one of this key, or at the end. Raises Invalid where there are too many."""
    content = hold(who, Permission.PACK_EDIT, pack)
    if len(content.blocks) >= MOST:
        raise Invalid(title=f"A session can have {MOST} parts. Take one out first")
    block = block if block.key and content.block(block.key) is None else replace(block, key=drawn(8))
    keys = [each.key for each in content.blocks]
    place = keys.index(after) + 1 if after in keys else len(keys)
    put(who, pack, replace(content, blocks=(*content.blocks[:place], block, *content.blocks[place:])), "block_add")
    return pack


@use_case(Permission.PACK_EDIT, where_done=True)
def save_block(who: Actor, pack: Pack, *, block: Block, opened: int) -> Saved:
    """Save what was changed in a part since the version on which its page was opened (`kb.packs.saving`).

    Raises NotFound where somebody has taken the part out meanwhile.
    """

    def block_in(content: PackContent) -> Block:
        found = content.block(block.key)
        if found is None:
            raise NotFound
        return found

    return save_part(who, pack, Place(block_in, with_block, "block"), typed=block, opened=opened)


@use_case(Permission.PACK_EDIT, where_done=True)
def move_block(who: Actor, pack: Pack, *, key: str, by: int) -> bool:
    """Move a part up (-1) or down (1). False where it is at that end. Raises NotFound where it is there no more."""
    content = hold(who, Permission.PACK_EDIT, pack)
    keys = moved([each.key for each in content.blocks], key, by)
    return keys is not None and put(who, pack, _in_order(content, keys), "block_move")


@use_case(Permission.PACK_EDIT, where_done=True)
def order_blocks(who: Actor, pack: Pack, *, keys: Sequence[str]) -> bool:
    """Put the parts in this order; those that are not named, since somebody added them meanwhile, follow theirs."""
    return put(who, pack, _in_order(hold(who, Permission.PACK_EDIT, pack), keys), "block_move")


@use_case(Permission.PACK_EDIT)
def remove_block(who: Actor, pack: Pack, *, key: str) -> None:
    """Take a part out; it stays in the version before. Raises NotFound where it is there no more."""
    content = hold(who, Permission.PACK_EDIT, pack)
    if content.block(key) is None:
        raise NotFound
    put(who, pack, replace(content, blocks=tuple(each for each in content.blocks if each.key != key)), "block_remove")


def with_block(content: PackContent, block: Block) -> PackContent:
    """The content with a part in place of the one of the same key."""
    return replace(content, blocks=tuple(block if each.key == block.key else each for each in content.blocks))


def _in_order(content: PackContent, keys: Sequence[str]) -> PackContent:
    """The parts in the order of the keys; one without a place there stays behind the one that it was behind."""
    by_key = {each.key: each for each in content.blocks}
    ordered = [key for key in dict.fromkeys(keys) if key in by_key]
    before = ""
    for key in by_key:
        if key not in ordered:
            ordered.insert(ordered.index(before) + 1 if before else 0, key)
        before = key
    return replace(content, blocks=tuple(by_key[key] for key in ordered))
