"""Days and months."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from kb.core.clock import day_of, long_date, long_moment, months_before, start_of, today

IN_SUMMER = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)
"""Half past midnight in London."""


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 18, date(2025, 5, 30)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 15), 12, date(2025, 12, 15)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_a_moment_belongs_to_the_day_that_it_is_in_the_united_kingdom() -> None:
    assert day_of(IN_SUMMER) == date(2026, 7, 15)
    assert long_date(IN_SUMMER) == "15 July 2026"
    assert long_moment(IN_SUMMER) == "15 July 2026, 00:30"
    assert day_of(IN_SUMMER - timedelta(minutes=31)) == date(2026, 7, 14)
    assert day_of(datetime(2026, 1, 14, 23, 59, tzinfo=UTC)) == date(2026, 1, 14)


def test_today_is_the_day_in_the_united_kingdom_wherever_the_machine_stands() -> None:
    with time_machine.travel(IN_SUMMER, tick=False):
        assert today() == date(2026, 7, 15)


def test_days_on_which_the_clocks_change_have_23_and_25_hours() -> None:
    assert start_of(date(2026, 3, 30)) - start_of(date(2026, 3, 29)).astimezone(UTC) == timedelta(hours=23)
    assert start_of(date(2026, 10, 26)) - start_of(date(2026, 10, 25)).astimezone(UTC) == timedelta(hours=25)
