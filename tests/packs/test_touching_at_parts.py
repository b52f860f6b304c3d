"""At the part where something hard comes, people are told of it once more, and the trainer how to speak of it."""

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.packs.content import Block, LessonUse, PackLesson
from kb.packs.files import made, taken
from kb.packs.touching import MAY_STEP_OUT, UNNAMED, WITH_CARE, say_this
from tests import factories
from tests.packs.drafts import made as made_draft
from tests.packs.packing import a_lesson, a_pack
from tests.packs.taking import of, pack_of, words_of
from tests.training import material

pytestmark = pytest.mark.usefixtures("app")


def told(found: str, *values: str, **fields: str) -> PackLesson:
    """A lesson that says this was found, with these values of closed lists."""
    return a_lesson(summary="A board changed how it works.", found=found, values=list(values), **fields)


def the_case(*harm_types: str) -> str:
    case = material.vignette(factories.lesson("Board saw a coat"))
    case.details = {**case.details, "harm_types": list(harm_types)}
    db.session.flush()
    return case.slug


SAY = "This case is made up. It touches on ... You may sit it out."


def test_what_a_case_touches_on_takes_the_place_of_the_dots_in_the_guide_and_on_slides(who: Actor) -> None:
    case = Block("b", title="A case", fill="vignette", vignette=the_case("neglect", "domestic-abuse"), say_this=SAY)
    found = of(a_pack(who, lessons=(a_lesson(values=["harm-types/accident"]),), blocks=(case,)))

    for name in ("guide.docx", "slides.pptx"):
        said = words_of(name, made(taken(found, [name]), name))
        assert "Ittouchesonneglectanddomesticabuse.Youmaysititout." in said
        assert "toucheson..." not in said


def test_a_case_that_leaves_the_harm_open_says_that_and_one_of_which_nothing_is_known_keeps_its_dots(
    who: Actor,
) -> None:
    blocks = (
        Block("b", vignette=the_case("unknown"), say_this=SAY),
        Block("c", vignette=material.vignette(factories.lesson("Board saw a cap")).slug, say_this=SAY),
    )
    found = of(a_pack(who, blocks=blocks))

    assert UNNAMED in say_this(found, blocks[0])[0]
    assert say_this(found, blocks[1])[0] == SAY


def test_where_a_suicide_is_told_of_people_are_told_before_and_the_trainer_is_told_how_to_speak(who: Actor) -> None:
    lesson, other = told("Two had died by suicide."), told("They met.")
    uses = [(LessonUse(each.lesson_id, ("found",)),) for each in (lesson, other)]
    blocks = [Block(key, lessons=use, say_this="Listen.") for key, use in zip("bc", uses, strict=True)]
    found = of(a_pack(who, lessons=(lesson, other), blocks=tuple(blocks)))

    assert say_this(found, blocks[0]) == (f"This touches on suicide or self-harm. {MAY_STEP_OUT} Listen.", WITH_CARE)
    assert say_this(found, blocks[1]) == ("Listen.", "")


def test_a_part_touches_on_all_that_the_sheets_of_its_lessons_tell_and_on_no_other_lesson(who: Actor) -> None:
    lesson = told("Two had died by suicide.", "harm-types/neglect", done="They ask about neglect.")
    other = told("They asked about neglect.", "harm-types/neglect")
    uses = (LessonUse(lesson.lesson_id, ("found",)), LessonUse(lesson.lesson_id, ("done",)), LessonUse(other.lesson_id))
    blocks = [Block(key, lessons=(use,), say_this="Listen.") for key, use in zip("bcd", uses, strict=True)]
    found = of(a_pack(who, lessons=(lesson, other), blocks=tuple(blocks)))

    assert found.touched_in["b"].harm_types == ("neglect", "suicide-or-self-harm")
    assert found.touched_in["c"] == found.touched_in["b"]
    assert found.touched_in["d"].harm_types == ("neglect",)
    assert say_this(found, blocks[1])[0] == f"This touches on neglect and suicide or self-harm. {MAY_STEP_OUT} Listen."
    assert say_this(found, blocks[2]) == ("Listen.", "")


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("killing-by-parent", "A mother killed her child."),
        ("abusive-head-trauma", "A baby was shaken."),
        ("sexual-abuse", "A girl was raped."),
        ("sexual-exploitation", "Men exploited girls."),
        ("harmful-sexual-behaviour", "It was sexual."),
    ],
)
def test_before_a_lesson_on_harm_that_is_as_hard_to_hear_of_as_a_death_people_are_told_so(
    who: Actor, slug: str, words: str
) -> None:
    lesson = told(words, f"harm-types/{slug}")
    block = Block("b", lessons=(LessonUse(lesson.lesson_id),), say_this="Listen.")
    said, _ = say_this(of(a_pack(who, lessons=(lesson,), blocks=(block,))), block)

    assert said.startswith("This touches on ")
    assert said.endswith(f"{MAY_STEP_OUT} Listen.")


def test_a_hard_case_whose_words_leave_no_place_for_it_says_it_first(who: Actor) -> None:
    block = Block("b", vignette=the_case("sexual-abuse"), say_this="Read it.")

    assert say_this(of(a_pack(who, blocks=(block,))), block)[0] == (
        f"This touches on sexual abuse. {MAY_STEP_OUT} Read it."
    )


def test_a_lesson_that_is_told_beside_a_case_counts_at_that_part_too(who: Actor) -> None:
    lesson = told("Two had died by suicide.")
    block = Block("b", vignette=the_case("neglect"), lessons=(LessonUse(lesson.lesson_id, ("found",)),), say_this=SAY)

    assert "It touches on neglect and suicide or self-harm." in say_this(of(a_pack(who, blocks=(block,))), block)[0]


def test_a_part_that_works_on_lessons_in_place_of_a_case_has_a_notice_of_its_own(starter: None) -> None:
    content = made_draft("parental-substance-misuse", 90)
    (instead,) = (each for each in content.blocks if each.title == "What would have happened here?")

    words, _ = say_this(pack_of(content), instead)

    assert words.startswith("This touches on ")
    assert words.endswith(f"{MAY_STEP_OUT} {instead.say_this}")


def test_who_hears_of_a_death_is_told_so_before_the_lesson_and_may_step_out(who: Actor) -> None:
    told_of, silent = told("A baby died.", "outcomes/death", "child-age-bands/under-1"), told("Nobody asked.")
    parts = [Block(key, lessons=(LessonUse(each.lesson_id, ("found",)),), say_this="Now listen.")
             for key, each in (("a", told_of), ("b", silent))]  # fmt: skip
    found = of(a_pack(who, lessons=(told_of, silent), blocks=tuple(parts)))

    assert say_this(found, parts[0])[0] == f"This touches on the death of a baby. {MAY_STEP_OUT} Now listen."
    assert say_this(found, parts[1])[0] == "Now listen."
