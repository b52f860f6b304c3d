"""What is typed into a pack is saved, and nothing of anybody is lost."""

from dataclasses import replace

import pytest

from kb.access.actors import Actor
from kb.core.errors import NotFound
from kb.packs.content import Block, PackContent, content_of, kept
from kb.packs.models import Pack
from kb.packs.saving import version_at
from kb.packs.service import blocks, parts
from tests.packs.packing import a_pack, edit_together

WHOLE = PackContent(
    "When do we refer?",
    blocks=(Block("welcome", 10, "Welcome", say_this="Good morning."), Block("discuss", None, "Discuss")),
)


def title_of(pack: Pack, key: str) -> str:
    found = pack.now.block(key)
    assert found is not None
    return found.title


def test_a_content_is_kept_as_json_and_is_the_same_again() -> None:
    assert content_of(kept(WHOLE)) == WHOLE


def test_what_a_newer_version_of_the_site_knew_in_addition_is_passed_over() -> None:
    assert content_of({**kept(WHOLE), "colour": "green"}) == WHOLE


def test_what_was_changed_is_saved_and_the_text_before_is_a_version(who: Actor) -> None:
    pack = a_pack(who)

    saved = blocks.save_block(who, pack, block=Block("welcome", 12, "Welcome to all"), opened=1)

    assert saved.version == pack.version == 2
    assert title_of(pack, "welcome") == "Welcome to all"
    before = version_at(pack, 1)
    assert before is not None
    assert before.blocks[0].title == "Welcome"


def test_saving_what_stands_there_writes_nothing(who: Actor) -> None:
    pack = a_pack(who)

    assert not blocks.save_block(who, pack, block=pack.now.blocks[0], opened=1)
    assert pack.version == 1


def test_two_who_change_different_fields_of_one_part_both_have_their_words(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)
    opened = pack.now.blocks[0]

    blocks.save_block(who, pack, block=replace(opened, title="Hello"), opened=1)
    saved = blocks.save_block(colleague, pack, block=replace(opened, purpose="People feel safe."), opened=1)

    assert not saved.contested
    assert pack.now.blocks[0] == replace(opened, title="Hello", purpose="People feel safe.")


def test_of_two_who_change_the_same_field_the_second_is_shown_what_the_first_wrote(
    who: Actor, colleague: Actor
) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)
    opened = pack.now.blocks[0]
    blocks.save_block(who, pack, block=replace(opened, title="Hello"), opened=1)

    saved = blocks.save_block(colleague, pack, block=replace(opened, title="Good morning", minutes=5), opened=1)

    assert saved.contested == {"title": "Hello"}
    assert pack.now.blocks[0] == replace(opened, title="Hello", minutes=5)

    again = blocks.save_block(
        colleague, pack, block=replace(opened, title="Good morning", minutes=5), opened=saved.version
    )
    assert not again.contested
    assert title_of(pack, "welcome") == "Good morning"


def test_a_part_that_was_taken_out_meanwhile_is_not_saved_into(who: Actor) -> None:
    pack = a_pack(who)
    opened = pack.now.blocks[0]
    blocks.remove_block(who, pack, key="welcome")

    with pytest.raises(NotFound):
        blocks.save_block(who, pack, block=replace(opened, title="Hello"), opened=1)


def test_an_earlier_version_is_put_back_and_the_later_one_stays(who: Actor) -> None:
    pack = a_pack(who)
    blocks.remove_block(who, pack, key="welcome")

    parts.restore(who, pack, number=1)

    assert [block.key for block in pack.now.blocks] == ["welcome", "discuss"]
    assert pack.version == 3
    assert version_at(pack, 2) != version_at(pack, 3)


def test_parts_are_put_in_order_and_one_that_was_added_meanwhile_stays_behind_its_neighbour(who: Actor) -> None:
    pack = a_pack(who)
    blocks.add_block(who, pack, block=Block("", 5, "Break"), after="welcome")

    blocks.order_blocks(who, pack, keys=["discuss", "welcome"])

    assert [block.title for block in pack.now.blocks] == ["What would we do?", "Welcome", "Break"]
