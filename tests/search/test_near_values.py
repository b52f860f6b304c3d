"""Values that are offered for those that do not exist, or find nothing."""

from dataclasses import replace

import pytest

from kb.search.near_values import MOST_VALUES, near_values
from kb.search.parsing import understand
from kb.search.query import Facet, FacetValue, Hits, Query

VALUES = (
    FacetValue("neglect", "Neglect", 4, False),
    FacetValue("domestic-abuse", "Domestic abuse", 2, False),
    FacetValue("physical-abuse", "Physical abuse", 3, False),
    FacetValue("negotiation", "Negotiation", 0, False),
)


def near(text: str, values: tuple[FacetValue, ...] = VALUES, **filters: tuple[str, ...]) -> dict[str, list[object]]:
    """What is offered for each typed value: label, text, themes chosen, number of lessons."""
    understood = understand(text, lambda facet, typed: None)[0]
    hits = Hits((), 0, 0, (Facet("themes", "Theme", values),), understood, Query(understood.text, filters, page=3))
    return {
        found.typed: [(v.label, v.query.text, v.query.chosen("themes"), v.total) for v in found.values]
        for found in near_values(hits)
    }


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("neg", ["Neglect"]),
        ("NEGL", ["Neglect"]),
        ("neglekt", ["Neglect"]),
        ("abuse", ["Physical abuse", "Domestic abuse"]),
        ('"abuse of a domestic kind"', ["Physical abuse", "Domestic abuse"]),
        ("domestc", ["Domestic abuse"]),
        ("n", []),
        ("xqzzyw", []),
    ],
)
def test_values_are_near_whose_names_have_a_typed_word_or_one_like_it(typed: str, labels: list[str]) -> None:
    assert [label for found in near(f"theme:{typed}").values() for label, *_ in found] == labels  # type: ignore[misc]


def test_a_near_value_takes_the_place_of_the_typed_one() -> None:
    assert near("audit theme:neg -police") == {"neg": [("Neglect", "audit -police", ("neglect",), 4)]}


def test_a_value_that_was_typed_twice_is_replaced_in_both_places() -> None:
    assert near("theme:neg theme:neg police") == {"neg": [("Neglect", "police", ("neglect",), 4)]}


def test_in_place_of_an_unwanted_value_a_near_one_is_left_out() -> None:
    assert near("audit -theme:neg police") == {"neg": [("Neglect", "audit police -theme:neglect", (), None)]}
    assert near("theme:neg -theme:neg") == {"neg": [("Neglect", "-theme:neg", ("neglect",), 4)]}


def test_beside_others_that_are_chosen_no_number_is_promised() -> None:
    assert near("theme:neg", themes=("domestic-abuse",))["neg"] == [
        ("Neglect", "", ("domestic-abuse", "neglect"), None)
    ]


def test_nothing_is_offered_in_place_of_a_value_that_exists_and_finds_nothing() -> None:
    assert near("audit", (*VALUES, FacetValue("abuse", "Abuse", 0, True)), themes=("abuse",)) == {}


def test_what_became_of_a_value_is_said() -> None:
    understood = understand("audit theme:neg", lambda facet, typed: None)[0]
    (found,) = near_values(Hits((), 0, 0, (Facet("themes", "Theme", VALUES),), understood, Query(understood.text)))
    assert found.said == "Theme: “neg” is not known and was left out."


def test_a_value_in_the_address_is_told_of_too_and_an_unwanted_one_stays_in_the_text() -> None:
    hits = Hits((), 0, 0, (Facet("themes", "Theme", VALUES),), understand("x", lambda facet, typed: None)[0])
    ignored = replace(hits, understood=replace(hits.understood, ignored=(("theme", "neg"),)))
    assert [value.label for value in near_values(ignored)[0].values] == ["Neglect"]
    assert near("-theme:xqzzyw") == {"xqzzyw": []}


def test_few_are_offered() -> None:
    many = tuple(FacetValue(f"v{n}", f"Neglect {n}", 1, False) for n in range(30))
    assert len(near("theme:neg", many)["neg"]) == MOST_VALUES
    assert len(near(" ".join(f"theme:neg{n}" for n in range(9)))) == 3
