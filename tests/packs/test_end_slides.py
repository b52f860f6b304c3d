"""The last slides: whom people can turn to, and which lessons a session rests on."""

import pytest

from kb.access.actors import Actor
from kb.documents.on_slides import Shown
from kb.packs.content import Block, LocalSlots
from kb.packs.layouts.end_slides import HERE, OF_TODAY, PEOPLE
from kb.packs.layouts.whole import in_the_foot
from tests.editorial.kinds import ON_SQLITE
from tests.packs.decks import deck, said
from tests.packs.packing import a_pack
from tests.packs.taking import held, of, some_lesson
from tests.training import material


def shown(who: Actor, title: str, **fields: object) -> list[Shown]:
    return [each for each in deck(of(a_pack(who, **{"minutes": 90, **fields}))) if each.title == title]


@ON_SQLITE
def test_the_local_contact_stands_first_among_the_helplines(who: Actor) -> None:
    slots = LocalSlots(contact="Duty desk, 01632 960 001", support="Staff care, 01632 960 002")

    (people,) = shown(who, PEOPLE, slots=slots)

    assert said(people).startswith("Here: Duty desk, 01632 960 001 Here: Staff care, 01632 960 002 ")
    assert not shown(who, HERE, slots=slots)


@ON_SQLITE
def test_what_else_is_known_of_the_area_has_a_slide_before_them(who: Actor) -> None:
    (here,) = shown(who, HERE, slots=LocalSlots(contact="Duty desk", threshold_document="On the board's site"))

    assert said(here) == "Threshold document: On the board's site"


@ON_SQLITE
@pytest.mark.parametrize(
    ("fills", "named"), [((), ""), (("case",), "the case"), (("quiz",), "the quiz"), (("case", "quiz"), "both")]
)
def test_only_what_is_there_is_said_to_rest_on_other_lessons(who: Actor, fills: tuple[str, ...], named: str) -> None:
    lesson = some_lesson()
    parts = {
        "case": lambda: Block("case", 10, "A case", vignette=material.vignette(some_lesson("Behind it")).slug),
        "quiz": lambda: Block("quiz", 10, "Quiz", questions=(material.quiz_item(some_lesson("Asked of")).slug,)),
    }

    (listed,) = shown(who, OF_TODAY, blocks=tuple(parts[each]() for each in fills), lessons=(held(lesson),))

    told = {"": "", "both": "Lessons behind the case and the quiz: "}.get(named, f"Lessons behind {named}: ")
    assert told in said(listed)
    assert ("behind" in said(listed)) == bool(named)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("When do we refer?", "When do we refer?"),
        (
            "Children's mental health, self-harm and suicide: a 90-minute session",
            "Children's mental health, self-harm and suicide…",
        ),
        ("W" * 90, "W" * 49 + "…"),
    ],
)
def test_the_foot_has_as_much_of_the_title_as_one_line_has_room_for(title: str, short: str) -> None:
    assert in_the_foot(title) == short
