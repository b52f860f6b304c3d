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


@pytest.mark.parametrize(
    "text",
    [
        "The embargo on the findings ends at noon on 12 June.",
        "The shared drive is switched off on 30 April, so save what you need.",
        "The recording stays up until 15 August, after which the link is dead.",
        "From 21 March 2022 parents in Wales lost the defence of reasonable punishment.",
        "The Equal Treatment in Schools Act was commenced on the sixth of May 2019.",
        "Clocks go forward on the last Sunday in March.",
        "Nowruz falls near 20 March and lasts thirteen days.",
        "Our stall at the freshers' fair is on 23 September.",
        "The Commissioner's letter of 3 June asked every council the same thing.",
        "The 31 October deadline for school places cannot be moved.",
        "Any child born on or after 1 September starts school a year later.",
        "Weeks 3, 7, 11: late shift; weeks 4, 8, 12: early shift",
        "Bands: 0-4, 5-9, 10-14, 15-17",
        "29 February comes once in four years and the calendar cannot cope with it.",
        "For example, an order made on 3 May lasts until 3 May of the next year.",
        "Barnardo's opened its first home on 1 March 1870.",
    ],
)
def test_days_of_laws_feasts_links_and_years_of_birth_pass(text: str) -> None:
    assert found(text, "exact-date") == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Kayleigh's phone went dark on 3 May.", "3 May"),
        ("The letter of 9 March to the mother came back unopened.", "9 March"),
        ("The clocks went back on 29 October 2017; an hour later neighbours heard screams.", "29 October 2017"),
        ("The festival on 13 July 2019 was where she met the older man.", "13 July 2019"),
        ("On 1 September 2014 he did not turn up for Year 7.", "1 September 2014"),
        ("The link with the uncle was cut on 4 May 2014.", "4 May 2014"),
        ("The 14 February incident was logged as noise.", "14 February"),
        ("The money ran out on 4 November.", "4 November"),
        ("Overdose no. 2 - 17.9.16", "17.9.16"),
        ("Mother's Day, 10 March, was when she told her aunt.", "10 March"),
    ],
)
def test_days_of_somebody_are_found_beside_the_same_words(text: str, written: str) -> None:
    assert any(written in each for each in found(text, "exact-date"))


@pytest.mark.parametrize(
    "text",
    [
        "St David's Day (1 March) and Burns Night (25 January) are poor dates for a course.",
        "From 2 June 2025 referrals are made through the portal and the old form is refused.",
        "6 November is the quietest night for fire crews, and the packs go back to schools.",
        "Agencies were charged £200 each on 9 March for the shared package.",
        "The Forum was born on 1 May and had a chair by July.",
        "| Q2 | Jan 11 | Feb 8 | Mar 31 | Apr 27 | number of late returns |",
        "By month: Apr 40, May 52, Jun 61, Jul 12.",
    ],
)
def test_feasts_in_brackets_new_ways_of_working_fees_and_counts_pass(text: str) -> None:
    assert found(text, "exact-date") == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The law student left on 3 May.", "3 May"),
        ("The board over the broken window was put up on 4 June.", "4 June"),
        ("The council flat stood empty from 3 May.", "3 May"),
        ("On Bonfire Night (5 November) he was burned.", "5 November"),
        ("The partners were charged on 12 February.", "12 February"),
        ("The team moved her to a refuge on 4 May.", "4 May"),
        ("| Jan 12 | Feb 9 | bruise seen | Mar 31 | admitted |", "Jan 12"),
    ],
)
def test_words_of_bodies_hide_no_day_of_a_person_or_a_home(text: str, written: str) -> None:
    assert written in found(text, "exact-date")
