"""The values of all facets: what joins them, and how they are called."""

from datetime import date

import numpy as np
import pytest

from kb.search.facet_values import Value, Vocabulary
from kb.search.facets import FacetTable
from kb.search.filterables import Filterable
from kb.search.query import Query

LESSONS = [
    Filterable(1, date(2026, 1, 1), {"themes": ("neglect",), "tags": ("icon",)}),
    Filterable(2, date(2026, 1, 2), {"themes": ("neglect", "police"), "years": ("2009",)}),
]
KNOWN = Vocabulary.of({"themes": [Value("neglect", "Neglect"), Value("police", "Police")]})


def offered(table: FacetTable, facet: str) -> dict[str, tuple[str, int]]:
    """Label and count of each value of a facet."""
    found = next(found for found in table.counts(Query(), np.ones(table.size, np.bool_)) if found.key == facet)
    return {value.slug: (value.label, value.count) for value in found.values}


def test_a_vocabulary_that_knows_all_values_stays_the_same() -> None:
    assert KNOWN.with_values(KNOWN.values) is KNOWN


def test_a_value_that_came_into_a_list_is_offered_and_can_be_chosen_before_a_lesson_has_it() -> None:
    table = FacetTable.of(LESSONS, KNOWN)
    now = Vocabulary.of({"themes": [Value("new", "Brand new"), *(value for _, value in KNOWN.values)]})
    newer = table.knowing(now)
    assert offered(newer, "themes") == {"neglect": ("Neglect", 2), "police": ("Police", 1), "new": ("Brand new", 0)}
    assert offered(newer, "tags") == {"icon": ("icon", 1)}
    assert newer.resolve("themes", "brand new") == "new"
    assert "new" not in offered(table, "themes")
    with_it = newer.updated([3], [Filterable(3, date(2026, 1, 3), {"themes": ("new",)})])
    assert offered(with_it, "themes")["new"] == ("Brand new", 1)


def test_a_value_is_called_as_the_lists_call_it_now() -> None:
    now = Vocabulary.of({"themes": [Value("police", "Policing", other_names=("The force",))]})
    table = FacetTable.of(LESSONS, KNOWN).knowing(now)
    assert offered(table, "themes") == {"neglect": ("Neglect", 2), "police": ("Policing", 1)}
    assert table.resolve("themes", "the force") == "police"


def test_a_tag_that_only_a_hidden_lesson_has_does_not_stand_before_one_written_otherwise() -> None:
    written = [Filterable(n, date(2026, 1, n), {"tags": (tag,)}) for n, tag in ((1, "ZETA"), (2, "zeta"))]
    table = FacetTable.of(written, KNOWN)
    assert table.resolve("tags", "Zeta") == "ZETA"
    assert table.without([1]).resolve("tags", "Zeta") == "zeta"
    assert table.without([1, 2]).resolve("tags", "Zeta") is None


@pytest.mark.parametrize("year", ["1987", "1988"])
def test_the_year_of_a_hidden_lesson_stands_where_one_stands_that_no_lesson_has(year: str) -> None:
    written = [Filterable(n, date(2026, 1, n), {"years": (own,)}) for n, own in ((1, "1987"), (2, "2009"), (3, "2014"))]
    visible = np.array([False, True, True])
    counted = FacetTable.of(written, KNOWN).counts(Query(filters={"years": (year,)}), visible, visible)
    years = next(facet for facet in counted if facet.key == "years").values
    assert [(value.slug, value.count, value.chosen) for value in years] == [
        (year, 0, True), ("2014", 1, False), ("2009", 1, False),
    ]  # fmt: skip
    assert [value.slug for value in years.frequent(2)] == [year, "2014"]


def test_what_is_known_already_changes_nothing() -> None:
    table = FacetTable.of(LESSONS, KNOWN)
    assert table.knowing(KNOWN) is table
