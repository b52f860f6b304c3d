"""A case is chosen with a view to the lessons that the session can tell, and gives none of its answers away."""

from collections.abc import Sequence
from typing import Any

import pytest

from kb.access.actors import Actor
from kb.documents.plain_text import plain_text
from kb.lessons.models.lesson import Lesson
from kb.packs.cases import Wanted, answered_by, answered_in, cases_for, pointed_at, uses_in
from kb.packs.content import Block
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.subjects import subject_of
from kb.training.models import Vignette
from kb.training.queries.vignettes import VignetteShown, vignette_by_slug
from tests import factories
from tests.packs.on_a_theme import OTHER, THEME, THIRD, theme
from tests.packs.packing import a_pack
from tests.packs.taking import held, of
from tests.training import material

pytestmark = pytest.mark.usefixtures("app")


def shown(case: Vignette) -> VignetteShown:
    return vignette_by_slug(case.slug)


def some(number: int) -> list[Lesson]:
    return [factories.lesson(f"Board asked {each}") for each in range(number)]


def asking(*behind: Lesson, stage: int = 1) -> dict[str, Any]:
    """A question with a model point from each of these lessons; the first one answers it."""
    return material.question(*(material.point(lesson) for lesson in behind), stage=stage)


def best(*tellable: Lesson, given: Sequence[Lesson] = (), stages: Sequence[int] = (1,)) -> list[str]:
    numbers, sure = ([each.id for each in lessons] for lessons in (tellable, given))
    return [case.slug for case in cases_for(Wanted(subject_of([theme().id]), numbers, given=sure), stages)]


def test_a_case_uses_a_lesson_for_each_stage_and_each_model_point_that_there_is_time_for() -> None:
    one, other = some(2)
    case = shown(material.vignette(one, other, questions=[asking(one, other), asking(one, stage=2)]))

    assert uses_in(case, 1) == {one.id: 2, other.id: 2}
    assert uses_in(case) == {one.id: 3, other.id: 2}
    assert pointed_at(case, 1) == {one.id: 1, other.id: 1}
    assert pointed_at(case) == {one.id: 2, other.id: 1}


def test_the_guide_says_you_meet_the_lessons_that_answers_name_in_the_stages_there_is_time_for(who: Actor) -> None:
    retold, named, later = some(3)
    asked = [asking(named), asking(later, stage=2)]
    case = material.vignette(retold, named, later, questions=asked)
    block = Block("a", 20, "Case", fill="vignette", vignette=case.slug, stages=1)
    pack = a_pack(who, lessons=tuple(held(each) for each in (retold, named, later)), blocks=(block,))

    said = " ".join(plain_text(thing(document(of(pack)), "guide")).split())

    assert "In this case you meet lesson 2 of today." in said


def test_a_case_on_the_theme_comes_before_one_of_which_only_lessons_are() -> None:
    lessons = some(3)
    by_lessons = material.vignette(*lessons, title="A case of another theme", themes=[OTHER])
    on_theme = material.vignette(factories.lesson("Board asked"), title="The case", themes=[THIRD, THEME])

    assert best(*lessons) == [on_theme.slug]
    assert best(*lessons, stages=(1, 1)) == [on_theme.slug, by_lessons.slug]


def test_one_lesson_on_the_theme_behind_a_case_of_another_is_too_few() -> None:
    one, other = some(2)
    material.vignette(one, other, themes=[OTHER])

    assert best(one) == []
    assert best() == []


def test_among_cases_that_are_as_near_the_one_that_meets_more_of_the_lessons_beside_it_comes_first() -> None:
    lessons = some(3)
    few = material.vignette(lessons[0], title="A case", themes=[THEME])
    many = material.vignette(*lessons[1:], title="The case", themes=[THEME])

    assert best(*lessons) == [many.slug]
    assert best() == [few.slug]


def test_a_case_that_leaves_lessons_to_tell_comes_before_a_nearer_one_that_answers_with_them() -> None:
    lessons = some(3)
    near = material.vignette(*lessons, title="A case", themes=[THEME], questions=[asking(each) for each in lessons[:2]])
    further = material.vignette(*lessons, title="The case", themes=[OTHER, THEME], questions=[asking(lessons[0])])

    assert best(*lessons) == [further.slug]
    assert best(*lessons, *some(1)) == [near.slug]


def test_a_case_that_answers_with_all_lessons_is_taken_rather_than_none() -> None:
    one = factories.lesson("Board asked")
    only = material.vignette(one, themes=[THEME], questions=[asking(one)])

    assert best(one) == [only.slug]


def test_a_second_case_is_taken_only_where_three_lessons_answer_neither() -> None:
    lessons = some(4)
    material.vignette(lessons[0], title="A case", themes=[THEME], questions=[asking(lessons[0])])
    material.vignette(lessons[1], title="The case", themes=[THEME], questions=[asking(lessons[1])])

    assert len(best(*lessons, stages=(1, 1))) == 1
    assert len(best(*lessons, *some(1), stages=(1, 1))) == 2


def test_a_case_is_not_taken_that_lessons_answer_which_are_told_in_any_event() -> None:
    lessons = some(3)
    material.vignette(lessons[0], themes=[THEME], questions=[asking(lessons[0])])

    assert best(*lessons, given=lessons) == []
    assert len(best(*lessons, given=lessons[1:])) == 1


def test_a_lesson_answers_a_question_with_its_first_point_or_with_half_of_all() -> None:
    one, other, third = some(3)
    case = material.vignette(one, other, third, questions=[asking(one, other, other, third)])

    assert answered_by(shown(case), 0) == {one.id, other.id}
    assert answered_in([Block("b1"), Block("b2", vignette=case.slug)]) == {one.id, other.id}


def test_what_is_asked_after_a_stage_that_there_is_no_time_for_does_not_count() -> None:
    lesson = factories.lesson("Board asked")
    case = material.vignette(lesson, questions=[asking(lesson, stage=2)])

    assert answered_by(shown(case), 1) == set()
    assert answered_by(shown(case), 2) == {lesson.id}
    assert answered_in([Block("b1", vignette=case.slug, stages=1)]) == set()
