"""The sheet on sharing information: the law of the nation, whom to ask here, and none where nothing is handed out."""

from typing import Any

import pytest

from kb.access.actors import Actor
from kb.documents.plain_text import plain_text
from kb.packs.content import Block, LocalSlots
from kb.packs.layouts.sharing_sheet import TITLE
from kb.packs.layouts.whole import document, thing
from tests.packs.packing import a_pack
from tests.packs.taking import of

SCOTLAND, WALES, NORTHERN_IRELAND = "In Scotland,", "section 130", "In Northern Ireland"
EVERYWHERE = "Data protection law lets you share"


def handed_out(who: Actor, **fields: Any) -> str:
    """All handouts of a pack, each paragraph on one line."""
    found = of(a_pack(who, blocks=(Block("a", 10, "Talk"),), **fields))
    return " ".join(plain_text(thing(document(found), "handouts")).split())


@pytest.mark.parametrize(
    ("nation", "said", "unsaid"),
    [
        ("scotland", [EVERYWHERE, SCOTLAND], [WALES, NORTHERN_IRELAND]),
        ("wales", [EVERYWHERE, WALES], [SCOTLAND, NORTHERN_IRELAND]),
        ("", [EVERYWHERE, SCOTLAND, WALES, NORTHERN_IRELAND], []),
    ],
)
def test_it_says_what_holds_in_the_nation_of_the_session(
    who: Actor, nation: str, said: list[str], unsaid: list[str]
) -> None:
    sheet = handed_out(who, nation=nation).partition(TITLE)[2]

    assert [words for words in said if words not in sheet] == []
    assert [words for words in unsaid if words in sheet] == []


def test_it_says_whom_to_ask_here(who: Actor) -> None:
    sheet = handed_out(who, slots=LocalSlots(information_sharing="The data protection lead")).partition(TITLE)[2]

    assert "Sharing information: The data protection lead" in sheet


def test_it_names_where_each_point_was_read(who: Actor) -> None:
    assert "ico.org.uk" in handed_out(who)


def test_a_briefing_of_seven_minutes_has_no_such_sheet(who: Actor) -> None:
    assert TITLE not in handed_out(who, minutes=7)
