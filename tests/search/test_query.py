"""A query in an address and as kept text."""

from dataclasses import replace
from functools import reduce
from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from kb.core.paging import HIGHEST
from kb.search.query import PARAMETERS, SORTS, TEXT_KEPT, VALUE_LENGTH, VALUES_LIMIT, Query

slugs = st.lists(st.text(alphabet="abc-", min_size=1, max_size=9), max_size=4, unique=True).map(tuple)
filters = st.dictionaries(st.sampled_from(sorted(PARAMETERS.values())), slugs.filter(bool), max_size=4)
queries = st.builds(
    lambda chosen, **others: reduce(lambda made, item: made.with_chosen(*item), chosen.items(), Query(**others)),
    filters,
    text=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cn")), max_size=50),
    sort=st.sampled_from(SORTS),
    exact=st.booleans(),
)
pages = st.integers(1, HIGHEST)


@given(queries, pages)
def test_the_address_of_a_query_leads_back_to_it(query: Query, page: int) -> None:
    query = replace(query, page=page)
    address = urlencode(query.to_args())
    assert Query.from_args(MultiDict(parse_qsl(address, keep_blank_values=True))) == query


@given(queries, pages)
def test_a_kept_query_is_found_again_at_its_first_page(query: Query, page: int) -> None:
    assert Query.from_json(replace(query, page=page).to_json()) == query


def test_an_empty_query_has_an_empty_address() -> None:
    assert Query().to_args() == []


def test_names_in_an_address_are_those_of_the_contract() -> None:
    query = Query("a", {"regions": ("r",), "themes": ("t1", "t2")}, "newest", exact=True, page=2)
    assert urlencode(query.to_args()) == "q=a&theme=t1&theme=t2&region=r&sort=newest&exact=on&page=2"


def test_an_order_that_is_none_is_by_relevance() -> None:
    assert Query.from_args(MultiDict({"sort": "colour"})) == Query.from_json('{"sort": "colour"}') == Query()


def test_taking_all_filters_off_keeps_the_words() -> None:
    query = Query("a", {"themes": ("t",)}, "newest", page=3)
    assert query.without_filters() == Query("a", sort="newest")
    assert query.with_chosen("themes", ()) == Query("a", sort="newest")


def test_what_is_no_page_number_is_the_first_page() -> None:
    for given_page in ("", "0", "-1", "x", "1.5", "٣", "9" * 400):
        assert Query.from_args(MultiDict({"page": given_page})).page == 1


def test_a_high_page_number_is_brought_down() -> None:
    assert Query.from_args(MultiDict({"page": "99999999"})).page == HIGHEST


def test_values_are_bounded_in_number_and_length() -> None:
    args = MultiDict([("theme", f"{number}" + "x" * 1000) for number in range(500)])
    themes = Query.from_args(args).chosen("themes")
    assert len(themes) == VALUES_LIMIT
    assert max(map(len, themes)) == VALUE_LENGTH


def test_characters_that_no_page_may_hold_become_blanks() -> None:
    query = Query.from_args(MultiDict({"q": "a\x00b\ud800\ufffe\n🙂", "theme": "x\x1f"}))
    assert (query.text, query.chosen("themes")) == ("a b   🙂", ("x ",))


def test_a_long_text_is_shown_again_in_part_only() -> None:
    assert len(Query.from_args(MultiDict({"q": "a" * 100_000})).text) == TEXT_KEPT


def test_a_value_given_twice_is_one_value() -> None:
    assert Query.from_args(MultiDict([("region", "london"), ("region", "london")])).chosen("regions") == ("london",)


def test_a_filter_kept_by_a_later_version_is_left_out() -> None:
    assert Query.from_json('{"text": "a", "filters": {"moons": ["luna"]}}') == Query("a")
