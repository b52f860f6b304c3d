"""A case is chosen with a view to the lessons that the session can tell, and gives none of its answers away."""

import pytest

from kb.lessons.models.lesson import Lesson
from kb.packs.cases import answered_by, cases_on, uses_in
from kb.packs.queries.subjects import subject_of
from kb.training.models import Vignette
from kb.training.queries.vignettes import VignetteShown, vignette_by_slug
from tests import factories
from tests.packs.on_a_theme import OTHER, THEME, THIRD, theme
from tests.training import material

pytestmark = pytest.mark.usefixtures("app")


def shown(case: Vignette) -> VignetteShown:
    return vignette_by_slug(case.slug)


def taken(*tellable: Lesson, stages: int = 0, number: int = 3) -> list[str]:
    found = cases_on(subject_of([theme().id]), (), number, stages=stages, tellable=[each.id for each in tellable])
    return [case.slug for case in found]


def test_a_case_uses_a_lesson_for_each_stage_and_each_model_point_that_there_is_time_for() -> None:
    one, other = factories.lesson("Board asked one"), factories.lesson("Board asked another")
    first = material.question(material.point(one), material.point(other), stage=1)
    case = shown(material.vignette(one, other, questions=[first, material.question(material.point(one), stage=2)]))

    assert uses_in(case, 1) == {one.id: 2, other.id: 2}
    assert uses_in(case) == {one.id: 3, other.id: 2}


def test_a_case_on_the_theme_comes_before_one_of_which_only_lessons_are() -> None:
    lessons = [factories.lesson(f"Board asked {number}") for number in range(2)]
    by_lessons = material.vignette(*lessons, title="A case of another theme", themes=[OTHER])
    on_theme = material.vignette(factories.lesson("Board asked"), title="The case", themes=[THIRD, THEME])

    assert taken(*lessons) == [on_theme.slug, by_lessons.slug]


def test_one_lesson_on_the_theme_behind_a_case_of_another_is_too_few() -> None:
    one, other = factories.lesson("Board asked one"), factories.lesson("Board asked another")
    material.vignette(one, other, themes=[OTHER])

    assert taken(one) == []
    assert taken() == []


def test_among_cases_that_are_as_near_the_one_with_more_lessons_that_can_be_told_comes_first() -> None:
    lessons = [factories.lesson(f"Board asked {number}") for number in range(3)]
    few = material.vignette(lessons[0], title="A case", themes=[THEME])
    many = material.vignette(*lessons[1:], title="The case", themes=[THEME])

    assert taken(*lessons) == [many.slug, few.slug]
    assert taken() == [few.slug, many.slug]


def test_a_lesson_answers_a_question_with_its_first_point_or_with_half_of_all() -> None:
    one, other, third = (factories.lesson(f"Board asked {number}") for number in range(3))
    points = [(one, "found"), (other, "found"), (other, "why"), (third, "found"), (other, "done")]
    asked = material.question(*(material.point(lesson, section=section) for lesson, section in points))
    case = shown(material.vignette(one, other, third, questions=[asked]))

    assert answered_by(case, 0, ["found"]) == {one.id: 1}
    assert answered_by(case, 0, ["found", "why", "done"]) == {one.id: 1, other.id: 1}
    assert answered_by(case, 0, ["how"]) == {}


def test_what_is_asked_after_a_stage_that_there_is_no_time_for_does_not_count() -> None:
    lesson = factories.lesson("Board asked")
    asked = material.question(material.point(lesson, section="found"), stage=2)
    case = shown(material.vignette(lesson, questions=[asked]))

    assert answered_by(case, 1, ["found"]) == {}
    assert answered_by(case, 2, ["found"]) == {lesson.id: 1}
