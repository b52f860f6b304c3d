"""All values of a filter on a page of their own: what is ticked is kept until it is applied."""

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.core.db import session
from kb.search.query import PARAMETERS
from tests import factories
from tests.pages import Person, statements, words
from tests.search.lessons import catch_up, publish
from tests.search.states import arguments, sent, show_all, ticked

TITLES = ".kb-results__item h3"


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
    every = show_all(page, "organisations")
    assert every.heading == "Filter by organisation"
    assert ticked(every) == [("organisation", organisations[3])]
    assert len(every.rows(".kb-facet__value")) == 101
    assert every.rows(".kb-facet__group") == ["Chosen", "These find lessons", "These find no lesson"]


def test_ticks_that_are_not_applied_go_along_to_all_values_and_not_back(
    reader: Person, organisations: list[str]
) -> None:
    page = reader.get("search.results", q="audit", region="london")
    ticks = [("organisation", organisations[0]), ("kind", "good-practice")]
    every = show_all(page, "organisations", ticks)
    assert ticked(every) == ticks[:1]
    assert ticks[1] in sent(every, "values")
    for button, fields in (("Next", {}), ("Find", {"find": "area 00"}), ("Find", {"find": ""})):
        every = every.submit(button, **fields)
        assert ticked(every) == ticks[:1]
        assert ticks[1] in sent(every, "values")
    back = every.link("Back to the results without changes")
    assert arguments(back) == [("q", "audit"), ("region", "london")]
    assert back in {str(a["href"]) for a in every.soup.select(".govuk-breadcrumbs a")}
    results = every.submit("Apply")
    assert arguments(results.response.request.full_path) == sorted([("q", "audit"), ("region", "london"), *ticks])


@pytest.mark.parametrize("back", ["", "theme=%00&x=y&q=a%26b", "//example.org", "http://example.org/?q=a", "%F0%9F"])
def test_the_way_back_is_a_state_of_the_search_whatever_the_address_says(
    app: APIFlask, reader: Person, back: str
) -> None:
    page = reader.get("search.values", parameter="theme", q="audit", theme="neglect", back=back)
    link = page.link("Back to the results without changes")
    assert link == "/search" or link.startswith("/search?")
    assert ("theme", "neglect") not in arguments(link)
    assert page.follow("Back to the results without changes").status == 200


def test_what_is_chosen_stands_first_whatever_is_looked_for(reader: Person, organisations: list[str]) -> None:
    page = reader.get("search.values", parameter="organisation", organisation=organisations[7], find="229")
    assert page.rows(".kb-facet__value") == ["Board of Área 007 0 found", "Board of Área 229 1 found"]
    assert "1 other organisation " in f"{page.rows('.kb-results__count')[0]} "
    nothing = reader.get("search.values", parameter="organisation", organisation=organisations[7], find="nowhere")
    assert nothing.rows(".kb-facet__value") == ["Board of Área 007 0 found"]
    assert "Nothing else in the list is called that" in nothing.text


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


def test_after_a_find_one_button_shows_the_whole_list_again(reader: Person, organisations: list[str]) -> None:
    every = reader.get("search.values", parameter="organisation", q="audit", find="area 229")
    assert len(every.rows(".kb-facet__value")) == 1
    whole = every.submit("Show the whole list again")
    assert len(whole.rows(".kb-facet__value")) == 100
    assert "Show the whole list again" not in whole.text


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


def test_what_is_no_year_is_said_too_after_all_values_of_another_filter_were_looked_at(
    reader: Person, organisations: list[str]
) -> None:
    page = reader.get("search.values", parameter="organisation", q="audit", **{"from": "soon", "to": ""})
    results = page.submit("Find", find="area").submit("Apply")
    assert len(results.errors) == 1


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


def test_typed_ticked_and_on_its_page_an_organisation_has_the_same_lessons(anonymous: Person) -> None:
    page = anonymous.get("search.values", parameter="organisation")
    found = [box for box in page.soup.select(".kb-facet__value") if not words(box).endswith(" 0 found")]
    assert len(found) > 20
    for box in found:
        slug = str(box.select_one("input")["value"])  # type: ignore[index]
        count = words(box).removesuffix(" found").rpartition(" ")[2]
        ticked_one = anonymous.get("search.results", organisation=slug)
        typed = anonymous.get("search.results", q=f"organisation:{slug}")
        listed = anonymous.get("lessons.organisation", slug=slug)
        titles = sorted(ticked_one.rows(".kb-card__title"))
        assert len(titles) == int(count), slug
        assert sorted(typed.rows(".kb-card__title")) == sorted(listed.rows(".kb-card__title")) == titles, slug
