"""A theme and a length are enough for a whole session, of which every part can be traced."""

from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest

from kb.lessons.models.lesson import SECTIONS
from kb.lessons.queries.labels import labels
from kb.packs.cases import answered_by, answered_in
from kb.packs.choosing import WANTED
from kb.packs.content import LENGTHS, content_of, kept
from kb.packs.drafting import draft, from_session, title_of
from kb.packs.lacking import WARNING, lacking, to_fill_in
from kb.packs.queries.candidates import candidates_among, candidates_on
from kb.packs.queries.subjects import subject_of
from kb.packs.queries.told import lessons_told
from kb.packs.queries.touched import Touched
from kb.packs.weighing import fits
from kb.training.queries.forms import forms
from kb.training.queries.quiz import questions
from kb.training.queries.sessions import FORM_OF, frame_of, session_by_slug, sessions
from kb.training.queries.vignettes import vignette_by_slug, vignettes
from tests.packs.drafts import EVERY, WITH_LESSONS, drafted, made, number_of, parts_in
from tests.pages import statements

pytestmark = pytest.mark.usefixtures("starter")
WHOLE = pytest.mark.parametrize(("theme", "minutes"), EVERY)


@WHOLE
def test_no_part_is_empty_and_the_minutes_add_up(theme: str, minutes: int) -> None:
    content = made(theme, minutes)

    assert content.minutes == content.planned == minutes
    assert content.blocks
    assert content.outcomes
    for block in content.blocks:
        assert block.minutes
        assert block.title
        assert block.purpose
        assert block.content
        assert block.method
        filled = {"lessons": block.lessons, "vignette": block.vignette, "quiz": block.questions}
        assert filled.get(block.fill, True), f"nothing goes into {block.title}"
        assert block.fill != "self-check" or block.theme_id


@WHOLE
def test_a_draft_lacks_nothing_but_what_is_local(theme: str, minutes: int) -> None:
    content = made(theme, minutes)

    lacks = lacking(content, lessons_told(content.lessons), Touched(), has_logo=False)

    assert {lack.page for lack in to_fill_in(lacks)} == {"slots"}
    assert not [lack.words for lack in lacks if lack.kind == WARNING and "suicide" not in lack.words]


@WHOLE
def test_every_part_can_be_traced(theme: str, minutes: int) -> None:
    content = made(theme, minutes)
    frame = frame_of(minutes)
    assert frame
    told = lessons_told(content.lessons)
    said = " ".join(lack.words for lack in lacking(content, told, Touched(), has_logo=False))

    for place, block in enumerate(content.blocks):
        assert block.origin
        assert (block.origin.template, block.origin.block) == (frame.slug, place + 1)
        assert block.content in {part.content for part in parts_in(frame.blocks[place])}
        for use in block.lessons:
            assert use.sections
            assert set(use.sections) <= set(SECTIONS)
            missing = [section for section in use.sections if section not in told[use.lesson_id].texts]
            assert not missing or told[use.lesson_id].reference in said
    assert {use.lesson_id for block in content.blocks for use in block.lessons} == set(told), "every lesson is told"
    assert all(lesson.why for lesson in content.lessons)


@WHOLE
def test_what_goes_in_is_there_and_nothing_comes_twice(theme: str, minutes: int) -> None:
    content = made(theme, minutes)

    cases = [block.vignette for block in content.blocks if block.vignette]
    asked = list(chain.from_iterable(block.questions for block in content.blocks))
    assert set(cases) <= {vignette.slug for vignette in vignettes()}
    assert set(asked) <= {item.slug for item in questions()}
    assert set(content.forms) <= {form.slug for form in forms()}
    assert not [slug for slug, number in Counter([*cases, *asked]).items() if number > 1]
    assert all(3 <= len(block.questions) <= 6 for block in content.blocks if block.fill == "quiz")


@WHOLE
def test_the_same_choices_give_the_same_draft_which_is_kept_whole(theme: str, minutes: int) -> None:
    content, again = (draft(number_of(theme), minutes, ["schools"]) for _ in range(2))

    assert again == content
    assert content_of(kept(content)) == content


def test_a_draft_says_what_it_is_and_for_whom() -> None:
    content = made("thresholds-and-referrals", 90, "police", "schools")

    assert content.title == "Thresholds and referrals: a 90-minute session"
    assert content.audience == "Staff of: police; schools and colleges."
    assert content.agencies == ("police", "schools")
    assert content.theme_ids == (number_of("thresholds-and-referrals"),)
    assert content.summary.startswith("Thresholds and referrals. ")


def test_a_theme_with_a_very_long_name_still_gives_a_title_that_can_be_kept() -> None:
    title = title_of("Thresholds and what " * 10, 90)

    assert len(title) <= 120
    assert title.endswith("…: a 90-minute session")


def places_of(theme: str) -> dict[str, int]:
    """At which place each case has the theme, for those that have it."""
    found = {each.slug: [label.slug for label in each.themes] for each in vignettes()}
    return {slug: themes.index(theme) for slug, themes in found.items() if theme in themes}


def test_the_case_has_the_theme_as_far_up_as_possible_with_two_lessons_beside_it_or_two_lessons_on_it() -> None:
    seen = Counter[bool]()
    for number in (label for label in labels().themes if subject_of([label]).themes):
        places = places_of(labels().themes[number].slug)
        on_theme = {each.lesson_id for each in candidates_on([number])}
        fitting = {each.lesson_id for each in candidates_on([number]) if fits(each, [number])}
        cases = [block.vignette for block in drafted(number, 90).blocks if block.vignette]

        seen[bool(places)] += len(cases)
        near = [place for case, place in places.items() if len(fitting - answered_by(vignette_by_slug(case), 2)) >= 2]
        assert [places[case] for case in cases if near] == ([min(near)] if near else [])
        for case in cases if not places else ():
            assert len({used.lesson.id for used in vignette_by_slug(case).lessons} & on_theme) >= 2
    assert seen[True] > 20
    assert seen[False]


@pytest.mark.parametrize("theme", WITH_LESSONS)
def test_every_lesson_of_a_draft_has_the_theme_and_a_finding(theme: str) -> None:
    number = number_of(theme)
    on_theme = {each.lesson_id for each in candidates_on([number])}
    for minutes in LENGTHS:
        content = made(theme, minutes)
        found = candidates_among(each.lesson_id for each in content.lessons)

        assert len(found) == min(WANTED[minutes], len(on_theme - answered_in(content.blocks)))
        assert all(number in each.theme_ids for each in found)
        assert all("found" in each.told for each in found)


@pytest.mark.parametrize("theme", WITH_LESSONS)
def test_a_lesson_of_a_draft_has_the_theme_first_if_there_is_one(theme: str) -> None:
    number = number_of(theme)
    first = {each.lesson_id for each in candidates_on([number]) if each.theme_ids[0] == number}
    for minutes in (30, 90):
        content = made(theme, minutes)
        left = first - answered_in(content.blocks)

        assert not left or left & {each.lesson_id for each in content.lessons}


@pytest.mark.parametrize(("theme", "told", "not_told"), [
    ("thresholds-and-referrals", "LB-0043", "LB-0046"),
    ("fathers-and-hidden-men", "LB-0026", "LB-0003"),
    ("information-sharing", "LB-0010", "LB-0076"),
    ("multi-agency-working", "LB-0066", "LB-0046"),
])  # fmt: skip
def test_lessons_fit_the_theme_and_are_not_taken_only_because_they_were_done(
    theme: str, told: str, not_told: str
) -> None:
    references = {each.reference for each in lessons_told(made(theme, 30).lessons).values()}

    assert told in references
    assert not_told not in references


def test_a_lesson_behind_the_case_that_does_not_answer_it_is_told_in_the_session() -> None:
    content = made("domestic-abuse", 90)
    (case,) = (block.vignette for block in content.blocks if block.vignette)
    behind = {used.lesson.id for used in vignette_by_slug(case).lessons}

    in_case = [each.lesson_id for each in content.lessons if "case" in each.why]
    assert in_case
    assert behind.issuperset(in_case)


@WHOLE
def test_of_every_lesson_the_same_is_told_and_nothing_twice(theme: str, minutes: int) -> None:
    content = made(theme, minutes)
    parts = {part.number: part for part in frame_of(minutes).blocks}  # type: ignore[union-attr]
    told: dict[int, list[str]] = {lesson.lesson_id: [] for lesson in content.lessons}
    for number, block in enumerate(content.blocks, 1):
        for use in block.lessons if parts[number].fill == "lessons" else ():
            told[use.lesson_id] += use.sections

    sections = [section for part in parts.values() if part.fill == "lessons" for section in part.sections]
    assert sections
    assert [sorted(each) for each in told.values()] == [sorted(sections)] * len(told)


@WHOLE
def test_the_forms_of_a_draft_are_those_that_its_parts_give_out(theme: str, minutes: int) -> None:
    content = made(theme, minutes)
    given = {FORM_OF[block.fill] for block in content.blocks if block.fill in FORM_OF}

    assert set(content.forms) == given | ({"follow-up"} if "before" in given else set())


@pytest.mark.parametrize("theme", WITH_LESSONS)
def test_a_quiz_asks_about_the_lessons_of_the_session_first(theme: str) -> None:
    content = made(theme, 180)
    lessons = {each.lesson_id for each in content.lessons}
    known = {item.slug: item for item in questions()}
    asked = [known[slug] for block in content.blocks for slug in block.questions]
    about = [item.place.lesson.id for item in asked]

    assert len(set(about)) == len(about)
    assert len({item.answer for item in asked}) > 1
    possible = {item.place.lesson.id for item in known.values()} & lessons
    assert len(lessons.intersection(about)) == min(len(possible), len(about))


def test_the_agencies_of_the_audience_decide_between_cases_on_the_theme() -> None:
    number = number_of("voice-of-the-child")
    on_theme = [vignette for vignette in vignettes() if number in vignette.theme_ids]
    places = places_of("voice-of-the-child")
    for wanted in on_theme:
        agencies = [agency.slug for agency in wanted.agencies]
        (case,) = (block.vignette for block in drafted(number, 90, tuple(agencies)).blocks if block.vignette)

        near = [each for each in on_theme if places[each.slug] == min(places.values())]
        fits = {each.slug: len({agency.slug for agency in each.agencies} & set(agencies)) for each in near}
        assert fits[case] == max(fits.values())


def test_two_cases_of_a_day_are_two() -> None:
    cases = [block.vignette for block in made("thresholds-and-referrals", 360).blocks if block.vignette]

    assert len(cases) == len(set(cases)) == 2
    assert set(cases) <= set(places_of("thresholds-and-referrals"))


def test_a_theme_with_one_case_has_something_else_in_place_of_the_second() -> None:
    blocks = made("domestic-abuse", 360).blocks

    assert len([block for block in blocks if block.vignette]) == 1


@pytest.mark.parametrize("slug", [
    "bite-size-domestic-abuse-thresholds", "team-session-words-to-challenge", "seminar-from-review-to-change",
])  # fmt: skip
def test_a_session_of_the_site_can_be_the_start(slug: str) -> None:
    template = session_by_slug(slug)

    content = from_session(template)

    assert content.title == template.title
    assert content.planned == template.minutes
    assert [block.content for block in content.blocks] == [block.content for block in template.blocks]
    named = {lesson.id for lesson in template.lessons}
    assert not named or {lesson.lesson_id for lesson in content.lessons} == named
    case = [block.vignette for block in content.blocks if block.fill == "vignette"]
    assert not template.vignette or case == [template.vignette.slug]


def test_a_session_without_a_theme_of_its_own_takes_the_lessons_of_the_theme_that_was_chosen() -> None:
    template = next(each for each in sessions() if not (each.any_theme or each.theme_ids or each.lessons))

    alone, on_theme = from_session(template), from_session(template, (), number_of("neglect"))

    assert not alone.lessons
    assert on_theme.lessons
    assert replace(on_theme, lessons=(), theme_ids=(), blocks=()) == replace(alone, blocks=())


def test_a_draft_takes_few_statements() -> None:
    themes = [number_of(theme) for theme in ("neglect", "coercive-control")]
    for theme in themes:
        draft(theme, 360)  # what is kept between requests is read
    with statements() as counted:
        for theme in themes:
            draft(theme, 360)

    assert len(counted) <= 3 + 6
