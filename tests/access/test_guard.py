"""Pages declare who may see them."""

from apiflask import APIFlask

from tests import factories
from tests.pages import Person


def test_a_page_that_declares_nothing_is_refused(app: APIFlask) -> None:
    app.add_url_rule("/undeclared", "undeclared", lambda: "secret")

    page = Person(app).open("/undeclared")

    assert page.status == 404
    assert "secret" not in page.html


def test_a_page_about_a_thing_that_may_not_be_read_is_not_found(app: APIFlask) -> None:
    lesson = factories.lesson(state="hidden", slug="hidden-one", tell=False)

    assert Person(app).get("lessons.show", slug=lesson.slug).status == 404
