"""The search page as a reader sees it."""

from apiflask import APIFlask

from kb.core.db import session
from tests.pages import Person, statements
from tests.search.lessons import catch_up, move, publish


def test_results_are_shown_with_words_marked(app: APIFlask, reader: Person) -> None:
    publish("Escalations are counted", found="Nobody counted the escalations.")
    publish()
    catch_up()
    page = reader.get("search.results", q="escalation")
    assert page.status == 200
    assert "1 lesson" in page.text
    assert page.rows("mark") == ["escalations"]


def test_the_border_between_all_and_some_words_is_drawn_once(app: APIFlask, reader: Person) -> None:
    publish("Bruising of babies")
    publish("Bruising only")
    publish("A baby only")
    catch_up()
    page = reader.get("search.results", q="bruising baby")
    assert "1 lesson has all your words" in page.text
    assert page.html.count("have some of your words") == 1


def test_a_search_that_finds_nothing_says_so(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()
    assert "No lessons found" in reader.get("search.results", q="zzz").text


def test_a_chosen_filter_is_shown_with_an_address_to_remove_it(app: APIFlask, reader: Person) -> None:
    publish(region_key="regions/london")
    publish(region_key="regions/north-west")
    catch_up()
    page = reader.get("search.results", q="referral", region="london")
    assert "1 lesson" in page.text
    addresses = [str(link["href"]) for link in page.soup.select("a[href]")]
    assert "/search?q=referral" in addresses


def test_an_unknown_filter_is_named_and_left_out(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()
    page = reader.open("/search?theme=nowhere")
    assert "The filter theme “nowhere” is not known and was left out." in page.text
    assert "1 lesson" in page.text


def test_a_hidden_lesson_is_gone_at_once(app: APIFlask, reader: Person) -> None:
    number = publish("Escalations are counted")
    catch_up()
    assert "Escalations are counted" in reader.get("search.results", q="escalation").text
    move(number, "hidden")
    page = reader.get("search.results", q="escalation")
    assert "Escalations are counted" not in page.text
    assert "No lessons found" in page.text


def test_the_page_says_when_there_is_no_index_and_shows_the_newest(app: APIFlask, reader: Person) -> None:
    publish("Escalations are counted")
    page = reader.get("search.results", q="zzz")
    assert "The search is being set up" in page.text
    assert "Escalations are counted" in page.text


def test_any_address_has_a_page(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()
    for query in (
        "q=%00", "q=%27%29%3B+DROP+TABLE+lesson%3B--", "q=" + "a" * 5000, "q=%F0%9F%99%82&q=b", "q=%FF%FE",
        "q=%E2%80%AEabc&page=99999", "page=-1&theme=&region=%00", "q=(%5B*%5D%7B)%2B%3F", "q=%22unbalanced",
        "&".join(f"theme=t{n}" for n in range(300)),
    ):  # fmt: skip
        assert reader.open(f"/search?{query}").status == 200, query


def test_the_number_of_statements_does_not_grow_with_the_lessons(app: APIFlask, reader: Person) -> None:
    publish()
    catch_up()
    reader.get("search.results", q="referral")
    session.rollback()
    with statements() as few:
        reader.get("search.results", q="referral")
    for _ in range(15):
        publish(values=("kinds-of-change/audit",))
    catch_up()
    reader.get("search.results", q="referral")
    with statements() as many:
        reader.get("search.results", q="referral")
    few, many = ([line for line in made if line != "BEGIN"] for made in (few, many))
    assert len(few) <= 7
    assert len(many) == len(few)


def test_the_second_page_goes_on_where_the_first_ended(app: APIFlask, reader: Person) -> None:
    for number in range(23):
        publish(f"Lesson number {number}")
    catch_up()
    titles = [
        title for page in (1, 2) for title in reader.get("search.results", page=page).rows(".kb-results__item h3")
    ]
    assert len(set(titles)) == len(titles) == 23


def test_the_starter_content_answers_what_officers_ask(anonymous: Person) -> None:
    page = anonymous.get("search.results", q="thresholds domestic abuse")
    assert page.rows(".kb-results__item h3")[0].startswith("Domestic abuse audit led to a specialist team")
