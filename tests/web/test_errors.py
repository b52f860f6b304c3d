"""Error pages."""

import logging

import pytest
from apiflask import APIFlask
from werkzeug.exceptions import Gone

from kb.access.guard import public
from kb.core.errors import Conflict, Denied, Invalid, NotFound, Unavailable
from kb.web.errors import WORDS
from tests.pages import Person


def test_an_unknown_address_is_answered_with_a_search_box(anonymous: Person) -> None:
    page = anonymous.open("/no-such-page")

    assert page.status == 404
    assert page.heading == "Page not found"
    assert page.soup.select_one('main form[action="/search"] input[name=q]')


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(NotFound(), 404), (Denied(), 403), (Conflict(), 409), (Invalid(x="y"), 422), (Unavailable(), 503), (Gone(), 410)],
)
def test_every_refusal_has_a_page(app: APIFlask, refusal: Exception, status: int) -> None:
    @app.get("/refuse")
    @public
    def refuse() -> str:
        raise refusal

    page = Person(app).open("/refuse")

    assert page.status == status
    assert page.heading == WORDS[status].title


def test_a_refusal_of_a_kind_of_its_own_is_answered_as_what_it_is_a_kind_of(app: APIFlask) -> None:
    class Changed(Conflict):
        """Somebody else has changed it."""

    @app.get("/refuse")
    @public
    def refuse() -> str:
        raise Changed("It was renamed. Open it by its new name.")

    page = Person(app).open("/refuse")

    assert (page.status, page.heading) == (409, WORDS[409].title)
    assert "It was renamed. Open it by its new name." in page.text


def test_a_fault_of_ours_is_logged_and_says_nothing_of_its_cause(
    app: APIFlask, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/broken")
    @public
    def broken() -> str:
        raise RuntimeError("the password is tulip")

    with caplog.at_level(logging.ERROR):
        page = Person(app).open("/broken")

    assert page.status == 500
    assert "tulip" not in page.html
    assert "/broken" in caplog.text


def test_a_wrong_method_names_the_right_ones(anonymous: Person) -> None:
    page = anonymous.open("/themes", method="DELETE")

    assert page.status == 405
    assert "GET" in page.response.headers["Allow"]
