"""What may be said of answers: means, counts, changes, and nothing of fewer than five people."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.held_sessions.models import SCALE, YES_NO
from kb.held_sessions.queries.held import Given
from kb.held_sessions.results import mean, response, results, summed
from kb.held_sessions.said import came_back, in_words

FEWEST = 5


def part(counts: Sequence[int], *, of: int = 1, point: str = "before", kind: str = SCALE) -> Given:
    return Given(of, point, 1, "How sure are you?", kind, False, tuple(counts))


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ((0, 0, 0, 0, 5), "5.0"),
        ((1, 1, 1, 1, 1), "3.0"),
        ((2, 3, 4, 2, 1), "2.8"),  # 2 + 6 + 12 + 8 + 5 = 33 of 12: 2.75
        ((0, 0, 17, 3, 0), "3.2"),  # 51 + 12 = 63 of 20: 3.15, halves go up
        ((3, 0, 0, 0, 4), "3.3"),  # 3 + 20 = 23 of 7: 3.2857
    ],
)
def test_a_mean_has_one_decimal_and_halves_go_up(counts: tuple[int, ...], wanted: str) -> None:
    assert mean(counts) == Decimal(wanted)


@pytest.mark.parametrize(
    ("end", "words"),
    [((0, 0, 0, 2, 4), "up by 1.7"), ((6, 0, 0, 0, 0), "down by 2.0"), ((0, 0, 6, 0, 0), "no change"),
     ((0, 0, 0, 4, 0), "")],
)  # fmt: skip
def test_the_change_is_that_between_the_means_that_are_shown(end: tuple[int, ...], words: str) -> None:
    (found,) = results([part((0, 0, 6, 0, 0)), part(end, point="end")])

    assert found.change == words


def test_four_answers_are_not_shown_and_five_are() -> None:
    few, enough = (results([part(counts)])[0] for counts in ((0, 0, 0, 0, 4), (0, 0, 0, 0, 5)))

    assert in_words(few, "before") == "fewer than 5 answers: not shown"
    assert in_words(enough, "before") == "5.0 (5 answers)"


def test_yes_partly_and_no_are_counts_under_the_same_rule() -> None:
    few, enough = (results([part(counts, kind=YES_NO)])[0] for counts in ((2, 1, 1), (6, 1, 1)))

    assert in_words(few, "before").startswith("fewer than 5 answers")
    assert in_words(enough, "before") == "yes 6, partly 1, no 1 (8 answers)"


def test_a_session_with_few_answers_is_not_in_the_sum_beside_others_that_are_shown() -> None:
    sums = summed({1: (0, 0, 6, 0, 0), 2: (0, 0, 0, 0, 4)}, SCALE)

    assert (sums.mean, sums.number, sums.left_out) == (Decimal("3.0"), 6, 1)


def test_sessions_with_few_answers_are_in_the_sum_where_they_are_enough_together() -> None:
    sums = summed({1: (0, 0, 6, 0, 0), 2: (0, 0, 0, 0, 4), 3: (2, 0, 0, 0, 0)}, SCALE)

    assert (sums.number, sums.left_out) == (12, 0)
    assert sums.mean == Decimal("3.3")  # 18 + 20 + 2 = 40 of 12


def test_no_change_is_told_between_the_means_of_other_sessions() -> None:
    both = [part((0, 0, 6, 0, 0), of=number) for number in (1, 2)]

    (found,) = results([*both, part((0, 0, 0, 0, 6), of=1, point="end")])
    assert found.change == "not the same sessions"

    (found,) = results([*both, *(part((0, 0, 0, 0, 6), of=number, point="end") for number in (1, 2))])
    assert found.change == "up by 2.0"


def test_the_same_question_is_one_row_for_all_points_and_another_wording_is_another() -> None:
    other = Given(1, "end", 1, "How sure are you now?", SCALE, False, (0, 0, 0, 0, 6))
    found = results([part((0, 0, 6, 0, 0)), part((0, 0, 6, 0, 0), point="end"), other])

    assert [(each.question, list(each.at)) for each in found] == [
        ("How sure are you?", ["before", "end"]),
        ("How sure are you now?", ["end"]),
    ]


def test_as_many_forms_came_back_as_answered_the_question_that_most_did() -> None:
    found = [part((0, 0, 6, 0, 0)), Given(1, "before", 2, "Other?", YES_NO, False, (9, 0, 0))]

    assert came_back(response({1: 12}, found, "before")) == "9 of 12 people (75 %)"
    assert response({1: 12}, found, "end") is None


def test_more_forms_than_people_are_said_and_a_few_are_not_counted() -> None:
    many = response({1: 5}, [part((0, 0, 6, 0, 0))], "before")
    few = response({1: 12}, [part((0, 0, 3, 0, 0))], "before")

    assert many is not None
    assert many.too_many
    assert came_back(many) == "6 forms, 5 people"
    assert came_back(few).startswith("Fewer than 5 answers")


counts = st.lists(st.integers(0, 4), min_size=5, max_size=5).map(tuple)


@settings(max_examples=400)
@given(st.lists(counts, min_size=1, max_size=7))
def test_nothing_that_is_shown_tells_of_fewer_than_five(sessions: list[tuple[int, ...]]) -> None:
    """Each session is shown by itself and all together: what is left when some are taken from the sum is told, too."""
    alone = [results([part(given, of=number)])[0].at["before"] for number, given in enumerate(sessions)]
    together = results([part(given, of=number) for number, given in enumerate(sessions)])[0].at["before"]

    shown = [each.number for each in alone if each.number]
    assert all(number >= FEWEST for number in shown)
    assert all((each.counts is None) == (0 < sum(given) < FEWEST) for each, given in zip(alone, sessions, strict=True))
    if together.number:
        left = together.number - sum(shown)
        assert left == 0 or left >= FEWEST
        assert together.number >= FEWEST
    forms = response(
        dict.fromkeys(range(7), 30), [part(given, of=number) for number, given in enumerate(sessions)], "before"
    )
    if forms is not None and forms.sheets is not None:
        assert forms.sheets - sum(shown) == 0 or forms.sheets - sum(shown) >= FEWEST


@settings(max_examples=400)
@given(st.lists(counts, min_size=2, max_size=9))
def test_the_sum_never_moves_by_fewer_than_five_when_another_session_is_noted(sessions: list[tuple[int, ...]]) -> None:
    """Whoever has the results of before and those of now learns of no fewer than five from the difference."""
    before, now = (
        results([part(given, of=number) for number, given in enumerate(some)])[0].at["before"]
        for some in (sessions[:-1], sessions)
    )

    assert before.taken <= now.taken
    moved = now.number - before.number
    assert moved == 0 or moved >= FEWEST
