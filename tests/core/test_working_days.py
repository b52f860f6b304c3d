"""Working days are counted in the same way forwards, backwards and between."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kb.core.working_days import after, earliest, is_working_day, working_days

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
NUMBERS = st.integers(0, 60)
DAY = timedelta(days=1)


@given(DAYS, NUMBERS)
def test_the_earliest_day_is_the_first_after_which_no_more_have_begun(until: date, days: int) -> None:
    found = earliest(until, days)

    assert working_days(found, until) <= days
    assert working_days(found - DAY, until) > days


@given(DAYS, NUMBERS)
def test_so_many_days_after_so_many_have_begun(first: date, days: int) -> None:
    last = after(first, days)

    assert working_days(first, last) == days
    assert days == 0 or is_working_day(last)


@given(DAYS, DAYS, DAYS)
def test_days_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))

    assert working_days(first, last) == working_days(first, middle) + working_days(middle, last)


def test_christmas_and_weekends_do_not_count() -> None:
    # Friday 25 and Monday 28 December 2026 (in place of Saturday the 26th) are bank holidays
    assert after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_days(date(2026, 12, 24), date(2026, 12, 28)) == 0
    assert earliest(date(2026, 12, 28), 0) == date(2026, 12, 24)
