"""A pack says what is still to be filled in, what may stand, and what its lessons do not report."""

from dataclasses import replace
from typing import Any

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.packs.content import (
    Block,
    LessonUse,
    LocalSlots,
    Outcome,
    OwnQuestion,
    PackContent,
    PackLesson,
    Safety,
)
from kb.packs.lacking import FILL_IN, NOTE, WARNING, Lack, lacking, to_fill_in
from kb.packs.queries.told import lessons_told
from kb.packs.queries.touched import what_is_touched
from tests import factories
from tests.packs.packing import a_lesson
from tests.training import material

GROUND = Block("start", 10, "Welcome", "To feel safe.", content="Say hello.", fill="safety")
END = Block("end", 20, "Close", "To leave in good order.", content="Say goodbye.")
LOCAL = LocalSlots("The front door", "Levels of need", "The escalation policy", "The data lead", "The staff line")
OUTCOMES = (Outcome("o1", "say when to refer"),)
COMPLETE = PackContent("When do we refer?", minutes=30, blocks=(GROUND, END), slots=LOCAL, outcomes=OUTCOMES)


@pytest.fixture(autouse=True)
def safety_text(app: APIFlask) -> None:
    """The site has words on safety."""
    material.safety()
    db.session.flush()


def lacks(content: PackContent, *, has_logo: bool = False) -> list[Lack]:
    told = lessons_told(content.lessons)
    return lacking(content, told, what_is_touched(content, told).session, has_logo=has_logo)


def with_middle(**fields: Any) -> PackContent:
    """The session with a part of ten minutes between its first and its last."""
    middle = replace(Block("middle", 10, "Middle", "To work.", content="Work."), **fields)
    return replace(COMPLETE, blocks=(GROUND, middle, replace(END, minutes=10)))


def test_a_complete_session_lacks_nothing() -> None:
    assert lacks(COMPLETE) == []


def test_each_empty_local_slot_is_to_be_filled_in() -> None:
    found = lacks(replace(COMPLETE, slots=LocalSlots(contact="The front door", support="  ")))

    assert [(lack.where, lack.page, lack.kind) for lack in found] == [
        ("slot:threshold_document", "slots", FILL_IN),
        ("slot:escalation_route", "slots", FILL_IN),
        ("slot:information_sharing", "slots", FILL_IN),
        ("slot:support", "slots", FILL_IN),
    ]
    assert found[0].words == "Write in your local threshold document"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Give part 1 a title"),
        ({"minutes": None}, "Give “Welcome” a time"),
        ({"purpose": " "}, "Write what “Welcome” is for"),
        ({"content": "", "fill": ""}, "Write what happens in “Welcome”"),
        ({"fill": "lessons"}, "Choose a lesson for “Welcome”"),
        ({"fill": "quiz"}, "Choose quiz questions for “Welcome”"),
        ({"fill": "self-check"}, "Choose a theme whose questions are asked in “Welcome”"),
        ({"fill": "end-form"}, "The form for “Welcome” is no longer there. Write what takes its place"),
        ({"questions": ("gone",)}, "A quiz question in “Welcome” is no longer there. Choose others"),
        ({"questions": ("gone", "too")}, "2 quiz questions in “Welcome” are no longer there. Choose others"),
        ({"title": "A {strange} title", "fill": "quiz"}, "Choose quiz questions for “A {strange} title”"),
    ],
)
def test_what_a_part_lacks_is_said_with_its_page(fields: dict[str, Any], words: str) -> None:
    content = replace(COMPLETE, blocks=(replace(GROUND, **fields), END))

    (only,) = lacks(content)
    assert (only.where, only.words, only.kind) == ("block:start", words, FILL_IN)
    assert only.page.startswith("block:start")


def test_a_session_without_parts_says_to_add_one() -> None:
    assert lacks(replace(COMPLETE, blocks=())) == [Lack("session", "Add the first part of the session", "blocks")]


def test_too_much_time_is_a_warning_and_so_is_too_little() -> None:
    over = lacks(replace(COMPLETE, blocks=(GROUND, replace(END, minutes=21))))
    under = lacks(replace(COMPLETE, blocks=(GROUND, replace(END, minutes=15))))

    assert over == [
        Lack("session", "The parts take 1 minute more than the 30 minutes of the session", "blocks", WARNING)
    ]  # fmt: skip
    assert under == [Lack("session", "5 minutes are not planned yet", "blocks", WARNING)]
    assert to_fill_in([*over, *under]) == []


def test_a_logo_without_words_and_a_session_without_outcomes() -> None:
    assert [lack.page for lack in lacks(COMPLETE, has_logo=True)] == ["brand"]
    assert lacks(replace(COMPLETE, logo_alternative="A blue tree"), has_logo=True) == []
    assert [lack.page for lack in lacks(replace(COMPLETE, outcomes=()))] == ["about"]


def test_a_form_that_is_not_there_is_said() -> None:
    assert [lack.page for lack in lacks(replace(COMPLETE, forms=("before",)))] == ["forms"]


def test_what_a_lesson_does_not_report_is_only_said() -> None:
    lesson = a_lesson(why="Staff were unsure.")
    use = LessonUse(lesson.lesson_id, ("found", "why", "effect"))
    content = replace(with_middle(lessons=(use,), fill="lessons"), lessons=(lesson,))

    (only,) = lacks(content)

    reference = lessons_told([lesson])[lesson.lesson_id].reference
    assert only == Lack(f"lesson:{lesson.lesson_id}", f"{reference} reports no effect", "lessons", NOTE)
    assert to_fill_in([only]) == []


def test_a_lesson_that_no_part_tells_and_one_that_is_told_twice_are_warnings() -> None:
    silent, twice = a_lesson(), a_lesson()
    use = (LessonUse(twice.lesson_id, ("found",)),)
    both = with_middle(lessons=use)
    content = replace(both, lessons=(silent, twice), blocks=(*both.blocks[:2], replace(both.blocks[2], lessons=use)))

    found = lacks(content)

    assert [lack.kind for lack in found] == [WARNING, WARNING]
    assert found[0].words.startswith("No part of the session tells LB-")
    assert found[1].words.endswith(" is told with the same words in “Middle” and “Close”")


def test_different_sections_of_a_lesson_may_be_told_in_two_parts() -> None:
    lesson = a_lesson()
    first = with_middle(lessons=(LessonUse(lesson.lesson_id, ("found",)),))
    last = replace(first.blocks[2], lessons=(LessonUse(lesson.lesson_id, ("done",)),))

    assert lacks(replace(first, lessons=(lesson,), blocks=(*first.blocks[:2], last))) == []


@pytest.mark.parametrize("state", ["hidden", "archived"])
def test_a_lesson_that_is_no_longer_public_is_to_be_taken_out_and_not_named(state: str) -> None:
    gone = factories.lesson("Board kept a secret", state=state)
    assert gone.live_revision
    use = (LessonUse(gone.id, ("found",)),)
    content = replace(with_middle(lessons=use), lessons=(PackLesson(gone.id, gone.live_revision.id),))

    assert lacks(content) == [
        Lack("lessons", "1 lesson is no longer public. Take it out", "lessons"),
        Lack("block:middle", "1 lesson of this part is no longer public, so no file has it", "block:middle", NOTE),
    ]


def test_a_case_needs_ground_rules_before_it_and_a_part_after_it() -> None:
    case = material.vignette(factories.lesson())
    db.session.flush()
    middle = with_middle(vignette=case.slug).blocks[1]

    good = replace(COMPLETE, minutes=40, blocks=(GROUND, middle, END))
    bare = replace(COMPLETE, blocks=(middle, replace(END, fill="safety")))
    last = replace(COMPLETE, minutes=20, blocks=(GROUND, middle))
    assert [lack.kind for lack in lacks(good)] == [NOTE]  # the case is long for its part
    assert [lack.words for lack in lacks(bare) if lack.kind == FILL_IN] == [
        "A case must not stand on its own: put a part with ground rules and content notice before it"
    ]
    assert {(lack.where, lack.page) for lack in lacks(bare) if lack.kind == FILL_IN} == {
        ("block:middle", "blocks:middle")
    }
    assert [lack.words for lack in lacks(last) if lack.kind == FILL_IN] == [
        "The session must not end with a case: add a part after it in which people come out of it again"
    ]


def test_a_case_that_is_no_longer_there_is_said() -> None:
    content = with_middle(vignette="no-such-case")

    assert [lack.words for lack in lacks(content)] == ["The case in “Middle” is no longer there. Choose another"]


def test_questions_of_the_site_and_of_ones_own_are_there() -> None:
    item = material.quiz_item(factories.lesson())
    db.session.flush()
    own = OwnQuestion("own1", "Who decides?", ("You", "We"), 2, "We do.")

    assert lacks(replace(with_middle(questions=(item.slug, "own1")), questions=(own,))) == []


def test_empty_words_of_ones_own_on_safety_are_to_be_written() -> None:
    own = Safety("It is about harm.", ("", " "), "Step out.", "", "Two trainers.")

    assert [(lack.words, lack.page) for lack in lacks(replace(COMPLETE, safety=own))] == [
        ("Write the ground rules", "safety"),
        ("Write how people come out of the case again", "safety"),
    ]
