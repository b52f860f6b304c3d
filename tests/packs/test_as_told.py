"""Drafts on weak themes have something to tell, ask for what lessons have, and give no answer of a case away."""

import pytest

from kb.lessons.queries.labels import labels
from kb.packs.cases import answered_by
from kb.packs.queries.candidates import candidates_among
from kb.packs.queries.subjects import subject_of
from kb.packs.weighing import tells_of_work
from kb.training.queries.sessions import frame_of
from kb.training.queries.vignettes import vignette_by_slug
from tests.packs.drafts import WITH_LESSONS, drafted, made, number_of, parts_in

pytestmark = pytest.mark.usefixtures("starter")
WEAK = ("child-mental-health", "multi-agency-working", "information-sharing")


def themes() -> list[int]:
    return [number for number in labels().themes if subject_of([number]).themes]


@pytest.mark.parametrize("theme", dict.fromkeys([*WEAK, *WITH_LESSONS]))
def test_a_draft_tells_findings_about_the_work_with_families(theme: str) -> None:
    number = number_of(theme)
    for minutes in (30, 60, 90, 180, 360):
        found = candidates_among(each.lesson_id for each in made(theme, minutes).lessons)

        assert sum(tells_of_work(each, [number]) for each in found) >= 2


def test_a_draft_on_a_theme_with_few_findings_says_so() -> None:
    assert "Of the 3 here, 1 says little of it" in made("child-mental-health", 90).summary
    assert "Few lessons" not in made("domestic-abuse", 90).summary


def test_a_summary_can_be_saved_as_it_is() -> None:
    assert all(len(drafted(theme, minutes).summary) <= 600 for theme in themes() for minutes in (30, 90, 360))


def test_a_theme_without_a_case_of_its_own_takes_one_behind_which_its_lessons_stand() -> None:
    content = made("multi-agency-working", 90)
    (case,) = (block.vignette for block in content.blocks if block.vignette)

    assert {used.lesson.id for used in vignette_by_slug(case).lessons} & {each.lesson_id for each in content.lessons}


@pytest.mark.parametrize("minutes", [90, 180, 360])  # the shorter ones have nothing in place of a case
def test_what_takes_the_place_of_a_case_asks_for_what_its_lessons_have(minutes: int) -> None:
    frame = frame_of(minutes)
    assert frame
    seen = 0
    for theme in themes():
        for part, block in zip(frame.blocks, drafted(theme, minutes).blocks, strict=True):
            if part.fill == "vignette" and block.fill == "lessons":
                (instead,) = (each for each in parts_in(part) if each.content == block.content)
                told = candidates_among(use.lesson_id for use in block.lessons)
                assert all(each.told.issuperset(instead.sections) for each in told), block.title
                seen += 1
    assert seen


@pytest.mark.parametrize("minutes", [60, 90, 180])
def test_what_answers_a_question_of_the_case_is_told_after_it(minutes: int) -> None:
    moved = 0
    for theme in themes():
        content = drafted(theme, minutes)
        for place, block in enumerate(content.blocks):
            if not block.vignette:
                continue
            before = {use.lesson_id for other in content.blocks[:place] for use in other.lessons}
            after = {each.lesson_id for each in content.lessons} - before
            answers = answered_by(vignette_by_slug(block.vignette), block.stages, ["found", "why"])
            late = [use for other in content.blocks[place:] for use in other.lessons if "found" in use.sections]
            assert after <= set(answers) & {use.lesson_id for use in late}
            assert not before & set(answers) or len(after) == len(content.lessons) // 2
            moved += len(after)
    assert moved


@pytest.mark.parametrize("theme", WITH_LESSONS)
def test_lessons_are_numbered_as_they_are_told(theme: str) -> None:
    content = made(theme, 90)
    told = list(dict.fromkeys(use.lesson_id for block in content.blocks for use in block.lessons))

    assert [each.lesson_id for each in content.lessons] == told
