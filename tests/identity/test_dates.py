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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The panel met on 4 June 2015 and heard that the boy was scalded on 3 May 2014.", "3 May 2014"),
        ("The baby died on 3 May 2014 and the board published its report on 4 June 2016.", "3 May 2014"),
        ("Ofsted was notified of the death on 3 May 2019.", "3 May 2019"),
        ("The care plan was revised on 3 May 2014.", "3 May 2014"),
        ("The child protection conference was held on 3 May 2014.", "3 May 2014"),
        ("He was injured in March 2014. On the 14th of that month he died.", "the 14th of that month"),
    ],
)
def test_the_nearest_words_of_the_clause_decide(text: str, written: str) -> None:
    assert found(text, "exact-date") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted visited on 3 May 2019.",
        "Data as at 31 March 2020 show a rise.",
        "World Mental Health Day, 10 October 2021",
        "Training for 200 staff took place on 3 May 2014.",
        "The policy was revised on 3 May 2014.",
        "Police came on the 14th of that month.",
        "Step 4 May be left out.",
        "Use version 2.1.14 of the form.",
    ],
)
def test_other_dates_and_what_is_none_pass(text: str) -> None:
    assert found(text, "exact-date") == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Weds 5th: no reply to the visit.", "Weds 5th"),
        ("She was last seen on Sunday the 9th.", "Sunday the 9th"),
        ("He was stabbed on the last Friday in November 2017.", "the last Friday in November 2017"),
        ("A first scan on 14th inst. showed fractures.", "14th inst."),
        ("The fire was on Christmas Eve.", "Christmas Eve"),
        ("Second attempt to see her, 27/2, was in the car.", "27/2"),
        ("On 8 March that year the baby was bruised.", "8 March that year"),
        ("In the chronology, 2014 June 2 stands against a bruise.", "2014 June 2"),
        ("He died on the day after Boxing Day 2016.", "the day after Boxing Day 2016"),
        ("He was arrested on Good Friday 2014 and bailed on Easter Monday.", "Easter Monday"),
    ],
)
def test_days_told_by_weekday_feast_or_the_month_before(text: str, written: str) -> None:
    assert written in found(text, "exact-date")


@pytest.mark.parametrize(
    "text",
    [
        "Responses are due by Friday 12th.",
        "Our conference is held on the first Friday of March.",
        "09.10 - the child's mother phones the surgery.",
        "Cover is available 24/7 and marks were 6/10.",
        "The report was signed off on 12 June 2019.",
        "On Christmas Day the helpline is open as usual.",
    ],
)
def test_days_of_bodies_times_and_marks_pass(text: str) -> None:
    assert found(text, "exact-date") == []


@pytest.mark.parametrize(
    ("text", "rule", "written"),
    [
        ("| 06/17 | GP | missed immunisation |", "month-and-year", "06/17"),
        ("She moved out at the start of October 2015.", "month-and-year", "the start of October 2015"),
        ("He was found on Nos Galan 2012.", "exact-date", "Nos Galan 2012"),
    ],
)
def test_months_in_cells_parts_of_months_and_welsh_feasts(text: str, rule: str, written: str) -> None:
    assert found(text, rule) == [written]


@pytest.mark.parametrize(
    "text",
    [
        "We looked at all notifications from 1 April 2014 to 31 March 2017.",
        "The study covered 84 reviews between 1 January 2011 and 31 December 2013.",
        "Section 7.3.19 and not 7.3.20 applies.",
    ],
)
def test_whole_years_of_data_and_numbers_of_sections_pass(text: str) -> None:
    assert found(text, "exact-date") == []


@pytest.mark.parametrize(
    "text",
    [
        "Christmas opening hours (closed from noon on 24 December to 2 January)",
        "The clinic is shut from 1 pm on Thursday 24 December until Tuesday 29 December.",
        "Autumn term: 5 September to 21 October.",
        "The helpline is not staffed on 25 December.",
        "Half term runs from 17 February to 21 February.",
        "The fire drill is on 9 May at 11.",
        "Nominations close on 28 February.",
        "Her essays come by email on the first of the month.",
    ],
)
def test_closing_days_terms_and_paydays_pass(text: str) -> None:
    assert found(text, "exact-date") == []


def test_a_case_is_closed_on_a_day_of_its_own() -> None:
    assert found("The case was closed on 24 December 2019.", "exact-date") == ["24 December 2019"]
    assert found("She was seen by the GP on the first of the month.", "exact-date") == ["the first of the month"]
