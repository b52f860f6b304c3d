"""A case on suicide that people take home, and read alone, has the people on it whom they can turn to."""

from dataclasses import replace

import pytest

from kb.access.actors import Actor
from kb.documents.plain_text import plain_text
from kb.lessons.support import SupportLine
from kb.packs.content import Block, LocalSlots
from kb.packs.layouts.safety import ON_SUICIDE
from kb.packs.layouts.whole import document, thing
from tests.editorial.kinds import ON_SQLITE
from tests.packs.drafts import made
from tests.packs.packing import a_pack
from tests.packs.taking import of, pack_of, some_lesson
from tests.training import material

SUICIDE = "suicide-or-self-harm"
LINES = tuple(
    SupportLine(name, number, "For you.", "https://example.org/", frozenset(), frozenset(harms))
    for name, number, harms in (
        ("For anybody", "0800 1", ()),
        ("For those in despair", "0800 2", (SUICIDE,)),
        ("Of babies", "0800 3", ("accident",)),
    )
)


def at_home(who: Actor, harm: str) -> str:
    """The sheet to take home of a case that touches on this."""
    case = material.vignette(some_lesson())
    case.details = {**case.details, "harm_types": [harm]}
    part = Block("a", 10, "Case", vignette=case.slug, stages=1)
    found = of(a_pack(who, blocks=(part,), slots=LocalSlots(contact="Duty desk, 01632 960 001")))
    handouts = plain_text(thing(document(replace(found, support=LINES)), "handouts"))
    return " ".join(handouts.partition("To take home: ")[2].split())


@ON_SQLITE
def test_it_names_the_local_contact_and_then_the_lines_before_the_story(who: Actor) -> None:
    home = at_home(who, SUICIDE)

    places = [home.find(each) for each in (ON_SUICIDE, "Duty desk", "0800 1", "0800 2", "The room is warm now.")]
    assert -1 not in places
    assert places == sorted(places)
    assert "Of babies" not in home


@ON_SQLITE
def test_a_case_on_something_else_has_them_on_the_first_sheet_alone(who: Actor) -> None:
    home = at_home(who, "neglect")

    assert "The room is warm now." in home
    assert not [each for each in (ON_SUICIDE, "Duty desk", "For anybody", "For those in despair") if each in home]


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("minutes", [60, 90])
def test_the_site_s_own_draft_on_mental_health_has_crisis_lines_on_its_sheet(minutes: int) -> None:
    found = pack_of(made("child-mental-health", minutes))

    home = plain_text(thing(document(found), "handouts")).partition("To take home: ")[2]

    assert home
    assert ON_SUICIDE in " ".join(home.split())
    assert "Samaritans" in home
