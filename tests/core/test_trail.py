"""Reads of the audit trail by day."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from apiflask import APIFlask

from kb.core import trail
from kb.core.audit import Deed, record
from kb.core.db import transaction

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 7, 14), datetime(2026, 7, 13, 23, tzinfo=UTC), datetime(2026, 7, 14, 23, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 26, 0, tzinfo=UTC)),
    ],
    ids=["of 23 hours", "in summer", "of 25 hours"],
)
def test_a_day_lasts_from_midnight_to_midnight_in_the_united_kingdom(
    app: APIFlask, day: date, begins: datetime, ends: datetime
) -> None:
    for moment in (begins - SECOND, begins, ends - SECOND, ends):
        with time_machine.travel(moment, tick=False), transaction():
            record(Deed("did", "UPKEEP"), actor=("site", None))

    found = trail.entries(trail.Filter(since=day, until=day)).items
    assert [entry.at for entry in found] == [ends - SECOND, begins]
