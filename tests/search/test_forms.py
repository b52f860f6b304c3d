"""Every state of the search page is an address, and its form keeps everything."""

from datetime import date
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.datastructures import MultiDict

from kb.search import forms
from kb.search.forms import Years
from kb.search.query import Query
from tests.pages import Page, Person
from tests.search.lessons import catch_up, publish, use
from tests.search.states import arguments, sent, ticked

TITLES = ".kb-results__item h3"


# --- every state is an address


def test_a_chosen_filter_is_shown_with_an_address_to_remove_it(app: APIFlask, reader: Person) -> None:
    publish(region_key="regions/london", year=2011)
    publish(region_key="regions/north-west", year=2005)
    catch_up()
    page = reader.get("search.results", q="referral", region="london", year="2009..2014", sort="newest", exact="on")
    assert page.heading == "1 lesson found"
    assert page.rows(".kb-chosen li") == ["Remove filter Region: London", "Remove filter Year: 2009 to 2014"]
    kept = [("exact", "on"), ("q", "referral"), ("sort", "newest")]
    assert arguments(page.link("Remove filter Region: London")) == sorted([*kept, ("year", "2009..2014")])
    assert arguments(page.link("Clear all filters")) == kept
    assert ticked(page) == [("region", "london"), ("year", "2009..2014")]


def test_the_form_sends_everything_that_is_chosen(app: APIFlask, reader: Person) -> None:
    publish(region_key="regions/london", tags=("front door",))
    for number in range(20):
        publish(tags=(f"tag {number}", f"also {number}"))
    catch_up()
    state: dict[str, Any] = {
        "q": "referral", "sort": "most-used", "exact": "on", "region": "london", "theme": "thresholds-and-referrals",
        "tag": "front door", "change": "stop-doing-something",
    }  # fmt: skip
    page = reader.get("search.results", **state)
    assert sent(page, "search") == sorted([*state.items(), ("from", ""), ("to", "")])


def test_what_is_typed_as_a_filter_ends_up_as_a_tick(app: APIFlask, reader: Person) -> None:
    publish("Audit of referrals", region_key="regions/london", year=2010)
    publish("Audit of visits", region_key="regions/north-west", year=2010)
    catch_up()
    page = reader.get("search.results", q="audit region:London year:2009..2014")
    assert page.rows(TITLES) == ["Audit of referrals"]
    assert ticked(page) == [("region", "london"), ("year", "2009..2014")]
    box = page.soup.select_one("input[name=q]")
    assert box is not None
    assert str(box["value"]).strip() == "audit"


@pytest.mark.parametrize("sort", ["relevance", "newest", "most-used"])
def test_an_order_is_an_address_and_keeps_the_rest(app: APIFlask, reader: Person, sort: str) -> None:
    publish("Bruising of a baby", region_key="regions/london")
    use(publish("Bruising", region_key="regions/london"), 2)
    publish("A baby", region_key="regions/london", published_on=date(2026, 12, 1))
    catch_up()
    page = reader.get("search.results", q="bruising baby", region="london", sort=sort)
    some = {"relevance": "A baby", "newest": "A baby", "most-used": "Bruising"}[sort]
    assert page.rows(TITLES)[:2] == ["Bruising of a baby", some]
    assert page.rows(".kb-results__part") == ["Lessons with all your words", "Lessons with some of your words"]
    names = {"relevance": "Most relevant", "newest": "Newest on this site", "most-used": "Most used"}
    assert page.rows(".kb-sorts [aria-current]") == [names[sort]]
    for other, name in names.items():
        if other != sort:
            asked = [("q", "bruising baby"), ("region", "london"), *([("sort", other)] if other != "relevance" else [])]
            assert arguments(page.link(name)) == asked


def test_without_words_nothing_is_sorted_by_relevance(app: APIFlask, reader: Person) -> None:
    publish()
    publish()
    catch_up()
    assert reader.get("search.results").rows(".kb-sorts li") == ["Newest on this site", "Most used"]


def test_the_second_page_goes_on_where_the_first_ended(app: APIFlask, reader: Person) -> None:
    for number in range(23):
        publish(f"Lesson number {number}", region_key="regions/london")
    catch_up()
    first = reader.get("search.results", q="lesson", region="london", sort="newest")
    second = reader.open(next(str(a["href"]) for a in first.soup.select("a[rel=next]")))
    assert arguments(str(second.response.request.full_path)) == [
        ("page", "2"), ("q", "lesson"), ("region", "london"), ("sort", "newest"),
    ]  # fmt: skip
    titles = [title for page in (first, second) for title in page.rows(TITLES)]
    assert len(set(titles)) == len(titles) == 23
    assert reader.get("search.results", q="lesson", page=10_000).rows(TITLES) == reader.get(
        "search.results", q="lesson", page=2
    ).rows(TITLES)


def test_every_link_of_a_state_has_a_page(app: APIFlask, reader: Person) -> None:
    for number in range(23):
        publish(f"Audit {number} of DV", tags=(f"tag {number}",), year=2000 + number, region_key="regions/london")
    catch_up()
    page = reader.open("/search?q=dv+audits+zzz&region=london&year=2003..&tag=tag+5&tag=tag+6&sort=newest")
    links = {str(a["href"]) for a in page.soup.main.select('a[href^="/search"]')} if page.soup.main else set()
    assert len(links) > 7
    for link in links:
        assert reader.open(link).status == 200, link


def with_years(page: Page, first: str, last: str) -> Page:
    """Fill in the fields of the years and press Enter in one, which sends everything."""
    fields = [field for field in sent(page, "search") if field[0] not in {"from", "to"}]
    return page.person.open("/search", query_string=MultiDict([*fields, ("from", first), ("to", last)]))


def test_years_can_be_chosen_from_one_to_another(app: APIFlask, reader: Person) -> None:
    for year in (2005, 2010, 2015):
        publish(year=year, region_key="regions/london")
    catch_up()
    page = reader.get("search.results", year="2005", region="london")
    results = with_years(page, "2009", "")
    assert arguments(results.response.request.full_path) == [("region", "london"), ("year", "2005"), ("year", "2009..")]
    assert results.heading == "3 lessons found"
    assert "2009 or later 2 found" in results.rows(".kb-facet__value")
    other = with_years(results, "2013", "2008")
    assert arguments(other.response.request.full_path) == [
        ("region", "london"), ("year", "2005"), ("year", "2008..2013"),
    ]  # fmt: skip
    assert arguments(with_years(other, "", "").response.request.full_path) == arguments(
        other.response.request.full_path
    )


@pytest.mark.parametrize("before", ["2009..2014", "2009-2014", "2009…2014", "2009.."])
def test_a_range_of_years_takes_the_place_of_one_however_that_is_written(before: str) -> None:
    asked = Query(filters={"years": ("2005", before)})
    assert forms.with_years(asked, Years("2015", "2016")).chosen("years") == ("2005", "2015..2016")


def test_a_range_that_every_year_is_in_is_no_filter(app: APIFlask, reader: Person) -> None:
    publish(year=2005)
    catch_up()
    page = with_years(reader.get("search.results", q="referral"), "", "9999")
    assert arguments(page.response.request.full_path) == [("q", "referral")]
    assert "not known" not in page.text


@pytest.mark.parametrize("typed", ["-5", "05", "20095", "last year", "２００９", "0000", "<b>", "2009..2014"])
def test_what_is_no_year_is_said_and_stays_as_it_was_typed(app: APIFlask, reader: Person, typed: str) -> None:
    publish(year=2005)
    catch_up()
    page = with_years(reader.get("search.results", q="referral"), typed, "2014")
    assert page.errors == ["Enter the year to start from as four digits, for example 2009"]
    assert page.heading == "1 lesson found"
    assert page.soup.title is not None
    assert page.soup.title.text.startswith("Error: ")
    fields = {name: value for name, value in sent(page, "search") if name in {"from", "to"}}
    assert fields == {"from": typed, "to": "2014"}
    assert [details.has_attr("open") for details in page.soup.select_one("#year-from").find_parents("details")] == [
        True, True,
    ]  # fmt: skip
    assert page.soup.select_one("#year-from")["aria-describedby"] == "year-from-error"
    assert with_years(page, "2009", "x").errors == ["Enter the year to end with as four digits, for example 2014"]
    assert with_years(page, "2004", "").errors == []


def test_where_nothing_is_found_only_filters_in_use_are_open(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()

    def are_open(**state: str) -> list[str]:
        page = reader.get("search.results", **state)
        return page.rows(".kb-facet[open] > summary")

    assert len(are_open(q="referral")) == 4
    assert len(are_open(q="referral", nation="england")) == 5
    assert are_open(q="nowhere", region="london") == ["Region 1 chosen"]


def test_filters_that_were_typed_are_said_to_be_set(app: APIFlask, reader: Person) -> None:
    publish("Audit of referrals", region_key="regions/london", year=2010)
    catch_up()

    def said(q: str, **state: str) -> list[str]:
        return [row for row in reader.get("search.results", q=q, **state).rows(".kb-found p") if " set as " in row]

    assert said("audit region:London year:2009..2014") == [
        "“Region: London” and “Year: 2009 to 2014” were set as filters."
    ]
    assert said("audit theme:neglect", region="london") == ["“Theme: Neglect” was set as a filter."]
    assert said("audit", region="london") == said("author:smith") == []
