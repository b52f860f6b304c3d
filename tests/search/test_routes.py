"""The search page as a reader sees it."""

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.core.db import session
from tests import factories
from tests.pages import Person, statements
from tests.search.lessons import catch_up, move, publish, use
from tests.search.states import arguments, ticked

TITLES = ".kb-results__item h3"
HARD = (
    "q=%00", "q=%27%29%3B+DROP+TABLE+lesson%3B--", "q=" + "a" * 5000, "q=%F0%9F%99%82&q=b", "q=%FF%FE",
    "q=%E2%80%AEabc&page=99999", "page=-1&theme=&region=%00", "q=(%5B*%5D%7B)%2B%3F", "q=%22unbalanced", "year=-5",
    "q=*", "q=a*+*+%2A", "q=the+of+and", "q=nofield:x+theme:nowhere", "year=2014..2009&year=x..y&year=..",
    "sort=&exact=",
    "q=" + "+".join(f"word{n}" for n in range(500)), "&".join(f"theme=t{n}" for n in range(300)), "find=%00&find=%F0",
    "q=%3Cscript%3Ealert(1)%3C/script%3E&tag=%3Cb%3E%22", "from=x&to=2009&apply=on", "from=9999&to=0000",
)  # fmt: skip


# --- what was found


def test_results_are_shown_with_words_marked(app: APIFlask, reader: Person) -> None:
    publish("Escalations are counted", found="Nobody counted the escalations.")
    publish()
    catch_up()
    page = reader.get("search.results", q="escalation")
    assert page.heading == "1 lesson found"
    assert page.rows(".kb-card__title mark") == ["Escalations"]
    assert page.rows(".kb-card__text mark") == ["escalations"]


def test_the_count_is_the_heading_and_begins_the_title(app: APIFlask, reader: Person) -> None:
    for number in range(23):
        publish(f"Lesson number {number} on audits")
    catch_up()
    assert reader.get("search.results").heading == "Search all 23 lessons"
    page = reader.get("search.results", q="audits", page=2)
    assert page.soup.title is not None
    assert page.heading == "23 lessons found, 21 to 23"
    assert page.soup.title.text == "23 lessons found, 21 to 23: audits, page 2 of 2 – Search – Lessonbank"


PARTS = ["Lessons with all your words", "Lessons with some of your words"]


def test_lessons_with_all_words_and_those_with_some_stand_in_two_lists(app: APIFlask, reader: Person) -> None:
    publish("Bruising of babies")
    publish("Bruising only")
    publish("A baby only")
    catch_up()
    page = reader.get("search.results", q="bruising baby")
    assert page.heading == "3 lessons found"
    assert page.rows(".kb-results__part") == PARTS
    assert [len(found.find_all("li", recursive=False)) for found in page.soup.select(".kb-results")] == [1, 2]
    assert not reader.get("search.results", q="bruising").rows(".kb-results__part")


def test_without_a_lesson_that_has_all_words_the_page_says_so(app: APIFlask, reader: Person) -> None:
    publish("Bruising only")
    publish("A baby only")
    catch_up()
    page = reader.get("search.results", q="bruising baby")
    assert page.heading == "2 lessons found"
    assert page.rows(".kb-results__part") == PARTS[1:]
    assert sorted(page.rows(".kb-results__without")) == ["Without: baby", "Without: bruising"]


def test_every_page_says_which_have_all_words_wherever_the_border_falls(app: APIFlask, reader: Person) -> None:
    for number in range(22):
        publish(f"Bruising of babies, number {number}")
    for number in range(3):
        publish(f"Bruising only, number {number}")
    catch_up()
    for number, heading, parts in ((1, "25 lessons found", PARTS[:1]), (2, "25 lessons found, 21 to 25", PARTS)):
        page = reader.get("search.results", q="bruising baby", page=number)
        assert page.heading == heading
        assert page.rows(".kb-results__part") == parts


def test_the_heading_says_what_was_asked_for_where_nothing_is_found(app: APIFlask, reader: Person) -> None:
    publish(tags=("front door",))
    catch_up()

    def heading(**state: str) -> str:
        return reader.get("search.results", **state).heading

    assert heading(q="zzz", theme="neglect") == "No lessons found for “zzz” with Theme: Neglect"
    assert heading(theme="neglect", region="london") == "No lessons found with Theme: Neglect and Region: London"
    three = {"theme": "neglect", "region": "london", "tag": "front door"}
    assert heading(**three, year="1999..") == (
        "No lessons found with Theme: Neglect, Region: London and 2 more filters"
    )


def test_a_lesson_says_how_often_it_was_used(app: APIFlask, reader: Person) -> None:
    use(publish("One that is used"), 3)
    publish("One that is not")
    catch_up()
    rows = reader.get("search.results").rows(".kb-results__item")
    assert ["Used by 3" in row for row in rows] == ["that is used" in row for row in rows]


def test_a_hidden_lesson_is_gone_at_once(app: APIFlask, reader: Person) -> None:
    number = publish("Escalations are counted", tags=("only here",))
    publish("Another")
    catch_up()
    page = reader.get("search.results", q="escalation")
    assert "Escalations are counted" in page.text
    assert "only here" in page.text
    move(number, "hidden")
    page = reader.get("search.results", q="escalation")
    assert "Escalations are counted" not in page.text
    assert page.heading == "No lessons found for “escalation”"
    assert "only here" not in page.text


def test_an_organisation_that_is_not_named_is_counted_nowhere(app: APIFlask, reader: Person) -> None:
    with db.transaction():
        board = factories.organisation("Quietshire Board")
    publish(organisation=board, named=False)
    catch_up()
    page = reader.get("search.values", parameter="organisation", find="quietshire")
    assert page.rows(".kb-facet__value") == ["Quietshire Board 0 found"]
    assert reader.get("search.results", organisation=board.slug).heading == (
        "No lessons found with Organisation: Quietshire Board"
    )


def test_the_page_says_when_there_is_no_index_and_shows_the_newest(app: APIFlask, reader: Person) -> None:
    publish("Escalations are counted")
    page = reader.get("search.results", q="zzz")
    assert "The search is being set up" in page.text
    assert "Escalations are counted" in page.text


def test_other_names_are_said_and_can_be_left_out_and_taken_in_again(app: APIFlask, reader: Person) -> None:
    publish("Work on domestic abuse")
    publish("The DV team")
    catch_up()
    page = reader.get("search.results", q="DV", sort="newest")
    assert "Also looked for: “Domestic abuse”, for “DV”." in page.text
    assert len(page.rows(TITLES)) == 2
    exact = page.follow("Search for exactly these words")
    assert exact.rows(TITLES) == ["The DV team"]
    assert "Also looked for" not in exact.text
    assert exact.follow("Look for other names too").rows(TITLES) == page.rows(TITLES)


def test_a_typing_error_is_corrected_only_when_asked_for(app: APIFlask, reader: Person) -> None:
    for number in range(4):
        publish(f"Escalation {number}")
    publish("Another")
    catch_up()
    page = reader.get("search.results", q="escalatoin", kind="good-practice")
    assert page.heading == "No lessons found for “escalatoin” with Kind of lesson: Good practice"
    assert "Did you mean escalation ?" in page.text
    corrected = page.follow("escalation")
    assert corrected.heading == "4 lessons found"
    assert ticked(corrected) == [("kind", "good-practice")]


def test_a_search_that_finds_nothing_leads_on(app: APIFlask, reader: Person) -> None:
    publish("Neglect of teeth", themes=("neglect",), region_key="regions/london")
    catch_up()
    page = reader.get("search.results", q="neglect teeth", region="north-east")
    assert page.heading.startswith("No lessons found for “neglect teeth” with Region: ")
    assert page.follow("finds 1 lesson").rows(TITLES) == ["Neglect of teeth"]
    assert "Neglect 1 lesson" in page.text
    assert page.follow("Neglect").heading == "Neglect"
    assert page.follow("Ask for one").status == 200
    assert page.follow("clear the filters").heading == "1 lesson found"


def test_what_could_not_be_read_is_said(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()
    page = reader.open("/search?theme=nowhere&q=the+referral")
    assert "“nowhere” is not known and was left out." in page.text
    assert "Words that nearly every lesson has were left out: “the”." in page.text
    assert page.heading == "1 lesson found"


def test_all_values_of_a_filter_keep_the_search_without_the_value_that_is_not_known(
    app: APIFlask, reader: Person
) -> None:
    publish("An audit", values=("harm-types/neglect",))
    catch_up()
    page = reader.get("search.results", q="audit theme:neg", harm="neglect")
    kept = [("harm", "neglect"), ("q", "audit")]
    assert arguments(page.link("See all values of Theme")) == [("back", "q=audit+theme%3Aneg&harm=neglect"), *kept]
    every = page.follow("See all values of Theme")
    assert arguments(every.submit("Apply", theme="neglect").response.request.full_path) == [*kept, ("theme", "neglect")]
    assert every.follow("Back to the results without changes").heading == page.heading


def test_what_is_left_out_is_said_in_words(app: APIFlask, reader: Person) -> None:
    publish("Referral and court")
    publish("Referral alone")
    catch_up()
    page = reader.get("search.results", q="referral -court")
    assert page.rows(TITLES) == ["Referral alone"]
    assert "Lessons with “court” are left out." in page.text


def test_search_engines_are_kept_from_its_endless_states(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()
    assert not reader.get("search.results").soup.select("meta[name=robots]")
    for state in ({"q": "referral"}, {"region": "london"}):
        assert reader.get("search.results", **state).soup.select("meta[name=robots][content=noindex]")


@pytest.mark.parametrize("path", ["/search", "/search/filter/tag", "/search/filter/year"])
def test_any_address_has_a_page(app: APIFlask, reader: Person, path: str) -> None:
    publish(tags=("a tag",))
    catch_up()
    for query in HARD:
        assert reader.open(f"{path}?{query}").status == 200, query


# --- what a page costs, and the starter content


def test_the_number_of_statements_does_not_grow_with_the_lessons(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()
    reader.get("search.results", q="referral")
    session.rollback()
    with statements() as few:
        reader.get("search.results", q="referral")
    for _ in range(15):
        publish(values=("kinds-of-change/audit",), tags=("a", "b"))
    catch_up()
    reader.get("search.results", q="referral")
    with statements() as many:
        reader.get("search.results", q="referral")
    few, many = ([line for line in made if line != "BEGIN"] for made in (few, many))
    assert len(few) <= 7
    assert len(many) == len(few)


def test_the_starter_content_answers_what_officers_ask(anonymous: Person) -> None:
    page = anonymous.get("search.results", q="thresholds domestic abuse")
    assert page.rows(TITLES)[0].startswith("Domestic abuse audit led to a specialist team")
