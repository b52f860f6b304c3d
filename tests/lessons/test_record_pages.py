"""Reviews, organisations and the glossary."""

from apiflask import APIFlask

from kb.core import db
from tests import factories
from tests.pages import Person


def test_a_review_shows_its_grade_its_sources_and_its_lessons(anonymous: Person) -> None:
    page = anonymous.get("lessons.review", slug="bradford-reconsidered-review-2009")

    assert "Inadequate" in page.text
    assert "Ofsted" in page.text
    assert "Bradford looked again" in page.text


def test_reviews_are_filtered_by_nation_and_type(reader: Person) -> None:
    factories.review("A review in England")
    factories.review(
        "A review in Wales", nation_key="nations/wales", kind_key="review-types/child-practice-review-concise"
    )

    page = reader.open("/reviews?nation=wales")

    assert "A review in Wales" in page.text
    assert "A review in England" not in page.text


def test_the_page_of_todays_partnership_shows_lessons_of_the_boards_before_it(reader: Person) -> None:
    oldest = factories.organisation("Eastmoor Area Child Protection Committee")
    old = factories.organisation("Eastmoor Safeguarding Children Board", predecessors=[oldest])
    today = factories.organisation("Eastmoor Safeguarding Children Partnership", predecessors=[old])
    factories.lesson("What the committee learned in its time", organisation=oldest)

    page = reader.get("lessons.organisation", slug=today.slug)

    assert "What the committee learned in its time" in page.text
    assert "Eastmoor Safeguarding Children Board" in page.text


def test_organisations_are_found_by_words_of_their_name(anonymous: Person) -> None:
    page = anonymous.open("/organisations?q=nottingham+city")

    assert "Nottingham City Safeguarding Children Board" in page.text
    assert "Aberdeen" not in " ".join(page.rows("main a"))


def test_signs_that_databases_read_as_patterns_are_only_signs(anonymous: Person) -> None:
    page = anonymous.open("/organisations?q=%25_%5C")

    assert page.status == 200
    assert "Nottingham City" not in page.text


def test_a_name_that_was_not_seen_in_a_source_is_marked(reader: Person) -> None:
    sure = factories.organisation(name_status="seen")
    unsure = factories.organisation(name_status="default")

    assert "not seen this name in a source" not in reader.get("lessons.organisation", slug=sure.slug).text
    assert "not seen this name in a source" in reader.get("lessons.organisation", slug=unsure.slug).text


def test_the_glossary_gives_meaning_years_and_what_came_after(anonymous: Person) -> None:
    page = anonymous.get("lessons.glossary")
    entry = page.soup.select_one("#lscb")

    assert entry is not None
    assert "Local Safeguarding Children Board" in page.text
    assert page.soup.select_one("#scr")


def test_years_that_were_seen_in_no_source_are_not_told_as_if_they_were(anonymous: Person) -> None:
    page = anonymous.get("lessons.glossary")

    assert "from 2005 (not confirmed)" in page.rows("#caf")[0]
    assert "(not confirmed)" not in page.rows("#lscb")[0]


def test_the_glossary_is_searched_in_term_expansion_and_meaning(anonymous: Person) -> None:
    page = anonymous.open("/glossary?q=adverse+childhood")

    assert page.soup.select_one("#aces")
    assert not page.soup.select_one("#lscb")


def test_a_word_that_the_glossary_does_not_have_is_said_to_be_missing(anonymous: Person) -> None:
    page = anonymous.open("/glossary?q=qqqq")

    assert page.status == 200
    assert "qqqq" in page.text or page.soup.select_one('input[value="qqqq"]')


def test_areas_and_boards_lead_to_each_other(app: APIFlask, reader: Person) -> None:
    area = factories.organisation("Westvale", kind_key="organisation-kinds/local-authority", slug="westvale")
    board = factories.organisation("Westvale Safeguarding Children Board", areas=["westvale"])
    db.session.flush()

    assert board.name in reader.get("lessons.organisation", slug=area.slug).text
    assert "Westvale" in reader.get("lessons.organisation", slug=board.slug).rows("main a")


def test_a_board_shows_the_lessons_of_its_authority(reader: Person) -> None:
    area = factories.organisation("Westvale", kind_key="organisation-kinds/local-authority", slug="westvale")
    board = factories.organisation("Westvale Safeguarding Children Board", areas=["westvale"])
    factories.lesson("What the council of Westvale changed", organisation=area)

    assert "What the council of Westvale changed" in reader.get("lessons.organisation", slug=board.slug).text


def test_a_word_is_looked_for_at_the_beginning_of_words(anonymous: Person) -> None:
    page = anonymous.open("/glossary?q=dv")

    assert page.soup.select_one("#idva") is None
    assert page.soup.select_one("#aces") is None
