"""Dates of events are found in any wording; dates of publications, laws and meetings pass."""

import pytest

from tests.identity.finding import found


@pytest.mark.parametrize(
    "written",
    [
        "2nd of Feb '09", "the second of March two thousand and nine", "14/02/2021", "14.2.21", "2021-02-14",
        "February 14th, 2021",
        "Friday 3 May 2013", "Boxing Day 2010", "Easter Monday 2013",
        "Eid al-Fitr 2019", "3–5 May 2013", "O3/l0/2OO7", "1４ March 2009",
    ],
)  # fmt: skip
def test_days_of_events(written: str) -> None:
    assert found(f"The child died on {written} at home.", "exact-date") == [written]


@pytest.mark.parametrize("written", ["March 2019", "mid-July 2022", "October of 2012", "September, 2019"])
def test_months_of_events(written: str) -> None:
    assert found(f"The baby was admitted in {written} with bruising.", "month-and-year") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "The guidance was published on 4 July 2018.",
        "The duty has been in force from 29 September 2019.",
        "The board met on 12 May 2016 and agreed the plan.",
        "Working Together 2018 replaced the edition of March 2015.",
        "Accessed 3 November 2026.",
        "Scores rose from 3.4 to 5.6 of 10.",
    ],
)
def test_dates_of_publications_laws_and_meetings_pass(text: str) -> None:
    assert found(text, "exact-date") + found(text, "month-and-year") == []
