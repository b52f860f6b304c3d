"""A draft says what its lessons lack: findings on its theme, and anything that was carried out."""

import pytest

from kb.packs.enough import NONE_DONE, lacking_among
from kb.packs.queries.candidates import candidates_among
from kb.packs.queries.subjects import subject_of
from tests.packs.on_a_theme import FOUND, OTHER, SILENT, THEME, THIRD, lesson, subject

pytestmark = pytest.mark.usefixtures("app")
FEW = "Few lessons on this theme tell what was found in the work with families."


def said(*lessons: int) -> list[str]:
    return lacking_among(subject(), candidates_among(lessons))


def test_lessons_with_findings_that_were_carried_out_lack_nothing() -> None:
    assert said(lesson("Board did it"), lesson("Board asks for it", done="recommended")) == []
    assert said() == []


def test_lessons_without_a_finding_are_counted() -> None:
    told, silent = lesson("Board did it"), lesson("Board did another thing", found=SILENT[:60])

    assert said(told, silent) == [f"{FEW} Of the 2 here, 1 says little of it."]


def test_lessons_on_other_matters_and_on_themes_near_to_it_are_counted() -> None:
    beside = [lesson(f"Board did it {number}", themes=[OTHER, THIRD, THEME]) for number in range(2)]
    near = lesson("Board did more", themes=["was-not-brought"])

    assert said(*beside, near) == [
        f"{FEW} Of the 3 here, 2 are mainly about other matters and 1 is on a theme near to it."
    ]


def test_one_lesson_on_other_matters_among_several_is_not_worth_a_word() -> None:
    assert said(lesson("Board did it"), lesson("Board did more", themes=[OTHER, THIRD, THEME])) == []


def test_it_is_said_that_nothing_was_carried_out_but_not_of_a_single_lesson() -> None:
    asked = [lesson(f"Board asks for it {number}", done="recommended") for number in range(2)]

    assert said(*asked) == [NONE_DONE]
    assert said(asked[0]) == []


def test_nothing_is_said_of_a_pack_without_a_theme() -> None:
    assert lacking_among(subject_of(()), candidates_among([lesson("Board did it", found=SILENT)])) == []


def test_lessons_that_are_left_to_the_case_are_counted_where_few_tell_something() -> None:
    few, enough = (candidates_among([lesson("Board did it", found=found)]) for found in (SILENT[:60], FOUND))

    assert lacking_among(subject(), few, 1)[1:] == ["1 more stands behind the answers to the case."]
    assert lacking_among(subject(), few, 2)[1:] == ["2 more stand behind the answers to the case."]
    assert lacking_among(subject(), enough, 2) == []
