"""The page of a vignette, on the screen and as a hand-out."""

import re

from kb.core import db
from kb.web.templates import STATIC
from tests import factories
from tests.pages import Person
from tests.training import material


def test_it_tells_the_stages_with_their_questions_in_order(reader: Person) -> None:
    lesson = factories.lesson()
    late = material.question(material.point(lesson), text="Asked last", stage=2)
    early = material.question(material.point(lesson), text="Asked first", stage=1)
    vignette = material.vignette(lesson, questions=[late, early])

    page = reader.get("training.vignette", slug=vignette.slug)

    assert page.rows("h2")[:2] == ["Part 1: A cold morning", "Part 2: A warm room"]
    assert page.rows(".kb-questions__text") == ["Asked first", "Asked last"]
    assert [found["start"] for found in page.soup.select("ol.kb-questions")] == ["1", "2"]


def test_it_says_that_it_is_composite_and_how_it_was_changed(reader: Person) -> None:
    vignette = material.vignette(factories.lesson(), changed="It was moved to another time of year.")

    text = reader.get("training.vignette", slug=vignette.slug).text

    assert "Composite: put together from several lessons and changed. It was moved to another time of year." in text


def test_it_shows_the_content_notice_and_leads_to_the_rules(reader: Person) -> None:
    material.safety()
    page = reader.get("training.vignette", slug=material.vignette(factories.lesson()).slug)

    assert "This is about harm to children." in page.text
    assert page.follow("Ground rules, stepping out, and people to talk to").heading == "Ground rules and content notice"


def test_each_model_point_leads_to_the_section_that_shows_it(reader: Person) -> None:
    lesson = factories.lesson("Team reads every referral", slug="the-team")
    point = material.point(lesson, "Read it within a day.", section="found")
    vignette = material.vignette(lesson, questions=[material.question(point)])

    page = reader.get("training.vignette", slug=vignette.slug)

    [row] = page.rows("details li")
    assert row == "Read it within a day. Team reads every referral: what was found"
    address = page.link("Team reads every referral: what was found")
    assert address == "/lessons/the-team#found"
    assert reader.open(address.split("#")[0]).soup.find(id="found")


def test_what_was_only_recommended_is_not_called_done(reader: Person) -> None:
    lesson = factories.lesson("Team asked for", done_status_key="done-statuses/recommended")
    vignette = material.vignette(lesson, questions=[material.question(material.point(lesson, section="done"))])

    text = reader.get("training.vignette", slug=vignette.slug).text

    assert "Team asked for: what was recommended" in text
    assert "what was done" not in text


def test_the_lessons_behind_it_say_what_they_are_behind(reader: Person) -> None:
    first, second = factories.lesson("The first lesson behind"), factories.lesson("The second lesson behind")
    questions = [material.question(material.point(lesson)) for lesson in (first, second, first)]
    vignette = material.vignette(first, second, questions=questions)

    assert reader.get("training.vignette", slug=vignette.slug).rows("#lessons ~ ul li") == [
        "The first lesson behind Part 1: what was found . Model points for questions 1 and 3.",
        "The second lesson behind Part 1: what was found . Model points for question 2.",
    ]


def test_age_time_themes_and_agencies_stand_beside_it(reader: Person) -> None:
    vignette = material.vignette(factories.lesson(), themes=["neglect"])

    side = reader.get("training.vignette", slug=vignette.slug).rows("aside")[0]

    assert (
        side == "Age of the children 6 to 10 Time 35 minutes Themes Neglect Agencies in the case Schools and colleges"
    )


def test_a_value_that_is_no_longer_in_its_list_is_left_out(reader: Person) -> None:
    vignette = material.vignette(factories.lesson())
    vignette.details = {**vignette.details, "agencies": ["no-such-agency"]}
    db.session.flush()

    assert "Agencies in the case" not in reader.get("training.vignette", slug=vignette.slug).text


# --- as a hand-out


def test_the_model_points_are_closed_and_the_page_says_that_it_prints_without_them(reader: Person) -> None:
    page = reader.get("training.vignette", slug=material.vignette(factories.lesson()).slug)

    assert page.soup.select("details.kb-answer")
    assert page.soup.select("details[open]") == []
    assert "hand-out without answers" in page.text


def test_what_would_give_answers_away_is_not_printed(reader: Person) -> None:
    vignette = material.vignette(factories.lesson("The lesson behind it"))
    page = reader.get("training.vignette", slug=vignette.slug)
    for hidden in page.soup.select(".kb-no-print, .kb-answer:not([open])"):
        hidden.decompose()
    printed = page.soup.main.get_text(" ") if page.soup.main else ""

    assert "The lesson behind it" not in printed
    assert "Ask what the child sees." not in printed
    assert "What would you ask next?" in printed


def test_the_style_sheet_prints_no_closed_answer() -> None:
    sheet = (STATIC / "app.css").read_text(encoding="utf-8")

    assert re.search(r"@media print\{[^@]*\.kb-answer:not\(\[open\]\)\{display:none\}", sheet)


def test_all_model_points_can_be_opened_and_closed_at_once(reader: Person) -> None:
    vignette = material.vignette(factories.lesson(), factories.lesson())

    opened = reader.get("training.vignette", slug=vignette.slug).follow("Open all model points")
    closed = opened.follow("Close all model points")

    assert len(opened.soup.select("details[open]")) == len(opened.soup.select("details")) == 2
    assert closed.soup.select("details[open]") == []


def test_an_unknown_vignette_is_not_found(reader: Person) -> None:
    assert reader.get("training.vignette", slug="no-such-case").status == 404
