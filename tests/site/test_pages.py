"""The front page, the standing pages, the report form, sitemap and robots."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import ANONYMOUS, OPERATOR
from kb.core import db
from kb.site import queries, service
from kb.site.models import ProblemReport
from kb.site.pages import NAMES
from tests import factories
from tests.pages import Person


def test_the_front_page_offers_search_themes_and_the_newest_lessons(anonymous: Person) -> None:
    page = anonymous.get("site.home")

    assert page.soup.select_one('main form[action="/search"] input[name=q]')
    assert "Working together" in page.text
    assert len(page.rows(".kb-card")) >= 3
    assert "34 %" in page.text.replace("\xa0", " ")


def test_the_front_page_names_the_themes_that_have_most_lessons(reader: Person) -> None:
    for theme in ("online-harm", "missing-children", "adolescent-risk"):
        factories.lesson(themes=[theme])

    (group,) = (row for row in reader.get("site.home").rows(".kb-group") if row.startswith("Harm outside the home"))

    assert "Online harm" in group
    assert "Child sexual exploitation" not in group


@pytest.mark.parametrize("name", NAMES)
def test_every_standing_page_is_there(anonymous: Person, name: str) -> None:
    page = anonymous.get("site.page", slug=name)

    assert page.status == 200
    assert len(page.text) > 300


@pytest.mark.parametrize("name", NAMES)
def test_links_of_standing_pages_lead_somewhere(anonymous: Person, name: str) -> None:
    for link in anonymous.get("site.page", slug=name).soup.select("main a[href^='/']"):
        assert anonymous.open(str(link["href"])).status == 200, link["href"]


def test_every_page_says_whom_to_call_and_can_be_left_quickly(anonymous: Person) -> None:
    for address in ("/", "/search", "/themes", "/help", "/no-such-page", "/lessons/nottingham-was-not-brought"):
        page = anonymous.open(address)

        assert "999" in page.html, address
        exit_link = page.soup.select_one("a.govuk-exit-this-page__button")
        assert exit_link is not None, address
        assert exit_link["href"] == "https://www.example.com/weather"


def test_a_report_is_kept_and_thanked_for(reader: Person) -> None:
    form = reader.open("/report-a-problem?page=/themes/neglect")
    assert form.soup.select_one('input[name=page][value="/themes/neglect"]')

    page = form.submit("Send", subject="fact", text="The year is wrong.", answer_to="")

    report = db.session.scalars(select(ProblemReport)).one()
    assert (report.subject, report.page, report.text) == ("fact", "/themes/neglect", "The year is wrong.")
    assert report.answer_to is None
    assert page.heading


def test_what_is_wrong_with_a_report_is_said_and_nothing_typed_is_lost(reader: Person) -> None:
    page = reader.get("site.report").submit("Send", text="Something typed", answer_to="not an address")

    assert page.errors == [
        "Select what it is about",
        "Enter an e-mail address like name@example.org, or leave this empty",
    ]
    assert "Something typed" in page.html
    assert "not an address" in page.html
    assert page.soup.title is not None
    assert page.soup.title.text.startswith("Error: ")
    assert db.session.scalars(select(ProblemReport)).all() == []


def test_a_report_without_a_token_is_refused(reader: Person) -> None:
    response = reader.client.post("/report-a-problem", data={"subject": "fact", "text": "x"})

    assert response.status_code == 400


def send(subject: str, text: str, **fields: str) -> ProblemReport:
    report = ProblemReport(subject=subject, text=text, **{"page": "", "answer_to": None, **fields})
    service.send(ANONYMOUS, report)
    return report


def test_a_flood_of_reports_is_stopped_and_what_was_typed_stays(app: APIFlask, reader: Person) -> None:
    for _ in range(service.MOST_AN_HOUR):
        send("other", "again")

    page = reader.get("site.report").submit("Send", subject="other", text="One too many")

    assert page.errors == ["Too many reports came in within the last hour. Please try again later"]
    assert "One too many" in page.html


def test_a_flood_on_one_subject_does_not_close_the_way_for_reports_about_identity(app: APIFlask) -> None:
    for _ in range(service.MOST_AN_HOUR):
        send("other", "again")

    send("identity", "A name is shown.")


def test_no_flood_closes_the_way_for_a_report_about_identity(app: APIFlask, reader: Person) -> None:
    for _ in range(service.MOST_AN_HOUR):
        send("identity", "again")

    page = reader.get("site.report").submit("Send", subject="identity", text="A name is shown.")

    assert page.heading.startswith("Thank you")
    assert queries.reports(closed_too=False)[-1].text == "A name is shown."


def test_reports_about_identity_come_first_until_they_are_closed(app: APIFlask) -> None:
    send("fact", "A link is dead.")
    report = send("identity", "A name is shown.", answer_to="a@example.org")
    assert [found.text for found in queries.reports(closed_too=False)] == ["A name is shown.", "A link is dead."]

    service.close(OPERATOR, report)

    assert [found.text for found in queries.reports(closed_too=False)] == ["A link is dead."]
    assert len(queries.reports(closed_too=True)) == 2


def test_a_deleted_report_is_gone(app: APIFlask) -> None:
    service.delete(OPERATOR, send("fact", "A link is dead."))

    assert queries.reports(closed_too=True) == []


def test_a_report_cannot_steer_the_terminal_that_shows_it(app: APIFlask) -> None:
    shown = "".join(queries.lines(send("fact", "red \x1b[31m\x1b]0;title\x07", page="/\x1b[2J")))

    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_sign_that_databases_do_not_keep_is_left_out(reader: Person) -> None:
    reader.get("site.report").submit("Send", subject="fact", text="The\0 year is wrong.")

    assert db.session.scalars(select(ProblemReport.text)).all() == ["The year is wrong."]


def test_the_sitemap_lists_what_is_public_under_the_sites_own_address(reader: Person) -> None:
    factories.lesson(slug="a-public-one")
    factories.lesson(slug="a-hidden-one", state="hidden", tell=False)

    page = reader.get("site.sitemap_xml")

    assert "<loc>https://lessons.example.org/lessons/a-public-one</loc>" in page.html
    assert "a-hidden-one" not in page.html
    assert "<loc>https://lessons.example.org/themes/neglect</loc>" in page.html


def test_search_engines_are_shown_the_sitemap_and_kept_out_of_endless_lists(reader: Person) -> None:
    text = reader.get("site.robots").html

    assert "Sitemap: https://lessons.example.org/sitemap.xml" in text
    assert "Disallow: /search" in text


def test_who_finds_no_example_can_ask_for_one(reader: Person) -> None:
    form = reader.open("/report-a-problem?subject=example&page=/search?q=quilting")
    assert form.soup.select_one("input[name=subject][value=example][checked]")

    form.submit("Send", text="How did others involve grandparents?", answer_to="")

    assert db.session.scalars(select(ProblemReport)).one().subject == "example"


def test_a_subject_that_is_none_is_not_chosen(reader: Person) -> None:
    assert not reader.open("/report-a-problem?subject=nonsense").soup.select("input[name=subject][checked]")
