"""Working days: without weekends and the bank holidays of England and Wales."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from kb.core.working_days import after, is_working_day, late_before, promise_since, working_days

DAYS = st.dates(date(2009, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("first", "until", "days"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), 0),  # the day itself does not count
        (date(2026, 11, 2), date(2026, 11, 3), 1),
        (date(2026, 11, 6), date(2026, 11, 8), 0),  # a Friday, and the weekend after it
        (date(2026, 11, 6), date(2026, 11, 9), 1),
        (date(2026, 11, 7), date(2026, 11, 9), 1),  # what comes on a Saturday has its first day on Monday
        (date(2026, 12, 24), date(2026, 12, 29), 1),  # Boxing Day on a Saturday is made up for on Monday
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # Easter
        (date(2022, 9, 16), date(2022, 9, 20), 1),  # a day given once
        (date(2026, 11, 3), date(2026, 11, 2), 0),
    ],
)
def test_working_days_are_counted_from_the_day_after(first: date, until: date, days: int) -> None:
    assert working_days(first, until) == days


def test_twenty_working_days_over_christmas_and_new_year() -> None:
    assert after(date(2026, 12, 18), 20) == date(2027, 1, 20)


def test_the_holidays_of_scotland_do_not_count() -> None:
    assert is_working_day(date(2026, 1, 2))
    assert is_working_day(date(2026, 11, 30))


@given(DAYS, st.integers(1, 120))
def test_after_so_many_working_days_so_many_have_passed(first: date, days: int) -> None:
    day = after(first, days)

    assert is_working_day(day)
    assert working_days(first, day) == days
    assert working_days(first, day - timedelta(days=1)) == days - 1


@given(DAYS)
def test_no_working_days_after_is_the_day_itself(first: date) -> None:
    assert after(first, 0) == first


@pytest.mark.parametrize("hours", range(0, 24 * 12, 7))
def test_what_is_late_is_late_in_lists_too(hours: int) -> None:
    with time_machine.travel(datetime(2026, 12, 29, 12, tzinfo=UTC), tick=False):
        came = datetime(2026, 12, 29, 12, tzinfo=UTC) - timedelta(hours=hours)
        assert (promise_since(came, 2).late > 0) == (came < late_before(2))


def test_a_promise_says_how_many_days_have_passed_and_the_last() -> None:
    with time_machine.travel(datetime(2026, 12, 29, 12, tzinfo=UTC), tick=False):
        promise = promise_since(datetime(2026, 12, 18, 9, tzinfo=UTC), 2)

    assert (promise.words, promise.by, promise.late) == ("5 of 2 working days", date(2026, 12, 22), 3)
