"""Drafts on weak themes have something to tell, ask for what lessons have, and give no answer of a case away."""

import pytest

from kb.documents.plain_text import plain_text
from kb.lessons.queries.labels import labels
from kb.packs.cases import answered_in
from kb.packs.content import LENGTHS
from kb.packs.drafting import draft_with
from kb.packs.enough import is_enough, works_on_lessons
from kb.packs.layouts.cases import NOT_TOLD
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.candidates import candidates_among, candidates_on
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.subjects import subject_of
from kb.packs.weighing import tells_of_work
from kb.training.queries.quiz import questions
from kb.training.queries.sessions import frame_of
from kb.training.queries.vignettes import vignette_by_slug, vignettes
from tests.packs.drafts import WITH_LESSONS, drafted, made, number_of, parts_in
from tests.packs.taking import pack_of

pytestmark = pytest.mark.usefixtures("starter")
WEAK = ("child-mental-health", "multi-agency-working", "information-sharing")


def themes() -> list[int]:
    return [number for number in labels().themes if subject_of([number]).themes]


def words(found: Resolved, name: str) -> str:
    return " ".join(plain_text(thing(document(found), name)).split())


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
    on_theme = {each.lesson_id for each in candidates_on([number_of("multi-agency-working")])}
    (case,) = (block.vignette for block in made("multi-agency-working", 90).blocks if block.vignette)

    assert len({used.lesson.id for used in vignette_by_slug(case).lessons} & on_theme) >= 2


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


@pytest.mark.parametrize("minutes", LENGTHS)
def test_no_part_of_a_session_tells_a_lesson_that_answers_what_its_case_asks(minutes: int) -> None:
    cases = 0
    for theme in themes():
        content = drafted(theme, minutes)
        told = {use.lesson_id for block in content.blocks for use in block.lessons}
        worked_on = [(vignette_by_slug(block.vignette), block.stages) for block in content.blocks if block.vignette]
        for case, stages in worked_on:
            for question in (each for stage in case.stages[: stages or None] for each in stage.questions):
                behind = [point.place.lesson.id for point in question.model_points]
                assert behind[0] not in told, (case.slug, content.title)
                assert all(behind.count(lesson) < len(behind) / 2 for lesson in told & {*behind}), content.title
        assert not told & answered_in(content.blocks)
        assert {each.lesson_id for each in content.lessons} == told
        cases += len(worked_on)
    assert cases >= 40 or minutes < 60


def test_a_quiz_before_a_case_asks_nothing_of_which_the_case_is_the_answer() -> None:
    known = {item.slug: item.place.lesson.id for item in questions()}
    seen = 0
    for theme in themes():
        blocks = drafted(theme, 360).blocks
        for place, block in enumerate(blocks):
            assert not {known[slug] for slug in block.questions} & answered_in(blocks[place:]), block.title
            seen += bool(block.questions and answered_in(blocks[place:]))
    assert seen


@pytest.mark.parametrize("minutes", [60, 90, 180, 360])
def test_every_theme_with_a_case_has_one_in_each_longer_session(minutes: int) -> None:
    fitting = {theme: candidates_on([theme]) for theme in themes()}
    with_case = [theme for theme in themes() if any(each.theme_ids and theme in each.theme_ids for each in vignettes())]

    assert len(with_case) > 30
    for theme in with_case:
        content = drafted(theme, minutes)
        assert any(block.vignette for block in content.blocks), content.title
        assert len(content.lessons) >= 2
        assert not works_on_lessons(minutes) or is_enough(subject_of([theme]), fitting[theme])


def test_a_session_around_collected_lessons_tells_all_of_them_and_has_no_case_that_they_answer() -> None:
    cases = 0
    for theme in themes():
        collected = [each.lesson_id for each in candidates_on([theme])][:4]
        blocks = draft_with(collected, 90).blocks
        told = {use.lesson_id for block in blocks for use in block.lessons}
        assert told == {*collected}
        assert not told & answered_in(blocks)
        cases += any(block.vignette for block in blocks)
    assert 20 < cases < len(themes())


@pytest.mark.parametrize("minutes", [60, 90, 180, 360])
def test_the_guide_names_the_lesson_behind_each_model_point_and_says_which_are_told_by_the_case_alone(
    minutes: int,
) -> None:
    found = pack_of(made("thresholds-and-referrals", minutes))
    guide, told = words(found, "guide"), {each.lesson_id for each in found.content.lessons}
    behind = [
        point.place.lesson
        for case in found.vignettes.values()
        for stage in case.stages
        for question in stage.questions
        for point in question.model_points
    ]

    assert behind
    assert all(f"{lesson.reference}, " in guide for lesson in behind)
    for number in {lesson.id for lesson in behind} - told:
        lesson = found.lessons[number]
        assert f"{lesson.reference}: {lesson.title}. " in guide.split(NOT_TOLD, 1)[1]
        assert f"{lesson.reference}: {lesson.title}. " in words(found, "handouts")


@pytest.mark.parametrize("theme", WITH_LESSONS)
def test_lessons_are_numbered_as_they_are_told(theme: str) -> None:
    content = made(theme, 90)
    told = list(dict.fromkeys(use.lesson_id for block in content.blocks for use in block.lessons))

    assert [each.lesson_id for each in content.lessons] == told
