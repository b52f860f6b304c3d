"""How many statements each page of the material makes: one, however much of it there is."""

from apiflask import APIFlask

from kb.core.db import session, transaction
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.pages import Person, statements
from tests.training import material

PAGES = {
    "/training": 1,  # all of it is kept but the number of what the site shows
    "/training/sessions/the-first": 1,
    "/training/vignettes/the-first": 1,
    "/training/quiz": 1,
    "/training/quiz?theme=neglect&page=2": 1,
    "/training/forms/before": 1,
    "/training/safety": 1,
    "/training/vignettes/no-such-case": 1,
    "/lessons/the-first": 6,  # as many as without the panel
}


def more(number: int) -> None:
    for count in range(number):
        lesson = factories.lesson(f"Another lesson on neglect, number {count}", themes=["neglect", "recording"])
        material.vignette(lesson, factories.lesson())
        material.session(material.block(fill="lessons"), lessons=[lesson.slug])
        for _ in range(3):
            material.quiz_item(lesson)


def reader_with_cookies(app: APIFlask) -> Person:
    """One for whom each page is made: whether a kept one still holds is asked of search too, at its own times."""
    person = Person(app)
    person.client.set_cookie("shortlist", "1")
    return person


def made_by(app: APIFlask, address: str) -> int:
    person = reader_with_cookies(app)
    person.open(address)  # what is kept between requests is filled
    session.remove()
    with statements() as made:
        person.open(address)
    assert all(statement.lstrip().startswith(("SELECT", "WITH")) for statement in made), "reading changes nothing"
    return len(made)


def test_no_page_makes_more_statements_than_stated_however_much_there_is(app: APIFlask) -> None:
    with transaction():
        lesson = factories.lesson(slug="the-first", themes=["neglect"])
        material.vignette(lesson, slug="the-first")
        material.session().slug = "the-first"
        material.quiz_item(lesson)
        material.form()
        material.safety()
        more(2)
    index_commands.index_rebuild(quiet)
    before = {address: made_by(app, address) for address in PAGES}
    with transaction():
        more(15)
    index_commands.index_rebuild(quiet)

    assert {address: made_by(app, address) for address in PAGES} == before
    assert before == PAGES


def test_what_is_kept_is_read_with_as_few_statements_however_much_there_is(app: APIFlask) -> None:
    def read_anew() -> int:
        with transaction():
            more(3)
        session.remove()
        with statements() as made:
            reader_with_cookies(app).open("/training")
        return len(made)

    read_anew()
    assert read_anew() == read_anew()
