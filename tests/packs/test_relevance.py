"""Lessons of a session are first of all about its theme, and have a finding that a group can talk about."""

import pytest

from kb.packs.choosing import RULE
from kb.packs.queries.candidates import candidates_among
from kb.packs.queries.subjects import subject_of
from tests.packs.on_a_theme import FOUND, OTHER, SILENT, THEME, THIRD, ids, lesson, theme, words

pytestmark = pytest.mark.usefixtures("app")


def test_what_is_mainly_about_the_theme_comes_before_what_was_tested_further() -> None:
    beside = lesson("Board had it evaluated", stage=4, themes=[OTHER, THIRD, THEME])
    second = lesson("Board had it counted", stage=3, themes=[OTHER, THEME])
    first = lesson("Board asks for it", stage=0, done="recommended", themes=[THEME, OTHER])

    assert ids() == [first, second, beside]


@pytest.mark.parametrize("field", ["title", "summary", "found"])
@pytest.mark.parametrize(
    "name", ["thresholds for referrals", "THRESHOLD for a referral", "closed because of a case closure"]
)
def test_a_lesson_that_calls_the_theme_by_name_counts_as_nearer_to_it(field: str, name: str) -> None:
    fields = {"title": "Board wrote", "found": f"{FOUND}- They wrote {name}." if field == "found" else FOUND}
    fields |= {field: f"Board wrote {name}"} if field != "found" else {}
    unnamed = lesson("Board wrote letters", themes=[OTHER, THEME], stage=2)
    named = lesson(**{**fields, "themes": [OTHER, THEME]})
    beside = lesson(**{**fields, "title": f"{fields['title']} again", "themes": [OTHER, THIRD, THEME]})

    assert ids() == [named, unnamed, beside]


def test_a_name_of_the_theme_has_to_stand_in_one_sentence() -> None:
    apart = lesson("Board counts referral letters. Its quality is measured", themes=[OTHER, THIRD, "recording"])
    together = lesson("Board measured how cases are recorded", themes=[OTHER, THIRD, "recording"])

    on_recording = subject_of([theme("recording").id])
    about = {each.lesson_id: each.named for each in candidates_among([apart, together])}
    assert about[together] == frozenset(on_recording.themes)
    assert about[apart] == frozenset()


def test_a_lesson_that_says_little_of_what_was_found_comes_last() -> None:
    little = [
        lesson("Board said little", stage=4, found="It was found that the case did not meet the test for a review."),
        lesson("Board said what it did", stage=3, found=SILENT),
    ]
    beside = lesson("Board said much", stage=0, themes=[OTHER, THIRD, THEME])

    assert ids() == [beside, *little]


def test_a_lesson_that_says_why_comes_before_one_that_was_tested_further() -> None:
    tested = lesson("Board had it counted", stage=2)
    explained = lesson("Board says why", why="People had too much work.")

    assert ids() == [explained, tested]
    assert "it says why it happened" in words()[0]


def test_lessons_behind_the_case_come_first_and_say_so() -> None:
    better = [lesson("Board had it evaluated", stage=4), lesson("Board had it counted", stage=2)]
    behind = [lesson(f"Board told a case {number}", themes=[OTHER, THEME]) for number in range(3)]

    assert ids(behind=[behind]) == [*behind[:2], *better, behind[2]]
    said = words(behind=[behind])
    assert said[0].startswith("Stands behind the case that you work on; it has the theme second")
    assert not any("case" in each for each in said[2:])


def test_a_lesson_behind_the_case_that_is_not_about_the_theme_is_not_taken_for_it() -> None:
    best = lesson("Board had it counted", stage=2)
    beside = lesson("Board told a case", themes=[OTHER, THIRD, THEME])
    silent = lesson("Board told another", found=SILENT)
    elsewhere = lesson("Board told a third", themes=[OTHER])

    assert ids(behind=[[beside, silent, elsewhere]]) == [best, beside, silent]
    assert "case" not in "".join(words(behind=[[beside, silent, elsewhere]]))


def test_each_of_two_cases_has_its_lessons() -> None:
    one, other = ([lesson(f"Board told {name} {number}") for number in range(2)] for name in ("one", "other"))
    lesson("Board had it evaluated", stage=4)

    assert set(ids(behind=[one, other])[:4]) == {*one, *other}


def test_where_nothing_was_carried_out_the_best_that_was_takes_the_place_of_the_last() -> None:
    asked = [lesson(f"Board asks for it {number}", done="recommended", why="Work.") for number in range(3)]
    lesson("Board did a little", found=SILENT)
    lesson("Board did it beside other things", themes=[OTHER, THIRD, "recording", THEME])
    done = lesson("Board did it", themes=[OTHER, THIRD, THEME])

    assert ids(90) == [*asked[:2], done]


def test_the_only_lesson_that_is_first_on_the_theme_stays_when_another_makes_room() -> None:
    behind = [
        lesson(f"Board asks about case closure {number}", done="recommended", themes=[OTHER, THEME])
        for number in range(2)
    ]
    first = lesson("Board asks for it", done="recommended")
    done = lesson("Board did it", themes=[OTHER, THEME])

    assert ids(90, behind=[behind]) == [behind[0], first, done]


def test_the_rule_is_said_with_the_numbers_that_it_goes_by() -> None:
    assert all(line.endswith(".") for line in RULE)
    assert "25 words" in RULE[1]
