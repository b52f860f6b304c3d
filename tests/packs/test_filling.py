"""Lessons are shared out over the parts of a session, and a part that finds nothing is replaced."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kb.lessons.models.lesson import SECTIONS
from kb.lessons.queries.labels import Label
from kb.packs.content import Block
from kb.packs.filling import blocks_of
from kb.packs.queries.candidates import Candidate
from kb.packs.queries.fitting_material import Asking, Material
from kb.training.queries.sessions import Block as Part
from kb.training.queries.sessions import SessionShown

NOTHING = Material(vignettes=(), questions=(), further_questions=(), self_check=None)
WORDS: dict[str, Any] = {
    "screen": "",
    "stages": 0,
    "trainer_notes": "",
    "say_this": "",
    "watch_for": "",
    "resources": (),
    "form": None,
}


def a_lesson(number: int, *, kind: str = "improvement", told: Sequence[str] = SECTIONS) -> Candidate:
    return Candidate(
        lesson_id=number,
        revision_id=number + 100,
        kind=kind,
        done_status="done",
        stage=1,
        since=date(2026, 1, 1),
        kinds_of_change=(),
        agencies=frozenset(),
        theme_ids=(),
        named=frozenset(),
        told=frozenset(told),
        words_found=40,
        found_in_points=True,
    )


def asking(slugs: str, *, answer: int = 0, lesson: int = 0) -> tuple[Asking, ...]:
    """Questions of these slugs: each on a lesson of its own, the answers in turn, if nothing else is said."""
    return tuple(Asking(slug, lesson or ord(slug), answer or place % 4 + 1) for place, slug in enumerate(slugs))


def a_part(
    fill: str, minutes: int = 10, *, sections: Sequence[str] = (), otherwise: str = "", instead: Part | None = None
) -> Part:
    instead = instead or (a_part(otherwise, minutes) if otherwise else None)
    return Part(
        number=1,
        start=0,
        minutes=minutes,
        title=f"A part with {fill}",
        purpose="To work on it.",
        method=Label("talk", "Talk"),
        content="Work on it.",
        outcomes=("say it",),
        fill=fill,
        sections=tuple(sections),
        otherwise=instead,
        **WORDS,
    )


def filled(
    *parts: Part, lessons: Sequence[Candidate] = (a_lesson(1), a_lesson(2)), material: Material = NOTHING
) -> list[Block]:
    template = SessionShown(
        slug="a-frame",
        title="A frame",
        summary="",
        minutes=sum(part.minutes for part in parts),
        format=Label("room", "In a room"),
        audience="",
        group_size="",
        levels=(),
        any_theme=True,
        themes=(),
        theme_ids=frozenset(),
        outcomes=("say it",),
        prepare=(),
        local_slots=(),
        blocks=tuple(replace(part, number=number) for number, part in enumerate(parts, 1)),
        vignette=None,
        lessons=(),
        forms=(),
    )
    return list(blocks_of(template, lessons, material, {"say it": "o1"}))


def told_in(blocks: Sequence[Block]) -> list[list[int]]:
    return [[use.lesson_id for use in block.lessons] for block in blocks]


def test_parts_that_tell_different_things_of_a_lesson_tell_all_lessons() -> None:
    blocks = filled(a_part("lessons", sections=["found", "why"]), a_part("lessons", sections=["done", "effect"]))

    assert told_in(blocks) == [[1, 2], [1, 2]]
    assert [use.sections for use in blocks[1].lessons] == [("done", "effect")] * 2


def test_parts_that_tell_the_same_share_the_lessons_out_by_their_minutes() -> None:
    lessons = [a_lesson(number) for number in range(1, 7)]

    blocks = filled(a_part("lessons", 20), a_part("lessons", 10, sections=["found"]), lessons=lessons)

    assert told_in(blocks) == [[1, 2, 3, 4], [5, 6]]


def test_no_part_goes_without_a_lesson_even_if_one_is_told_twice() -> None:
    blocks = filled(a_part("lessons"), a_part("lessons"), lessons=[a_lesson(1)])

    assert told_in(blocks) == [[1], [1]]


def test_a_part_on_changes_tells_the_same_lessons_as_the_part_on_findings() -> None:
    lessons = [a_lesson(1, kind="finding"), a_lesson(2), a_lesson(3)]
    parts = a_part("lessons", sections=["found"]), a_part("lessons", sections=["done", "how"])

    assert told_in(filled(*parts, lessons=lessons)) == [[1, 2, 3], [1, 2, 3]]


def test_a_lesson_that_has_nothing_to_tell_there_is_left_out() -> None:
    lessons = [a_lesson(1, told=["found", "done"]), a_lesson(2)]

    assert told_in(filled(a_part("lessons", sections=["how"]), lessons=lessons)) == [[2]]


def test_where_there_is_no_case_the_part_for_this_takes_its_place() -> None:
    (block,) = filled(a_part("vignette", 25, otherwise="lessons"))

    assert (block.title, block.fill, block.vignette) == ("A part with lessons", "lessons", "")
    assert told_in([block]) == [[1, 2]]
    assert block.origin
    assert block.origin.block == 1


def test_what_takes_the_place_of_a_quiz_takes_as_many_lessons_as_there_is_time_for() -> None:
    blocks = filled(a_part("lessons"), a_part("quiz", 10, otherwise="lessons"))

    assert told_in(blocks) == [[1, 2], [1]]


def test_a_self_check_may_take_the_place_of_a_case() -> None:
    (block,) = filled(a_part("vignette", otherwise="self-check"), material=replace(NOTHING, self_check=40))

    assert (block.fill, block.theme_id) == ("self-check", 40)


def test_without_anything_to_take_its_place_the_words_of_the_part_stand_alone() -> None:
    (block,) = filled(a_part("vignette"), lessons=())

    assert (block.fill, block.vignette, block.content) == ("vignette", "", "Work on it.")


def test_two_cases_are_different_and_the_third_is_replaced() -> None:
    material = replace(NOTHING, vignettes=("one", "other"))

    blocks = filled(*[a_part("vignette", otherwise="lessons")] * 3, material=material)

    assert [block.vignette for block in blocks] == ["one", "other", ""]
    assert blocks[2].lessons


def test_a_quiz_has_three_to_six_questions_by_its_minutes_and_two_have_different_ones() -> None:
    material = replace(NOTHING, questions=asking("abcdefghijklmnop"))

    blocks = filled(*(a_part("quiz", minutes) for minutes in (4, 15, 60)), material=material)

    assert ["".join(block.questions) for block in blocks] == ["abc", "defgh", "ijklmn"]


def test_a_theme_with_few_questions_takes_those_of_its_group_up_to_three() -> None:
    material = replace(NOTHING, questions=asking("a"), further_questions=asking("xyz"))

    blocks = filled(a_part("quiz", 15), a_part("quiz", 15, otherwise="lessons"), material=material)

    assert [block.questions for block in blocks] == [("a", "x", "y"), ("z",)]


def test_the_questions_of_a_quiz_are_on_different_lessons_if_there_are_such() -> None:
    material = replace(NOTHING, questions=(*asking("abc", lesson=1), *asking("d", lesson=2)))

    (block,) = filled(a_part("quiz", 9), material=material)

    assert block.questions == ("a", "d", "b")


def test_the_right_answers_of_a_quiz_do_not_all_have_the_same_letter_if_there_is_a_choice() -> None:
    same = asking("abcd", answer=2)

    (block,) = filled(a_part("quiz", 9), material=replace(NOTHING, questions=(*same, *asking("e", answer=3))))
    assert block.questions == ("a", "b", "e")

    (block,) = filled(a_part("quiz", 9), material=replace(NOTHING, questions=same))
    assert block.questions == ("a", "b", "c")


FOUND, FOUND_AND_WHY = (a_part("lessons", 25, sections=each) for each in (["found"], ["found", "why"]))


def test_what_takes_the_place_of_a_case_works_on_lessons_that_have_what_it_asks_for() -> None:
    lessons = [a_lesson(1, told=["found", "done"]), a_lesson(2)]

    (block,) = filled(a_part("vignette", 25, instead=FOUND_AND_WHY), lessons=lessons)

    assert told_in([block]) == [[2]]


def test_where_no_lesson_has_all_of_it_a_part_that_asks_for_less_takes_its_place() -> None:
    instead = replace(FOUND_AND_WHY, content="Read why.", otherwise=replace(FOUND, content="Read what was found."))
    case = a_part("vignette", 25, instead=instead)

    (asked_for_less,) = filled(case, lessons=[a_lesson(1, told=["found", "done"])])
    (asked_for_all,) = filled(case)

    assert (asked_for_less.content, asked_for_less.lessons[0].sections) == ("Read what was found.", ("found",))
    assert asked_for_all.content == "Read why."


def test_a_group_does_not_work_on_a_lesson_that_found_nothing_in_the_work() -> None:
    lessons = [replace(a_lesson(1), words_found=3), replace(a_lesson(2), reviewing=frozenset({9})), a_lesson(3)]

    (block,) = filled(a_part("vignette", 25, instead=FOUND), lessons=lessons)

    assert told_in([block]) == [[3]]


def test_outcomes_and_methods_go_along() -> None:
    (block,) = filled(a_part(""))

    assert (block.outcomes, block.method, block.minutes) == (("o1",), "talk", 10)
