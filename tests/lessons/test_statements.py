"""How many statements each page makes: a number that does not grow with the number of lessons."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core.db import session, transaction
from kb.lessons.models.lesson import Lesson
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.pages import Person, statements

OF_EDITORS = {"site.reports", "site.show_report", "site.delete_report"}
"""Pages of packages that have pages for readers, which are for the editorial team alone."""
PAGES = {
    "/": 1,  # everything but the number of what the site shows is kept
    "/search": 6,
    "/search?q=referral&theme=neglect": 6,
    "/search/filter/organisation?q=referral": 1,
    "/search/suggestions?q=referral": 3,
    "/themes": 1,
    "/themes/neglect": 6,
    "/themes/forms-of-harm": 6,
    "/lessons/the-first": 6,
    "/lessons/the-first/files/1": 2,
    "/lessons/the-first/cite": 4,
    "/lessons/the-first/history": 6,
    "/reviews": 4,
    "/reviews/the-review": 9,
    "/organisations": 4,
    "/organisations/the-board": 15,
    "/glossary": 1,
    "/shortlist": 6,
    "/shortlist/shortlist.csv": 6,
    "/shortlist/empty": 0,
    "/help": 0,
    "/report-a-problem": 0,
    "/sitemap.xml": 5,
    "/training": 1,
    "/training/quiz": 1,
    "/training/safety": 1,
    "/training/sessions/x": 1,
    "/training/vignettes/x": 1,
    "/training/forms/x": 1,
    "/robots.txt": 0,
    "/lessons": 6,  # with the search page that it leads to
    "/report-a-problem/sent": 0,
    "/health/live": 0,
    "/no-such-page": 0,
}
"""For a reader with a shortlist, whose pages are made for each request; one more for a reader without cookies asks
whether a page that needs no statement is still the same."""


def more_lessons(number: int, board: object, review: object) -> None:
    for count in range(number):
        factories.lesson(
            f"Another lesson about referrals, number {count}",
            themes=["neglect", "recording"],
            values=["kinds-of-change/audit", "harm-types/neglect"],
            tags=[f"tag {count}"],
            organisation=board,  # type: ignore[arg-type]
            review=review,
        )


@pytest.fixture
def few(app: APIFlask) -> tuple[object, object]:
    with transaction():
        board = factories.organisation(slug="the-board")
        review = factories.review(slug="the-review", organisation=board)
        factories.lesson(
            slug="the-first", themes=["neglect", "recording"], values=["harm-types/neglect"], organisation=board
        )
        more_lessons(3, board, review)
    index_commands.index_rebuild(quiet)
    return board, review


def made_by(app: APIFlask, address: str) -> int:
    person = Person(app)
    references = session.scalars(select(Lesson.reference)).all()
    person.client.set_cookie("shortlist", ".".join(str(reference).removeprefix("LB-") for reference in references))
    person.open(address)  # what is kept between requests is filled
    session.remove()
    with statements() as made:
        person.open(address)
    assert all(statement.lstrip().startswith(("SELECT", "WITH")) for statement in made), "reading changes nothing"
    return len(made)


def test_no_page_makes_more_statements_than_stated_however_many_lessons_there_are(
    app: APIFlask, few: tuple[object, object]
) -> None:
    before = {address: made_by(app, address) for address in PAGES}
    with transaction():
        more_lessons(30, *(session.merge(thing) for thing in few))  # type: ignore[type-var]
    index_commands.index_rebuild(quiet)

    assert {address: made_by(app, address) for address in PAGES} == before
    assert before == PAGES


def test_every_page_for_reading_is_counted(site: APIFlask) -> None:
    urls = site.url_map.bind("localhost")
    counted = {urls.match(address.split("?")[0])[0] for address in PAGES if address != "/no-such-page"}
    pages = {rule.endpoint for rule in site.url_map.iter_rules() if rule.methods and "GET" in rule.methods}
    packages = {endpoint.split(".")[0] for endpoint in counted} - {"operations"}

    assert {page for page in pages - OF_EDITORS if page.split(".")[0] in packages} <= counted
