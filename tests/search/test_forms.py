"""Every state of the search page is an address, and its forms keep everything; all values of a filter on one page."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.core.db import session
from kb.search.query import PARAMETERS
from tests import factories
from tests.pages import Page, Person, statements
from tests.search.lessons import catch_up, publish, use

TITLES = ".kb-results__item h3"


def arguments(address: str) -> list[tuple[str, str]]:
    """The arguments of an address in an order that does not matter."""
    return sorted(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def ticked(page: Page) -> list[tuple[str, str]]:
    """Name and value of every box that is ticked."""
    return sorted((str(box["name"]), str(box["value"])) for box in page.soup.select("input[type=checkbox][checked]"))


def sent(page: Page, form: str) -> list[tuple[str, str]]:
    """What a form of the page would send, with the fields that stand elsewhere and belong to it."""
    fields = page.soup.select(f'#{form} input[name], input[form="{form}"][name]')
    on = {id(field): field for field in fields if field.get("type") != "checkbox" or field.has_attr("checked")}
    return sorted((str(field["name"]), str(field.get("value", ""))) for field in on.values())


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
    assert sent(page, "search") == sorted(state.items())


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
    first = {"relevance": "Bruising of a baby", "newest": "A baby", "most-used": "Bruising"}[sort]
    assert page.rows(TITLES)[0] == first
    names = {"relevance": "Most relevant", "newest": "Newest", "most-used": "Most used"}
    assert page.rows(".kb-sorts [aria-current]") == [names[sort]]
    for other, name in names.items():
        if other != sort:
            asked = [("q", "bruising baby"), ("region", "london"), *([("sort", other)] if other != "relevance" else [])]
            assert arguments(page.link(name)) == asked
    assert ("have some of your words" in page.text) is (sort == "relevance")


def test_without_words_nothing_is_sorted_by_relevance(app: APIFlask, reader: Person) -> None:
    publish()
    publish()
    catch_up()
    assert reader.get("search.results").rows(".kb-sorts li") == ["Newest", "Most used"]


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
    assert len(links) > 12
    for link in links:
        assert reader.open(link).status == 200, link


# --- all values of a filter


@pytest.fixture
def organisations(app: APIFlask) -> list[str]:
    """Slugs of 230 organisations, one with a lesson."""
    with db.transaction():
        made = [factories.organisation(f"Board of Área {number:03}", slug=f"area-{number:03}") for number in range(230)]
    publish("Audit in the last", organisation=made[-1], region_key="regions/london")
    publish("Audit elsewhere", organisation=made[0], region_key="regions/north-west")
    catch_up()
    return [one.slug for one in made]


def test_a_long_filter_shows_some_values_and_leads_to_all(reader: Person, organisations: list[str]) -> None:
    page = reader.get("search.results", q="audit", organisation=organisations[3])
    names = [str(box["value"]) for box in page.soup.select("input[name=organisation]")]
    assert len(names) == 8
    assert {organisations[-1], organisations[0], organisations[3]} <= set(names)
    link = next(text for text in page.rows("a") if text.startswith("Show all") and text.endswith("organisations"))
    every = page.follow(link)
    assert arguments(page.link(link)) == [("organisation", organisations[3]), ("q", "audit")]
    assert every.heading == "Filter by organisation"
    assert ticked(every) == [("organisation", organisations[3])]
    assert len(every.rows(".kb-facet__value")) == 100


def test_values_that_find_something_come_first_each_with_its_count(reader: Person, organisations: list[str]) -> None:
    page = reader.get("search.values", parameter="organisation", q="audit")
    assert page.rows(".kb-facet__value")[:2] == ["Board of Área 000 1 found", "Board of Área 229 1 found"]
    assert reader.get("search.values", parameter="organisation", q="audit", region="london").rows(
        ".kb-facet__value"
    )[0] == "Board of Área 229 1 found"  # fmt: skip


def test_values_are_found_by_part_of_their_name(reader: Person, organisations: list[str]) -> None:
    page = reader.get("search.values", parameter="organisation", q="audit").submit("Find", find="22 area")
    assert len(page.rows(".kb-facet__value")) == 12
    assert page.submit("Apply").heading == "2 lessons found"
    assert "Nothing in the list" in page.submit("Find", find="no such place").text


def test_what_is_ticked_is_kept_while_one_looks_for_other_values(reader: Person, organisations: list[str]) -> None:
    state = {"q": "audit", "region": ["london", "north-west"], "sort": "newest", "exact": "on"}
    page = reader.get("search.values", parameter="organisation", organisation=[organisations[150]], **state)
    kept = {("organisation", organisations[150]), ("q", "audit"), ("exact", "on"), ("sort", "newest")}
    for button, fields in (("Next", {}), ("Find", {"find": "area 00"}), ("Find", {"find": ""})):
        page = page.submit(button, **fields)
        assert kept < set(sent(page, "values"))
        assert {("region", "london"), ("region", "north-west")} < set(sent(page, "values"))
    results = page.submit("Apply")
    assert arguments(results.response.request.full_path) == sorted(
        [*kept, ("region", "london"), ("region", "north-west")]
    )


def test_apply_returns_to_the_results_with_what_was_ticked(reader: Person, organisations: list[str]) -> None:
    page = reader.get("search.values", parameter="organisation", q="audit", page=3, find="area")
    results = page.submit("Apply", organisation=organisations[-1])
    assert results.response.request.path == "/search"
    assert arguments(results.response.request.full_path) == [("organisation", organisations[-1]), ("q", "audit")]
    assert results.rows(TITLES) == ["Audit in the last"]
    assert page.follow("Back to the results without changes").heading == "2 lessons found"


def test_themes_are_grouped(app: APIFlask, reader: Person) -> None:
    publish(themes=("neglect",))
    catch_up()
    page = reader.get("search.values", parameter="theme", theme="forms-of-harm")
    assert "Forms of harm" in page.rows("legend")
    assert "Neglect 1 found" in page.rows(".kb-facet__value")
    assert ("theme", "forms-of-harm") in ticked(page)


def test_years_can_be_chosen_from_one_to_another(app: APIFlask, reader: Person) -> None:
    for year in (2005, 2010, 2015):
        publish(year=year)
    catch_up()
    page = reader.get("search.results").follow("Choose from one year to another")
    results = page.submit("Apply", **{"from": "2009", "to": ""})
    assert arguments(results.response.request.full_path) == [("year", "2009..")]
    assert results.heading == "2 lessons found"
    again = results.follow("Choose from one year to another")
    assert ticked(again) == [("year", "2009..")]
    assert "2009 or later 2 found" in again.rows(".kb-facet__value")


def test_what_is_no_filter_has_no_page(app: APIFlask, reader: Person) -> None:
    for parameter in ("nothing", "themes", "q", "%00", "year/2009"):
        assert reader.open(f"/search/filter/{parameter}").status == 404


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_every_filter_has_a_page_of_its_values(anonymous: Person, parameter: str) -> None:
    page = anonymous.get("search.values", parameter=parameter, q="audit")
    assert page.heading.startswith("Filter by")
    assert page.rows(".kb-facet__value")


def test_the_page_of_values_costs_one_statement(reader: Person, organisations: list[str]) -> None:
    reader.get("search.values", parameter="organisation")
    session.rollback()
    with statements() as made:
        reader.get("search.values", parameter="organisation")
    assert len([line for line in made if line != "BEGIN"]) <= 2
