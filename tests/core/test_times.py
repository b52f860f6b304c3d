"""Times of day are understood as people type them, and what is none is named."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.core.times import NoTime, typed_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30", time(9, 30)), ("09.30", time(9, 30)), ("0930", time(9, 30)), ("930", time(9, 30)), ("9", time(9)),
        ("9am", time(9)), ("9 am", time(9)), ("9 A.M.", time(9)), ("2:05 pm", time(14, 5)), ("12 am", time(0)),
        ("12pm", time(12)), ("12:30 am", time(0, 30)), ("noon", time(12)), ("Midday", time(12)), ("midnight", time(0)),
        ("23:59", time(23, 59)), ("0:00", time(0)), ("14h30", time(14, 30)), ("14 30", time(14, 30)),
        ("  9:30  ", time(9, 30)), ("9:30:00", time(9, 30)), ("\u200b9:30", time(9, 30)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_was_meant(typed: str, meant: time) -> None:
    assert typed_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter a time, such as 9:30"),
        ("   ", "Enter a time, such as 9:30"),
        ("in the morning", "Enter the time as hours and minutes, such as 9:30"),
        ("13 pm", "Enter the time as hours and minutes, such as 9:30"),
        ("0 am", "Enter the time as hours and minutes, such as 9:30"),
        ("9:3", "Enter the time as hours and minutes, such as 9:30"),
        ("9:30 o'clock", "Enter the time as hours and minutes, such as 9:30"),
        ("٩:٣٠", "Enter the time as hours and minutes, such as 9:30"),
        ("24:00", "The time must be between 0:00 and 23:59"),
        ("9:60", "The time must be between 0:00 and 23:59"),
    ],
)
def test_what_is_no_time_is_refused_with_what_to_type(typed: str, says: str) -> None:
    with pytest.raises(NoTime, match="^" + says.replace(".", r"\.") + "$"):
        typed_time(typed)


@given(st.times().map(lambda each: each.replace(second=0, microsecond=0, fold=0)))
def test_every_minute_of_the_day_can_be_typed_in_both_ways(meant: time) -> None:
    assert typed_time(f"{meant:%H:%M}") == meant
    assert typed_time(f"{meant:%I:%M} {'am' if meant.hour < 12 else 'pm'}") == meant


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_time_or_refused(typed: str) -> None:
    with suppress(NoTime):
        assert isinstance(typed_time(typed), time)
