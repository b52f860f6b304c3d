"""How many of the words a lesson must have."""

import pytest

from kb.search.scoring import needed


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 3), (9, 3), (10, 4), (32, 11)],
)
def test_all_but_two_or_a_third_of_the_words_are_needed(asked: int, expected: int) -> None:
    assert needed(asked) == expected
