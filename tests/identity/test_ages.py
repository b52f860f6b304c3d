"""Ages in days, weeks and months are found; durations, bands and the ages of things pass."""

import pytest

from kb.identity.check import check_text
from tests.identity.finding import LISTS, found


@pytest.mark.parametrize(
    ("text", "rule", "written", "replacement"),
    [
        ("A 5-month-old was shaken.", "age-in-months", "A 5-month-old", "An infant"),
        ("They found a 13-month-old alone.", "age-in-months", "a 13-month-old", "a toddler"),
        ("The 7-week-old died.", "exact-age", "7-week-old", "infant"),
        ("Her 26-month-old daughter was there.", "exact-age", "26-month-old", "young"),
        ("A 5 weeks old baby was cold.", "exact-age", "A 5 weeks old", "A young"),
        ("Child Q, aged 29 months, was thin.", "exact-age", "29 months", "two years"),
        ("The baby (7 weeks) was cold.", "exact-age", "7 weeks", "a few weeks"),
        ("He was 5/12 when placed.", "age-in-months", "5/12", "a few months"),
        ("By ten months she had lost weight.", "age-in-months", "ten months", "a few months"),
        ("The twins were four weeks when it began.", "exact-age", "four weeks", "a few weeks"),
        ("He lived for only forty-one days.", "exact-age", "forty-one days", "a few weeks"),
        ("Weight at five weeks: below the second centile.", "exact-age", "five weeks", "a few weeks"),
        ("On day six of life he was cold.", "exact-age", "On day six of life", None),
        (
            "At the time of the injury he was 6 weeks and 3 days old.",
            "exact-age",
            "6 weeks and 3 days old",
            "a few weeks old",
        ),
    ],
)
def test_an_age_is_found_with_what_can_stand_in_its_place(
    text: str, rule: str, written: str, replacement: str | None
) -> None:
    findings = [each for each in check_text(text, LISTS) if each.rule == rule]
    assert [(each.text, each.replacement) for each in findings] == [(written, replacement)]


@pytest.mark.parametrize(
    "text",
    [
        "A three-day-old bruise was seen.",
        "The plan was six weeks old.",
        "Support lasted for 18 months.",
        "Every child is weighed at 12 months.",
        "At 12 weeks, the pilot was reviewed.",
        "Advice for babies under 12 months old.",
        "Children aged 6 to 8 weeks.",
        "She was 3 days in hospital and went home with a leaflet.",
        "He was two weeks late for his appointment.",
        "She was six weeks into the placement when it broke down.",
        "The review was due at 12 weeks.",
        "Staff were seen at 6 weeks.",
        "The mother gave birth at 31 weeks.",
        "At 3/7 days a week, respite care was little.",
    ],
)
def test_durations_bands_and_the_ages_of_things_pass(text: str) -> None:
    assert found(text, "exact-age") + found(text, "age-in-months") == []


@pytest.mark.parametrize(
    ("text", "written", "replacement"),
    [
        ("He was six years, one month and nine days old.", "six years, one month and nine days old", "six"),
        ("She was two years and eleven days old.", "two years and eleven days old", "two"),
        ("Child 3 - 38 mths at time of injury - no speech", "38 mths", "three years"),
    ],
)
def test_an_age_with_its_days_is_one_finding(text: str, written: str, replacement: str) -> None:
    assert [(each.text, each.replacement) for each in check_text(text, LISTS)] == [(written, replacement)]


def test_weeks_before_birth_are_no_age() -> None:
    assert found("The unborn child was made subject to a plan at 31 weeks.", "exact-age") == []
