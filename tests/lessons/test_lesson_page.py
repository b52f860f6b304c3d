"""The page of a lesson."""

from datetime import date

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.lessons.models.lesson import FormerSlug
from tests import factories
from tests.pages import Person


def test_the_founding_lesson_tells_what_was_found_done_and_reported(anonymous: Person) -> None:
    page = anonymous.get("lessons.show", slug="nw-domestic-abuse-audit-team")

    assert page.heading.startswith("Domestic abuse audit led to a specialist team")
    assert page.rows("ol.kb-thread > li h2") == [
        "What was found",
        "Why it happened",
        "What was done",
        "What happened next",
        "How to do it here",
    ]
    for words in ("Community Care", "2009", "North West", "Done", "described", "calls the project successful"):
        assert words.casefold() in page.text.casefold()


def test_a_section_without_text_says_that_nothing_was_reported(reader: Person) -> None:
    lesson = factories.lesson(effect="", why="")

    page = reader.get("lessons.show", slug=lesson.slug)

    assert "No effect was reported" in page.text
    assert len(page.soup.select("ol.kb-thread > li.kb-thread__step--empty")) == 3


def test_what_was_only_recommended_is_never_called_done(reader: Person) -> None:
    lesson = factories.lesson(done_status_key="done-statuses/recommended", evidence_stage_key="evidence-stages/0")

    page = reader.get("lessons.show", slug=lesson.slug)

    assert "What was recommended" in page.text
    assert "What was done" not in page.text


def test_the_stage_of_evidence_is_said_in_words_with_its_reason(reader: Person) -> None:
    lesson = factories.lesson(
        evidence_stage_key="evidence-stages/2", evidence_reason="Referrals were counted before and after."
    )

    page = reader.get("lessons.show", slug=lesson.slug)

    assert "Local data" in page.text
    assert "Referrals were counted before and after." in page.text


def test_a_source_that_was_withdrawn_is_cited_without_a_link(reader: Person) -> None:
    gone = factories.source(url="https://www.example.org/gone", withdrawn_on=date(2020, 3, 1))
    lesson = factories.lesson(sources=[gone])

    page = reader.get("lessons.show", slug=lesson.slug)

    assert "withdrawn" in page.text
    assert "1 March 2020" in page.text
    assert "https://www.example.org/gone" not in page.html


def test_a_lesson_that_touches_harm_names_people_to_talk_to(reader: Person) -> None:
    harm = factories.lesson(values=["harm-types/domestic-abuse"])
    audit = factories.lesson(values=["harm-types/unknown"])

    with_notice = reader.get("lessons.show", slug=harm.slug)
    without = reader.get("lessons.show", slug=audit.slug)

    assert "National Domestic Abuse Helpline" in with_notice.text
    assert "Samaritans" in with_notice.text
    assert "Samaritans" not in without.text


def test_support_lines_fit_the_nation(reader: Person) -> None:
    lesson = factories.lesson(
        values=["harm-types/domestic-abuse"], nation_key="nations/wales", region_key="regions/wales"
    )

    page = reader.get("lessons.show", slug=lesson.slug)

    assert "Live Fear Free" in page.text
    assert "National Domestic Abuse Helpline" not in page.text


def test_abbreviations_are_explained_by_the_glossary_at_their_first_use(reader: Person) -> None:
    lesson = factories.lesson(found="The LSCB met. The LSCB agreed.", done="The LSCB acted.")

    page = reader.get("lessons.show", slug=lesson.slug)

    links = page.soup.select('a.kb-term[href="/glossary#lscb"]')
    assert [link.text for link in links] == ["LSCB", "LSCB"]  # once in each section
    assert "Local Safeguarding Children Board" in str(links[0]["title"])


def test_past_its_review_date_the_page_asks_to_check(reader: Person) -> None:
    old = factories.lesson(review_by=date(2020, 1, 1))
    new = factories.lesson(review_by=date(2120, 1, 1))

    assert "Check still current" in reader.get("lessons.show", slug=old.slug).text
    assert "Check still current" not in reader.get("lessons.show", slug=new.slug).text


def test_a_former_address_leads_to_the_present_one(reader: Person) -> None:
    lesson = factories.lesson(slug="present-address")
    lesson.former_slugs.append(FormerSlug(slug="former-address"))
    db.session.flush()

    response = reader.client.get("/lessons/former-address/cite")

    assert response.status_code == 301
    assert response.headers["Location"] == "/lessons/present-address/cite"


def test_the_reference_is_an_address_too(anonymous: Person) -> None:
    response = anonymous.client.get("/lessons/lb-0001")

    assert response.status_code == 301
    assert response.headers["Location"] == "/lessons/nw-domestic-abuse-audit-team"


def test_all_lessons_are_listed_by_the_search_page(anonymous: Person) -> None:
    assert anonymous.open("/lessons").heading.startswith("Search all")


def test_what_was_agreed_is_not_called_done(reader: Person) -> None:
    lesson = factories.lesson(done_status_key="done-statuses/agreed")

    page = reader.get("lessons.show", slug=lesson.slug)

    assert "What was agreed" in page.text
    assert "What was done" not in page.text


def test_a_lesson_is_cited_with_its_reference_address_and_sources(anonymous: Person) -> None:
    page = anonymous.get("lessons.cite", slug="nw-domestic-abuse-audit-team")

    assert "\u2019 (done), Lessonbank, 2026, LB-0001." in page.text
    assert "https://lessons.example.org/lessons/nw-domestic-abuse-audit-team" in page.text
    assert "as reported by Community Care" in page.text.replace("As reported", "as reported")


@pytest.fixture
def quiet_board() -> Organisation:
    return factories.organisation("Quietshire Safeguarding Board", region_key="regions/north-west")


def test_an_organisation_that_asked_not_to_be_named_is_not_shown_or_implied(
    app: APIFlask, reader: Person, quiet_board: Organisation
) -> None:
    review = factories.review("Serious case review: Child Y", organisation=quiet_board)
    source = factories.source(publisher=quiet_board.name, url="https://quietshire.example.org/report")
    lesson = factories.lesson(organisation=quiet_board, named=False, review=review, sources=[source])

    for address in (f"/lessons/{lesson.slug}", f"/lessons/{lesson.slug}/cite"):
        page = reader.open(address)
        assert "quietshire" not in page.html.casefold()
        assert "Child Y" not in page.html
    assert "North West" in reader.get("lessons.show", slug=lesson.slug).text
    assert lesson.slug not in reader.get("lessons.organisation", slug=quiet_board.slug).html
    assert lesson.slug not in reader.get("lessons.review", slug=review.slug).html


def test_a_review_without_a_board_is_not_shown_either(reader: Person, quiet_board: Organisation) -> None:
    review = factories.review("Serious case review: Child Y")
    lesson = factories.lesson(organisation=quiet_board, named=False, review=review)

    assert "Child Y" not in reader.get("lessons.show", slug=lesson.slug).html
    assert lesson.slug not in reader.get("lessons.review", slug=review.slug).html


@pytest.mark.parametrize("nation", ["united-kingdom", "northern-ireland"])
def test_a_place_with_few_boards_is_not_shown_where_the_board_is_not_named(reader: Person, nation: str) -> None:
    lesson = factories.lesson(
        named=False,
        organisation=factories.organisation(
            nation_key="nations/northern-ireland", region_key="regions/northern-ireland"
        ),
        nation_key=f"nations/{nation}",
        region_key="regions/northern-ireland",
    )

    page = reader.get("lessons.show", slug=lesson.slug)

    assert "Northern Ireland" not in page.text
    assert "United Kingdom" in page.text


def test_a_lesson_never_shows_the_text_of_another(reader: Person) -> None:
    one, other = factories.lesson(slug="one"), factories.lesson("The text of another lesson")
    text, other.live_revision = other.live_revision, None
    db.session.flush()
    one.live_revision = text
    db.session.flush()

    assert reader.open("/lessons/one").status == 404
