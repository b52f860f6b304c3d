"""Counts and filters against counting one by one; a table that was changed against one made anew."""

import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.search.columns import Mask
from kb.search.facet_values import OPEN, TITLES, Value, Vocabulary, label_of_years, slug_of_years, years
from kb.search.facets import FacetTable
from kb.search.filterables import Filterable
from kb.search.query import PARAMETERS, Query

SLUGS = {
    **{facet: tuple(f"{facet}-{n}" for n in range(4)) for facet in PARAMETERS.values() if facet not in OPEN},
    "organisations": ("quietshire", "loudshire", "farshire"),
    "years": tuple(str(year) for year in range(2005, 2015)),
    "tags": ("icon", "front door", "MASH"),
}
VOCABULARY = Vocabulary.of(
    {
        facet: [Value(slug, slug.title(), group="A group" if facet == "themes" else None) for slug in slugs]
        for facet, slugs in SLUGS.items()
        if facet not in {"years", "tags"}
    }
)


def lesson(number: int, chance: random.Random) -> Filterable:
    values = {
        facet: tuple(chance.sample(slugs, chance.choice((0, 1, 1, 2) if facet in {"themes", "tags"} else (0, 1))))
        for facet, slugs in SLUGS.items()
    }
    return Filterable(number, date(2026, 1, 1) + timedelta(chance.randint(0, 9)), values, chance.randint(0, 3))


def lessons(count: int, chance: random.Random, first: int = 1) -> list[Filterable]:
    return [lesson(number, chance) for number in range(first, first + count)]


def query(chance: random.Random) -> Query:
    chosen = chance.sample(list(SLUGS), chance.randint(0, 3))
    filters = {facet: tuple(chance.sample(SLUGS[facet], chance.randint(1, 3))) for facet in chosen}
    if chance.random() < 0.3:
        filters["years"] = (chance.choice(("2007..2009", "2011..", "..2006", "2012")),)
    return Query(filters=filters)


def has(one: Filterable, facet: str, slugs: Iterable[str]) -> bool:
    own = one.values.get(facet, ())
    if facet != "years":
        return bool(set(own) & set(slugs))
    ranges = [found for slug in slugs if (found := years(slug))]
    return any(first <= int(year) <= last for first, last in ranges for year in own)


def counted(table: FacetTable, asked: Query, matching: Mask) -> dict[str, dict[str, int]]:
    return {
        facet.key: {value.slug: value.count for value in facet.values if value.count}
        for facet in table.counts(asked, matching)
    }


def naive(given_: Sequence[Filterable], asked: Query, matching: Mask) -> dict[str, dict[str, int]]:
    rows = [one for one, wanted in zip(given_, matching.tolist(), strict=True) if wanted]
    found = {}
    for facet in SLUGS:
        others = [
            one
            for one in rows
            if all(has(one, other, asked.chosen(other)) for other in asked.filters if other != facet)
        ]
        found[facet] = dict(Counter(slug for one in others for slug in one.values[facet]))
        for slug in asked.chosen(facet):
            number = sum(has(one, facet, [slug]) for one in others)
            found[facet].update({slug: number} if number else {})
    return found


@pytest.mark.parametrize("share", [0.02, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(8))
def test_each_count_is_what_counting_one_by_one_gives(seed: int, share: float) -> None:
    chance = random.Random(seed)
    made = lessons(chance.choice((1, 63, 64, 400)), chance)
    table = FacetTable.of(chance.sample(made, len(made)), VOCABULARY)
    for _ in range(6):
        asked = query(chance)
        matching = np.array([chance.random() < share for _ in made])
        assert counted(table, asked, matching) == naive(made, asked, matching), asked
        assert table.narrowed(asked, PARAMETERS.values()).tolist() == [
            all(has(one, facet, asked.chosen(facet)) for facet in asked.filters) for one in made
        ]


def state(table: FacetTable) -> Mapping[int, object]:
    """Everything a table says, by lesson."""
    newest = table.ids[np.argsort(table.age)].tolist()
    values = {facet: [set(table.values_of(row, facet)) for row in range(table.size)] for facet in SLUGS}
    counts = counted(table, Query(), np.arange(table.size) % 2 == 0)
    some = counted(table, Query(), np.arange(table.size) == 0)
    offered = {facet.key: [value.slug for value in facet.values] for facet in table.counts(Query(), table.age >= 0)}
    return {0: (table.ids.tolist(), newest, table.uses.tolist(), values, counts, some, offered)}


@settings(max_examples=80)
@given(st.integers(0, 10**6), st.integers(0, 200), st.integers(1, 3))
def test_a_table_that_was_changed_is_as_one_made_anew(seed: int, size: int, rounds: int) -> None:
    chance = random.Random(seed)
    now = {one.id: one for one in lessons(size, chance)}
    table = FacetTable.of(now.values(), VOCABULARY)
    for _ in range(rounds):
        changed = [chance.randint(1, size + 9) for _ in range(chance.choice((1, 1, 3, 80)))]
        for number in changed:
            now.pop(number, None)
            if chance.random() < 0.7:
                now[number] = lesson(number, chance)
        table = table.updated(changed, [now[number] for number in changed if number in now])
    assert state(table) == state(FacetTable.of(now.values(), VOCABULARY))


def test_a_table_stays_as_it_is_when_another_is_made_of_it() -> None:
    made = lessons(200, random.Random(1))
    table = FacetTable.of(made, VOCABULARY)
    before = state(table)
    table.updated([3, 200, 201], lessons(2, random.Random(2), first=200))
    assert state(table) == before


def test_new_organisations_years_and_tags_appear_with_the_lesson_that_brings_them() -> None:
    table = FacetTable.of(lessons(5, random.Random(1)), VOCABULARY)
    values = {"organisations": ("newshire",), "years": ("2031",), "tags": ("brand new",), "themes": ("no-such-theme",)}
    newer = table.updated([9], [Filterable(9, date(2026, 2, 1), values, names={"newshire": "Newshire Board"})])
    assert newer.label("organisations", "newshire") == "Newshire Board"
    assert newer.values_of(5, "years") == ("2031",)
    assert newer.values_of(5, "themes") == ()
    for facet, slugs in values.items():
        assert (newer.resolve(facet, slugs[0]) == slugs[0]) is (facet != "themes")
        assert facet == "years" or table.resolve(facet, slugs[0]) is None


def test_an_organisation_that_is_renamed_is_shown_by_its_new_name() -> None:
    one = Filterable(1, date(2026, 1, 1), {"organisations": ("quietshire",)}, names={"quietshire": "Quietshire Board"})
    table = FacetTable.of([one], VOCABULARY)
    assert table.label("organisations", "quietshire") == "Quietshire Board"
    renamed = Filterable(1, one.first_published_on, one.values, names={"quietshire": "Board of Quietshire"})
    assert table.updated([1], [renamed]).label("organisations", "quietshire") == "Board of Quietshire"
    assert table.label("organisations", "quietshire") == "Quietshire Board"


def test_closed_lists_and_organisations_offer_every_value_years_and_tags_those_in_use() -> None:
    one = Filterable(1, date(2026, 1, 1), {"years": ("2009",), "tags": ("icon",)})
    offered = {
        f.key: [v.slug for v in f.values] for f in FacetTable.of([one], VOCABULARY).counts(Query(), np.ones(1, bool))
    }
    assert list(offered) == list(TITLES) == list(PARAMETERS.values())
    assert offered["years"] == ["2009"]
    assert offered["tags"] == ["icon"]
    for facet, slugs in SLUGS.items():
        assert facet in {"years", "tags"} or set(offered[facet]) == set(slugs)


def test_a_tag_that_only_a_hidden_lesson_has_is_not_offered() -> None:
    both = [Filterable(n, date(2026, 1, 1), {"tags": ("icon", f"tag {n}")}) for n in (1, 2)]
    table = FacetTable.of(both, VOCABULARY)
    visible = np.array([True, False])
    tags = next(facet for facet in table.counts(Query(), visible, visible) if facet.key == "tags")
    assert {value.slug: value.count for value in tags.values} == {"icon": 1, "tag 1": 1}


def test_values_are_in_the_order_of_their_list_and_the_newest_year_first() -> None:
    many = [Filterable(n, date(2026, 1, 1), {"years": (year,), "tags": (tag,)})
            for n, (year, tag) in enumerate((("2009", "b"), ("2014", "C"), ("2011", "a")), 1)]  # fmt: skip
    facets = {f.key: f.values for f in FacetTable.of(many, VOCABULARY).counts(Query(), np.ones(3, bool))}
    assert [value.label for value in facets["years"]] == ["2014", "2011", "2009"]
    assert [value.label for value in facets["tags"]] == ["a", "b", "C"]
    assert [value.label for value in facets["organisations"]] == ["Farshire", "Loudshire", "Quietshire"]


def test_a_short_list_has_what_is_chosen_and_the_most_frequent() -> None:
    counts = {"icon": 3, "front door": 1, "MASH": 2, "other": 2}
    many = [tag for tag, number in counts.items() for _ in range(number)]
    table = FacetTable.of([Filterable(n, date(2026, 1, 1), {"tags": (tag,)}) for n, tag in enumerate(many)], VOCABULARY)
    asked = Query(filters={"tags": ("front door",)})
    tags = next(facet for facet in table.counts(asked, np.ones(table.size, bool)) if facet.key == "tags").values
    assert [(v.slug, v.count, v.chosen) for v in tags.frequent(2)] == [("front door", 1, True), ("icon", 3, False)]
    assert [v.slug for v in tags] == ["front door", "icon", "MASH", "other"]
    assert len(tags) == 4
    assert [v.slug for v in tags[1:3]] == ["icon", "MASH"]
    assert tags[-1].slug == "other"


def test_a_range_of_years_is_counted_and_stands_first() -> None:
    many = [Filterable(n, date(2026, 1, 1), {"years": (str(year),)}) for n, year in enumerate((2008, 2009, 2011, 2014))]
    table = FacetTable.of(many, VOCABULARY)
    asked = Query(filters={"years": ("2009..2011", "1999")})
    found = next(facet for facet in table.counts(asked, np.ones(4, bool)) if facet.key == "years").values
    assert [(v.slug, v.label, v.count, v.chosen) for v in found][:2] == [
        ("2009..2011", "2009 to 2011", 2, True), ("1999", "1999", 0, True),
    ]  # fmt: skip
    assert [v.slug for v in found][2:] == ["2014", "2011", "2009", "2008"]
    assert table.with_values([("years", "..2009")]).tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("typed", "slug", "label"),
    [
        ("2009", "2009", "2009"),
        ("2009..2014", "2009..2014", "2009 to 2014"),
        ("2014..2009", "2009..2014", "2009 to 2014"),
        ("2009…2014", "2009..2014", "2009 to 2014"),
        ("2009-2014", "2009..2014", "2009 to 2014"),
        ("2009–2014", "2009..2014", "2009 to 2014"),
        ("2009..", "2009..", "2009 or later"),
        ("..2014", "..2014", "2014 or earlier"),
        ("2009..2009", "2009", "2009"),
    ],
)
def test_years_are_understood_and_written_in_one_way(typed: str, slug: str, label: str) -> None:
    found = years(typed)
    assert found is not None
    assert slug_of_years(*found) == slug
    assert label_of_years(slug) == label


@pytest.mark.parametrize(
    "typed", ["", "..", "-2014", "-5", "20", "20092014", "2009..14", "two", "２００９", "2009.2014", "2009..2010..2011"]
)
def test_what_is_no_year_is_none(typed: str) -> None:
    assert years(typed) is None
    assert FacetTable.of((), VOCABULARY).resolve("years", typed) is None


def test_a_value_is_found_by_slug_label_and_other_names() -> None:
    themes = (
        Value("harm", "All of “Forms of harm”", "Forms of harm", listed=False, other_names=("Forms of harm",)),
        Value("domestic-abuse", "Domestic abuse", "Forms of harm", other_names=("DV", "Intimate partner violence")),
        Value("dv", "Another theme", "Forms of harm"),
    )
    table = FacetTable.of((), Vocabulary.of({"themes": themes}))
    for typed in ("domestic-abuse", "Domestic Abuse", "domestic  abuse", "intimate-partner-violence"):
        assert table.resolve("themes", typed) == "domestic-abuse"
    assert table.resolve("themes", "DV") == "dv"
    assert table.resolve("themes", "forms of harm") == "harm"
    assert table.resolve("themes", "nowhere") is None
    assert table.resolve("tags", "") is None


def test_a_group_of_themes_is_shown_where_it_is_chosen() -> None:
    themes = (Value("harm", "All of “Harm”", "Harm", listed=False), Value("neglect", "Neglect", "Harm"))
    table = FacetTable.of(
        [Filterable(1, date(2026, 1, 1), {"themes": ("neglect", "harm")})], Vocabulary.of({"themes": themes})
    )
    for asked, shown in ((Query(), ["neglect"]), (Query(filters={"themes": ("harm",)}), ["harm", "neglect"])):
        values = table.counts(asked, np.ones(1, bool))[0].values
        assert [value.slug for value in values] == shown


def test_values_that_do_not_exist_are_left_out_and_named() -> None:
    table = FacetTable.of(lessons(30, random.Random(1)), VOCABULARY)
    asked = Query(
        filters={"themes": ("themes-1", "nowhere"), "tags": ("no tag",), "years": ("2014..2009", "-3", "1950")}
    )
    known, ignored = table.known(asked)
    assert dict(known.filters) == {"themes": ("themes-1",), "years": ("2009..2014", "1950")}
    assert ignored == (("theme", "nowhere"), ("tag", "no tag"), ("year", "-3"))


def test_rows_are_found_by_id_and_the_newest_has_age_none() -> None:
    made = [Filterable(n, date(2026, 1, day), {}, uses=n) for n, day in ((2, 5), (5, 7), (9, 7))]
    table = FacetTable.of(made, VOCABULARY)
    assert table.rows_of(np.array([5, 1, 9, 10])).tolist() == [1, -1, 2, -1]
    assert table.age.tolist() == [2, 1, 0]
    assert table.uses.tolist() == [2, 5, 9]
    empty = FacetTable.of((), VOCABULARY)
    assert (empty.size, empty.rows_of(np.array([1])).tolist()) == (0, [-1])
    assert counted(empty, Query(filters={"themes": ("themes-1",)}), np.zeros(0, bool)) == {facet: {} for facet in SLUGS}


def test_a_large_table_is_small_and_is_changed_without_being_made_anew() -> None:
    chance = random.Random(1)
    made = lessons(5000, chance)
    tracemalloc.start()
    table = FacetTable.of(made, VOCABULARY)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / len(made) < 250, "bytes a lesson"
    assert most / len(made) < 1000, "no object for each lesson stays while it is made"
    began = time.process_time()
    FacetTable.of(made, VOCABULARY)
    anew, began = time.process_time() - began, time.process_time()
    table.updated([7], [lesson(7, chance)])
    assert time.process_time() - began < anew / 5
