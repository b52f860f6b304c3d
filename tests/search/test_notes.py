"""What the search page says about how a query was read."""

from dataclasses import replace

import pytest

from kb.search.notes import Widened, notes, widened
from kb.search.parsing import understand
from kb.search.query import Facet, FacetValue, Hits, Understood
from tests.search.test_synonyms import widened as widen
from tests.search.texts import resolve

REGIONS = Facet("regions", "Region", (FacetValue("north-west", "North West", 3, False),))


def said(text: str, **changes: object) -> list[str]:
    understood = replace(understand(text, resolve)[0], **changes)  # type: ignore[arg-type]
    return notes(Hits((), 0, 0, (REGIONS,), understood))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "referral thresholds",
        '"safety plan"',
        "safeg*",
        "theme:neglect audit",
        "year:2009",
        "LB-0007",
        "10:30",
        "☺ audit",
    ],
)
def test_what_was_read_as_it_was_typed_needs_no_note(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the audit of what", "Words that nearly every lesson has were left out: “the”, “of” and “what”."),
        ("the audit", "Words that nearly every lesson has were left out: “the”."),
        ('safety "plan', "A quotation mark has no partner and was left out. Put one on each side of a phrase."),
        ("audit x*", "A * needs two letters before it: “x*” was not read as a beginning."),
        ("author:smith", "“author” is not the name of a filter, so it was looked for as a word."),
        ("audit region:atlantis", "Region: “atlantis” is not known and was left out."),
        ("audit theme:xyz", "Theme: “xyz” is not known and was left out."),
        ("audit -police", "Lessons with “police” are left out."),
        ('audit -police -"safety of plans" -sch*', "Lessons with “police”, “safety … plans” or “sch*” are left out."),
        ("audit -region:north-west", "Lessons with Region: North West are left out."),
        ("audit -theme:voice-of-the-child", "Lessons with Theme: voice of the child are left out."),
        ("audit -year:2009..2014", "Lessons with Year: 2009 to 2014 are left out."),
        ("the who", "There was no word in your search to look for, so these are all lessons, newest first."),
        ("* * *", "There was no word in your search to look for, so these are all lessons, newest first."),
        ("?! 🙂", "There was no word in your search to look for, so these are all lessons, newest first."),
        ("audit " * 100, "Your search was long: only its first 400 characters and 32 words were used."),
    ],
)
def test_what_was_read_otherwise_is_said(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_that_nothing_but_an_unknown_value_was_asked_for_is_not_called_left_out() -> None:
    assert said("theme:xyz", only_unknown=True) == ["Theme: “xyz” is not known."]


def test_other_names_of_a_repeated_word_are_said_once() -> None:
    assert widened(widen("DV dv police DV")) == [Widened("DV", ("Domestic abuse",))]


def test_a_filter_in_the_address_that_is_not_known_is_named_as_people_know_it() -> None:
    assert said("", ignored=(("review-type", "x"),)) == ["Type of review: “x” is not known and was left out."]


def test_a_long_list_is_cut() -> None:
    assert said("audit a an and are as at be by for in")[0].endswith("“be”, “by” and 2 more.")


def test_of_many_unknown_values_the_first_are_said_and_how_many_more_there_are() -> None:
    found = said("audit", ignored=tuple(("region", f"x{n}") for n in range(50)))
    assert found[7:] == ["Region: “x7” is not known and was left out.", "42 more values of filters are not known."]


def test_that_there_is_no_index_yet_is_said() -> None:
    assert said("audit", not_yet=True) == ["Words cannot be looked for yet, so these are all lessons, newest first."]


def test_names_that_were_looked_for_too_are_listed_and_contested_ones_are_not() -> None:
    assert widened(widen("DV domestic abuse pre-birth")) == [
        Widened("DV", ("Domestic abuse",)),
        Widened("domestic abuse", ("domestic violence", "DV", "MARAC")),
    ]
    assert widened(widen("the child Was not Brought")) == [
        Widened("Was not Brought", ("WNB", "Children not brought to appointments"))
    ]
    assert widened(Understood()) == []
