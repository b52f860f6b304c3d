"""The last slides: whom people can turn to, and which lessons a session rests on."""

from dataclasses import replace

import pytest
from apiflask import APIFlask

from config import HERE as PROJECT
from kb.access.actors import Actor
from kb.documents.on_slides import Shown
from kb.documents.plain_text import plain_text
from kb.lessons.queries.labels import labels
from kb.lessons.support import HARMFUL_OUTCOMES, SupportLine, support_lines
from kb.packs.content import Block, LocalSlots
from kb.packs.layouts.end_slides import HERE, OF_TODAY, PEOPLE
from kb.packs.layouts.whole import document, in_the_foot, thing
from tests.editorial.kinds import ON_SQLITE
from tests.packs.decks import deck, said
from tests.packs.packing import a_pack
from tests.packs.taking import held, of, some_lesson
from tests.training import material

ONE_NATION = SupportLine("A line", "0800", "For men.", "https://example.org/", frozenset({"england"}), frozenset())
EVERYWHERE = SupportLine("Another line", "0801", "For men.", "https://example.org/", frozenset(), frozenset())


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
@pytest.mark.parametrize(("nation", "named"), [("", True), ("united-kingdom", True), ("england", False)])
def test_paper_and_slide_say_of_a_helpline_alike_where_it_can_be_called(who: Actor, nation: str, named: bool) -> None:
    found = replace(of(a_pack(who, minutes=90, nation=nation)), support=(ONE_NATION, EVERYWHERE))
    words = [
        said(*(each for each in deck(found) if each.title == PEOPLE)),
        plain_text(thing(document(found), "handouts")),
    ]

    for each in words:
        assert ("A line (England)" in each, "Another line (" in each) == (named, False)
        assert "A line" in each


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


@ON_SQLITE
def test_every_helpline_of_the_site_says_itself_in_which_nation_it_is(app: APIFlask) -> None:
    known = labels().values
    harms = {key.partition("/")[2] for key in known if key.startswith("harm-types/")}
    lines = support_lines(PROJECT / "content", None, harms, HARMFUL_OUTCOMES)

    placed = [line for line in lines if line.nations]
    silent = [
        line.name
        for line in placed
        for slug in line.nations
        if known[f"nations/{slug}"].label not in f"{line.name} {line.text}"
    ]

    assert placed
    assert silent == []
