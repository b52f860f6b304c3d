"""A theme and a length are enough for a whole session, of which every part can be traced."""

from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest

from kb.lessons.models.lesson import SECTIONS
from kb.lessons.queries.labels import labels
from kb.packs.content import LENGTHS, PackContent, content_of, kept
from kb.packs.drafting import draft, from_session, title_of
from kb.packs.lacking import WARNING, lacking, to_fill_in
from kb.packs.queries.subjects import subject_of
from kb.packs.queries.told import lessons_told
from kb.training.queries.forms import forms
from kb.training.queries.quiz import questions
from kb.training.queries.sessions import frame_of, session_by_slug, sessions
from kb.training.queries.vignettes import vignettes
from tests.pages import statements

THEMES = (
    "thresholds-and-referrals", "neglect", "professional-curiosity", "domestic-abuse", "information-sharing",
    "escalation-and-challenge", "fabricated-or-induced-illness", "coercive-control",
)  # fmt: skip
"""With many lessons, with few, and with none of their own."""
pytestmark = pytest.mark.usefixtures("starter")
EVERY = [*((theme, 90) for theme in THEMES), *(("thresholds-and-referrals", minutes) for minutes in LENGTHS)]
WHOLE = pytest.mark.parametrize(("theme", "minutes"), dict.fromkeys(EVERY))


def number_of(theme: str) -> int:
    return next(number for number, label in labels().themes.items() if label.slug == theme)


def made(theme: str, minutes: int, *agencies: str) -> PackContent:
    return draft(number_of(theme), minutes, agencies)


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

    lacks = lacking(content, lessons_told(content.lessons))

    assert {lack.page for lack in to_fill_in(lacks)} == {"slots"}
    assert not [lack.words for lack in lacks if lack.kind == WARNING]


@WHOLE
def test_every_part_can_be_traced(theme: str, minutes: int) -> None:
    content = made(theme, minutes)
    frame = frame_of(minutes)
    assert frame
    told = lessons_told(content.lessons)
    said = " ".join(lack.words for lack in lacking(content, told))

    for place, block in enumerate(content.blocks):
        assert block.origin
        assert (block.origin.template, block.origin.block) == (frame.slug, place + 1)
        taken_from = [part for part in (frame.blocks[place], frame.blocks[place].otherwise) if part]
        assert block.content in [part.content for part in taken_from]
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
    content = made(theme, minutes, "schools")

    assert made(theme, minutes, "schools") == content
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


def test_the_case_is_on_the_theme_or_else_near_to_it() -> None:
    about = {vignette.slug: vignette.theme_ids for vignette in vignettes()}
    for number in (label for label in labels().themes if subject_of([label]).themes):
        subject = subject_of([number])
        nearest = [near for ids in about.values() if (near := subject.distance(ids)) is not None]
        cases = [block.vignette for block in draft(number, 90).blocks if block.vignette]

        assert [subject.distance(about[case]) for case in cases] == ([min(nearest)] if nearest else [])


def test_the_agencies_of_the_audience_decide_between_cases_on_the_theme() -> None:
    number = number_of("domestic-abuse")
    on_theme = [vignette for vignette in vignettes() if number in vignette.theme_ids]
    for wanted in on_theme:
        agencies = [agency.slug for agency in wanted.agencies]
        (case,) = (block.vignette for block in draft(number, 90, agencies).blocks if block.vignette)

        fits = {each.slug: len({agency.slug for agency in each.agencies} & set(agencies)) for each in on_theme}
        assert fits[case] == max(fits.values())


def test_two_cases_of_a_day_are_two() -> None:
    cases = [block.vignette for block in made("domestic-abuse", 360).blocks if block.vignette]

    assert len(cases) == len(set(cases)) == 2


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
    made("neglect", 360)  # what is kept between requests is read
    with statements() as counted:
        made("neglect", 360)
        made("coercive-control", 360)

    assert len(counted) <= 3 + 6
