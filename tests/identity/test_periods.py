"""Months with a year: of an event of a case, or of data, documents and what bodies did."""

import pytest

from tests.identity.finding import found


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Child P became looked after in Sept 2018, under a section 20 agreement.", "Sept 2018"),
        ("A child who stopped attending in May 2019 was missed at a census day.", "May 2019"),
        ("July 2016 - school reports bruising to MASH", "July 2016"),
        ("The children were removed in January 2015.", "January 2015"),
    ],
)
def test_a_month_of_an_event_is_found(text: str, month: str) -> None:
    assert any(month in each for each in found(text, "month-and-year"))


@pytest.mark.parametrize(
    "text",
    [
        "From January 2018 to March 2021 there were nine allegations.",
        "The charity looked at case reviews from 2008 to March 2015.",
        "They had until the end of February 2009.",
        "A later independent review, of January 2024, found serious failures.",
        "Referral numbers between October 2021 and September 2022 were twice those of the year before.",
        "A police inspectorate visited the force in June 2019 and judged the work on missing children.",
        "Chief officers signed the agreement in December 2019.",
    ],
)
def test_a_month_of_data_or_of_a_body_passes(text: str) -> None:
    assert found(text, "month-and-year") == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Things came to a head in late May 2018, when the worker left.", ["late May 2018"]),
        ("The partnership's arrangements changed in April 2019.", []),
    ],
)
def test_what_a_case_came_to_has_its_month(text: str, months: list[str]) -> None:
    assert found(text, "month-and-year") == months
