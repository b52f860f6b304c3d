"""Quiet hours, over changes of clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from kb.core.clock import in_uk
from kb.mail.quiet_hours import end_of_quiet


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "begin", "end", "due"),
    [
        # winter: the clocks show UTC
        ("2027-01-10T12:00", 20, 7, "2027-01-10T12:00"),
        ("2027-01-10T19:59", 20, 7, "2027-01-10T19:59"),
        ("2027-01-10T20:00", 20, 7, "2027-01-11T07:00"),
        ("2027-01-11T06:59", 20, 7, "2027-01-11T07:00"),
        ("2027-01-11T07:00", 20, 7, "2027-01-11T07:00"),
        # summer: an hour ahead
        ("2027-07-10T18:59", 20, 7, "2027-07-10T18:59"),
        ("2027-07-10T19:00", 20, 7, "2027-07-11T06:00"),
        ("2027-07-10T23:30", 20, 7, "2027-07-11T06:00"),
        # hours of one day, from midnight, until midnight, and none
        ("2027-01-10T13:30", 12, 14, "2027-01-10T14:00"),
        ("2027-01-10T14:00", 12, 14, "2027-01-10T14:00"),
        ("2027-01-10T00:00", 0, 6, "2027-01-10T06:00"),
        ("2027-01-10T22:15", 22, 0, "2027-01-11T00:00"),
        ("2027-01-10T12:00", 0, 0, "2027-01-10T12:00"),
        ("2027-01-10T12:00", 12, 12, "2027-01-10T12:00"),
        # the night of 28 March 2027: at 01:00 clocks go to 02:00
        ("2027-03-27T20:00", 20, 7, "2027-03-28T06:00"),
        ("2027-03-28T00:30", 20, 7, "2027-03-28T06:00"),
        ("2027-03-28T00:59", 22, 1, "2027-03-28T01:00"),
        ("2027-03-28T01:00", 22, 1, "2027-03-28T01:00"),
        # the night of 31 October 2027: at 02:00 clocks go back to 01:00
        ("2027-10-30T19:00", 20, 7, "2027-10-31T07:00"),
        ("2027-10-30T23:30", 20, 7, "2027-10-31T07:00"),
        ("2027-10-31T01:30", 20, 7, "2027-10-31T07:00"),
        ("2027-10-30T23:30", 22, 1, "2027-10-31T00:00"),
        ("2027-10-31T01:15", 22, 1, "2027-10-31T01:15"),
    ],
)
def test_quiet_hours_are_those_of_british_clocks(now: str, begin: int, end: int, due: str) -> None:
    assert end_of_quiet(moment(now), begin, end) == moment(due)


@pytest.mark.parametrize("day", ["2027-01-10", "2027-03-27", "2027-03-28", "2027-07-01", "2027-10-30", "2027-10-31"])
@pytest.mark.parametrize(("begin", "end"), [(20, 7), (0, 6), (23, 1), (1, 2), (12, 14)])
def test_at_their_end_it_is_quiet_no_more_and_soon(day: str, begin: int, end: int) -> None:
    for minutes in range(0, 24 * 60, 7):
        now = moment(f"{day}T00:00") + timedelta(minutes=minutes)
        due = end_of_quiet(now, begin, end)
        assert now <= due <= now + timedelta(hours=25)
        assert due == now or in_uk(due).minute == 0
        assert end_of_quiet(due, begin, end) == due
