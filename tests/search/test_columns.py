"""Columns of codes: what is counted and summed is what a look at each row would give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kb.search.columns import Columns, Lists

CODES = 6
ROWS = st.lists(st.frozensets(st.integers(0, CODES - 1)), max_size=40)
WEIGHTS = st.dictionaries(st.integers(0, CODES - 1), st.sampled_from([0.5, 1.0, 2.25]))


def columns(rows: list[frozenset[int]], rare: bool) -> Columns:
    """Columns of these rows; where `rare`, behind so many others that their codes are in few of all rows."""
    many = [frozenset({CODES})] * (64 * len(rows) + 1 if rare else 0)
    every = [sorted(own) for own in [*rows, *many]]
    codes = np.array([code for own in every for code in own], np.uint16)
    return Columns.of(Lists.of(codes, np.array([len(own) for own in every], np.int64)))


@given(ROWS, WEIGHTS, st.booleans())
def test_weights_are_summed_for_each_row(rows: list[frozenset[int]], weights: dict[int, float], rare: bool) -> None:
    sums = columns(rows, rare).sums(weights)[: len(rows)]
    assert sums.tolist() == [sum(weights.get(code, 0.0) for code in own) for own in rows]


@given(ROWS, st.frozensets(st.integers(0, CODES - 1)), st.booleans())
def test_rows_with_any_of_some_codes_are_found(rows: list[frozenset[int]], asked: frozenset[int], rare: bool) -> None:
    found = columns(rows, rare).rows_with_any(asked)[: len(rows)]
    assert found.tolist() == [bool(own & asked) for own in rows]
