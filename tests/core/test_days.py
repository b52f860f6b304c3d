"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kb.core.clock import long_date
from kb.core.days import NoDay, typed_day

DAY = date(2021, 2, 14)


@pytest.mark.parametrize(
    "typed",
    [
        "14/2/2021", "14/02/2021", "14 2 2021", "14.2.2021", "14-02-2021", "2021-02-14", "2021/2/14",
        "14 February 2021", "14 Feb 2021", "14th february, 2021", "  14  FEBRUARY  2021 ",
        "14\u00a0February\u200b 2021",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(typed: str) -> None:
    assert typed_day(typed) == DAY


@pytest.mark.parametrize(
    "typed", ["31/2/2021", "2021-02-31", "31 February 2021", "2/14/2021", "0/0/0000", "0000-00-00"]
)
def test_a_day_that_never_was_is_said_not_to_be_real(typed: str) -> None:
    with pytest.raises(NoDay, match="must be a real date"):
        typed_day(typed)


@pytest.mark.parametrize(
    "typed", ["", "yesterday", "14 2", "14/2/21", "February 2021", "14 Foo 2021", "1 2 3 2021", "١٤ ٢ ٢٠٢١", "2" * 5000]
)
def test_what_is_no_day_is_told_what_a_day_has(typed: str) -> None:
    with pytest.raises(NoDay, match="must have a day, a month and a year"):
        typed_day(typed)


@given(some.dates(date(1000, 1, 1)))
def test_a_day_as_pages_write_it_can_be_typed(day: date) -> None:
    assert (
        typed_day(long_date(day)) == day == typed_day(day.isoformat()) == typed_day(f"{day.day}/{day.month}/{day.year}")
    )
