"""Lessons of a session are chosen by a stated rule, and each says why it was."""

from datetime import date

import pytest
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import Theme, ThemeRelation
from kb.packs.choosing import WANTED, chosen, next_in_line
from kb.packs.content import LENGTHS
from kb.packs.queries.candidates import candidates_among, candidates_on
from kb.packs.reasons import in_words
from kb.packs.weighing import is_done
from tests import factories
from tests.packs.on_a_theme import THEME, ids, lesson, subject, theme, words
from tests.pages import statements

pytestmark = pytest.mark.usefixtures("app")


def test_every_length_has_its_number_of_lessons() -> None:
    for number in range(14):
        lesson(f"Board changed its thresholds, time {number}")

    assert {minutes: len(ids(minutes)) for minutes in LENGTHS} == dict(WANTED)


def test_what_was_tested_further_comes_first() -> None:
    described, evaluated = lesson("Board described a change", stage=1), lesson("Board had it evaluated", stage=4)

    assert ids() == [evaluated, described]


def test_what_was_done_comes_before_what_was_agreed_and_that_before_what_was_recommended() -> None:
    wanted = [lesson(f"Board {done} a change", done=done) for done in ("recommended", "agreed", "done")]

    assert ids() == wanted[::-1]


def test_what_was_only_agreed_does_not_count_as_done() -> None:
    agreed = [lesson(f"Board agreed {number}", done="agreed", effect="Staff knew.", stage=3) for number in range(3)]
    done = lesson("Board did it", done="done", stage=0)

    assert not any(map(is_done, candidates_among(agreed)))
    assert ids(90) == [*agreed[:2], done], "one that was done takes the place of the last"
    assert [words(90)[place].count("it says what came of it") for place in (0, 2)] == [0, 0]


def test_evidence_weighs_more_than_what_became_of_it() -> None:
    done, tested = lesson("Board did it", done="done"), lesson("Board asks for it", done="agreed", stage=2)

    assert ids() == [tested, done]


def test_a_new_kind_of_change_comes_before_another_of_the_same() -> None:
    first = lesson("Board audited its files", values=["kinds-of-change/audit"], published_on=date(2026, 3, 3))
    again = lesson("Board audited them again", values=["kinds-of-change/audit"], published_on=date(2026, 3, 2))
    other = lesson("Board trained its staff", values=["kinds-of-change/training"], published_on=date(2026, 3, 1))

    assert ids() == [first, other, again]


def test_a_lesson_about_an_agency_of_the_audience_comes_before_a_newer_one() -> None:
    older = lesson("School kept a list", values=["agencies/schools"], published_on=date(2020, 1, 1))
    newer = lesson("Board kept a list", values=["agencies/police"], published_on=date(2026, 1, 1))

    assert ids(agencies=["schools"]) == [older, newer]
    assert ids() == [newer, older]


def test_among_equals_the_newest_comes_first_and_then_the_lower_number() -> None:
    old, new, new_too = (
        lesson(f"Board kept list {number}", published_on=day)
        for number, day in enumerate([date(2020, 1, 1), date(2026, 1, 1), date(2026, 1, 1)])
    )

    assert ids() == [new, new_too, old]
    assert ids() == ids()


def test_what_is_not_public_is_never_chosen() -> None:
    shown = lesson("Board read every referral")
    for state in ("draft", "in_review", "hidden", "archived"):
        lesson(f"Board left this {state}", state=state, stage=4)
    another = lesson("Board read them twice")

    assert ids() == [shown, another]


def test_the_themes_of_an_earlier_text_do_not_count() -> None:
    moved = factories.lesson("Board moved on", themes=["neglect"])
    factories.revision(moved, "Board was here", state="superseded", themes=[THEME], number=2)

    assert subject().distance(candidates_among([moved.id])[0].theme_ids) != 0
    assert moved.id not in ids()


def test_reasons_are_said_in_words() -> None:
    lesson("Board audited its files", stage=3, values=["kinds-of-change/audit", "agencies/schools"])
    lesson("Board audited them again", done="recommended", stage=0, values=["kinds-of-change/audit"])

    assert words(agencies=["schools", "police"]) == [
        "It has the theme first; local evaluation, stage 3 of 4; it was carried out; "
        "adds a kind of change: audit; concerns schools and colleges",
        "It has the theme first; idea, stage 0 of 4; it was only recommended",
    ]


def test_reasons_that_nobody_knows_any_more_are_passed_over() -> None:
    assert in_words(["related-theme:987654", "new-kind:no-such", "of-another-version:x", "agency"]) == ("On the theme")
    assert in_words([]) == "Added by hand"


def test_a_theme_with_one_lesson_is_filled_up_from_its_group_and_says_so() -> None:
    own = lesson("Board read every referral")
    sibling = next(each for each in theme().broader.narrower if each.slug != THEME)  # type: ignore[union-attr]
    near = lesson("Board looked at its assessments", themes=[sibling.slug])
    lesson("Board looked at them again", themes=[sibling.slug], published_on=date(2010, 1, 1))

    assert ids(360) == [own, near]
    assert words(360)[1].endswith(f"from a theme near by, “{sibling.label}”")


def test_a_theme_with_too_few_findings_is_filled_up_and_keeps_the_lesson_that_is_its_own() -> None:
    about_reviews = [
        lesson(f"Board reviewed {number}", themes=[THEME, "quality-of-reviews"], values=["kinds-of-change/training"])
        for number in range(3)
    ]
    sibling = next(each for each in theme().broader.narrower if each.slug != THEME)  # type: ignore[union-attr]
    near = [lesson(f"Board looked at its assessments {number}", themes=[sibling.slug]) for number in range(3)]

    assert ids(90) == [about_reviews[0], *near[:2]]
    assert ids(7) == [near[0]]


def test_a_theme_is_filled_up_from_what_calls_it_by_name_and_from_related_themes_first() -> None:
    sibling = next(each for each in theme().broader.narrower if each.slug == "was-not-brought")  # type: ignore[union-attr]
    lesson("Board looked at its letters", themes=[sibling.slug], stage=4)
    related = lesson("Board helped early", themes=["early-help"])
    named = lesson("Board wrote about case closure", themes=["recording", sibling.slug])

    assert ids(90) == [named, related]


def test_a_theme_with_two_lessons_is_not_filled_up() -> None:
    wanted = [lesson("Board read every referral"), lesson("Board read them twice")]
    sibling = next(each for each in theme().broader.narrower if each.slug != THEME)  # type: ignore[union-attr]
    lesson("Board looked at its assessments", themes=[sibling.slug], stage=4)

    assert ids(360) == wanted


def test_a_theme_whose_group_has_nothing_is_filled_up_from_a_related_one() -> None:
    far = next(
        each
        for each in db.session.scalars(select(Theme).where(Theme.broader_id.is_not(None)))
        if each.broader_id != theme().broader_id
    )
    db.session.merge(ThemeRelation(theme_id=theme().id, related_id=far.id, position=99))
    lesson("Board looked elsewhere", themes=[far.slug])

    assert [why for why in words(7) if far.label in why]


def test_a_briefing_has_one_lesson_and_is_not_filled_up() -> None:
    only = lesson("Board read every referral")
    sibling = next(each for each in theme().broader.narrower if each.slug != THEME)  # type: ignore[union-attr]
    lesson("Board looked at its assessments", themes=[sibling.slug], stage=4)

    assert ids(7) == [only]


def test_where_there_is_no_lesson_none_is_chosen() -> None:
    assert ids() == []


def test_what_comes_next_goes_on_where_the_pack_stops() -> None:
    first = lesson("Board audited its files", values=["kinds-of-change/audit"], stage=2)
    lesson("Board audited them again", values=["kinds-of-change/audit"], published_on=date(2026, 9, 9))
    trained = lesson("Board trained its staff", values=["kinds-of-change/training"], published_on=date(2020, 9, 9))

    following = next_in_line(candidates_on([theme().id]), subject(), candidates_among([first]), (), 1)

    assert [choice.candidate.lesson_id for choice in following] == [trained]


def test_statements_are_as_many_however_many_lessons_there_are() -> None:
    made = []
    for number in (2, 30):
        for each in range(number):
            lesson(f"Board changed its thresholds, time {each}", values=["kinds-of-change/audit", "agencies/police"])
        db.session.flush()
        about = subject()
        with statements() as counted:
            chosen(about, 360, ["police"])
        made.append(len(counted))

    assert made == [7, 7], "with the names of themes and all labels, which are kept between requests"


def test_what_answers_the_case_is_not_taken_from_the_theme_or_from_one_near_to_it() -> None:
    own = [lesson(f"Board read every referral {number}") for number in range(2)]
    sibling = next(each for each in theme().broader.narrower if each.slug != THEME)  # type: ignore[union-attr]
    near = [lesson(f"Board looked at its assessments {number}", themes=[sibling.slug]) for number in range(2)]

    found = chosen(subject(), 90, (), answers=[own[0], near[0]])

    assert [choice.candidate.lesson_id for choice in found] == [own[1], near[1]]
