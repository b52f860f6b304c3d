"""Pages for whoever runs the site."""

from tests.pages import Person


def test_the_process_says_that_it_lives_and_nothing_else(anonymous: Person) -> None:
    page = anonymous.get("operations.live")

    assert page.status == 200
    assert page.html == "ok\n"
    assert page.response.headers["Cache-Control"] == "no-store"
