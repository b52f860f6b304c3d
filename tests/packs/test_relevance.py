"""Lessons of a session are first of all about its theme, and have a finding that a group can talk about."""

import pytest

from kb.packs.choosing import FILLED_UP, LEFT_TO_THE_CASE, ONE_DONE, RULE, THE_CASE, chosen
from kb.packs.queries.candidates import candidates_among
from kb.packs.queries.subjects import subject_of
from tests.packs.on_a_theme import FOUND, OTHER, SILENT, THEME, THIRD, behind_of, ids, lesson, theme, words

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


def test_a_lesson_about_reviews_or_how_staff_hear_of_them_comes_after_those_on_the_work() -> None:
    reviewing = lesson("Board chose how to review", stage=4, themes=["quality-of-reviews", THEME])
    training = lesson(
        "Board ran a webinar", stage=3, themes=[THEME, "learning-into-practice"], values=["kinds-of-change/training"]
    )
    beside = lesson("Board asked the children", stage=0, themes=[OTHER, THIRD, THEME])

    assert ids() == [beside, training, reviewing]
    assert [each for each in words() if "it says little of what was found in the work with families" in each] == (
        words()[1:]
    )


def test_learning_that_changed_how_people_work_is_a_lesson_on_the_work() -> None:
    beside = lesson("Board asked the children", stage=0, themes=[OTHER, THIRD, THEME])
    changed = lesson(
        "Board changed its forms", themes=[THEME, "learning-into-practice"],
        values=["kinds-of-change/training", "kinds-of-change/pathway-or-protocol"],
    )  # fmt: skip

    assert ids() == [changed, beside]


def test_on_a_theme_about_reviews_those_lessons_are_what_it_is_about() -> None:
    about = subject_of([theme("quality-of-reviews").id])
    reviewing = lesson("Board chose how to review", themes=["quality-of-reviews"])
    other = lesson("Board asked the children", stage=3, themes=[OTHER, "quality-of-reviews"])

    assert [choice.candidate.lesson_id for choice in chosen(about, 90, ())] == [reviewing, other]


def test_a_lesson_mainly_about_the_same_other_matter_comes_later() -> None:
    one, again = (lesson(f"Board asked {name}", stage=3, themes=[OTHER, THEME]) for name in ("one", "another"))
    third = lesson("Board asked a third", stage=0, themes=[THIRD, THEME])

    assert ids() == [one, third, again]


def test_a_lesson_that_says_what_came_of_a_deed_comes_before_one_that_was_tested_further() -> None:
    tested = lesson("Board had it counted", stage=2)
    asked = lesson("Board asks for it", stage=1, done="recommended", effect="Nothing is known of it.")
    told = lesson("Board did it", stage=1, effect="Fewer children were hurt.")

    assert ids() == [told, tested, asked]
    assert "it says what came of it" in words()[0]


@pytest.mark.parametrize("done", ["agreed", "recommended"])
def test_what_is_to_come_of_a_deed_counts_only_once_it_was_carried_out(done: str) -> None:
    tested = lesson("Board had it counted", stage=2)
    asked = lesson("Board wants it", stage=1, done=done, effect="Fewer children are to be hurt.")

    assert ids() == [tested, asked]
    assert not any("it says what came of it" in said for said in words())


def test_a_lesson_that_says_why_comes_before_one_that_was_tested_further() -> None:
    tested = lesson("Board had it counted", stage=2)
    explained = lesson("Board says why", why="People had too much work.")

    assert ids() == [explained, tested]
    assert "it says why it happened" in words()[0]


def test_lessons_behind_the_case_come_first_and_say_so() -> None:
    better = [lesson("Board had it evaluated", stage=4), lesson("Board had it counted", stage=2)]
    behind = [lesson(f"Board told a case {number}", themes=[OTHER, THEME]) for number in range(3)]

    assert ids(behind=behind_of(behind)) == [*behind[:2], *better, behind[2]]
    said = words(behind=behind_of(behind))
    assert said[0].startswith("Stands behind the case that you work on; it has the theme second")
    assert not any("case" in each for each in said[2:])


def test_a_lesson_behind_the_case_that_is_not_about_the_theme_is_not_taken_for_it() -> None:
    best = lesson("Board had it counted", stage=2)
    beside = lesson("Board told a case", themes=[OTHER, THIRD, "recording", THEME])
    silent = lesson("Board told another", found=SILENT)
    elsewhere = lesson("Board told a third", themes=[OTHER])
    behind = behind_of([beside, silent, elsewhere])

    assert ids(behind=behind) == [best, beside, silent]
    assert "case" not in "".join(words(behind=behind))


def test_a_lesson_of_which_the_case_makes_use_once_is_not_taken_for_it() -> None:
    once, twice, best = (
        lesson(f"Board told {name}", stage=stage) for stage, name in enumerate(["one", "two", "three"])
    )

    assert ids(behind=[{once: 1, twice: 2}]) == [twice, best, once]


def test_the_lesson_of_which_the_case_makes_most_use_comes_first() -> None:
    little, much = lesson("Board told one", stage=4), lesson("Board told two", stage=0, themes=[OTHER, THIRD, THEME])

    assert ids(behind=[{little: 2, much: 5}]) == [much, little]


def test_each_of_two_cases_has_its_lessons() -> None:
    one, other = ([lesson(f"Board told {name} {number}") for number in range(2)] for name in ("one", "other"))
    lesson("Board had it evaluated", stage=4)

    assert set(ids(behind=behind_of(one, other))[:4]) == {*one, *other}


def test_where_nothing_was_carried_out_the_best_that_was_takes_the_place_of_the_last() -> None:
    asked = [lesson(f"Board asks for it {number}", done="recommended", why="Work.") for number in range(3)]
    lesson("Board did a little", found=SILENT)
    lesson("Board did it beside other things", themes=[OTHER, THIRD, "recording", THEME])
    done = lesson("Board did it", themes=[OTHER, THIRD, THEME])

    assert ids(90) == [*asked[:2], done]


def test_the_lesson_behind_the_case_stays_when_another_makes_room() -> None:
    behind = lesson("Board asks about case closure", done="recommended", themes=[OTHER, THEME])
    others = [lesson(f"Board asks for it {number}", done="recommended", why="Work.") for number in range(2)]
    done = lesson("Board did it", themes=[OTHER, THEME])

    assert ids(90, behind=behind_of([behind])) == [behind, others[0], done]


def test_one_lesson_has_the_theme_first_if_there_is_such() -> None:
    for place, other in enumerate([OTHER, THIRD, "recording"]):
        lesson(f"Board closed a case {place}", stage=3, why="Work.", themes=[other, THEME], summary="Case closure.")
    first = lesson("Board asks for it", stage=0)

    assert first in ids(90)


def test_the_only_lesson_that_is_first_on_the_theme_stays_when_another_makes_room() -> None:
    behind = [
        lesson(f"Board asks about case closure {number}", done="recommended", themes=[OTHER, THEME])
        for number in range(2)
    ]
    first = lesson("Board asks for it", done="recommended")
    done = lesson("Board did it", themes=[OTHER, THEME])

    assert ids(90, behind=behind_of(behind)) == [behind[0], first, done]


def test_the_rule_is_said_with_the_numbers_that_it_goes_by() -> None:
    assert all(line.endswith(".") for line in (*RULE, THE_CASE, ONE_DONE, FILLED_UP, LEFT_TO_THE_CASE))
    assert "25 words" in RULE[1]
