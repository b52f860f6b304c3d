"""What public pages show to those who look after themes and reviews, and to nobody else."""

from collections.abc import Callable

import pytest

from kb.core import db
from tests import factories
from tests.curation.words import NEGLECT
from tests.pages import Page, Person

SHOWN = [
    (f"/themes/{NEGLECT}", "Change this theme", f"/desk/themes/{NEGLECT}"),
    ("/themes/forms-of-harm", "Change this group", "/desk/themes/forms-of-harm"),
    ("/reviews/child-z", "Change this review", "/desk/reviews/child-z"),
]


@pytest.fixture(autouse=True)
def review(editor: Person) -> None:
    """A review with a public page."""
    factories.review(slug="child-z", sources=[factories.source()])
    db.session.commit()


def ways(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.soup.select("main a[href^='/desk/']")]


@pytest.mark.parametrize(("address", "words", "way"), SHOWN)
def test_an_editor_finds_the_way_to_change_what_a_public_page_shows(
    editor: Person, address: str, words: str, way: str
) -> None:
    page = editor.open(address)
    assert page.link(words) == way
    assert page.follow(words).status == 200


@pytest.mark.parametrize("kind", ["anonymous", "user", "contributor", "lead", "identity_reviewer", "admin"])
def test_nobody_else_is_shown_a_way(people: Callable[[str], Person], kind: str) -> None:
    person = people(kind)
    for address, words, _ in SHOWN:
        page = person.open(address)
        assert page.status == 200
        assert ways(page) == []
        assert words not in page.text


@pytest.mark.parametrize(("address", "words", "way"), SHOWN)
def test_a_page_that_is_kept_for_everybody_is_not_that_of_an_editor(
    people: Callable[[str], Person], editor: Person, address: str, words: str, way: str
) -> None:
    assert ways(editor.open(address)) == [way]
    first = people("anonymous").open(address)
    assert ways(first) == []
    assert first.response.headers["ETag"]  # it is kept
    assert ways(editor.open(address)) == [way]
    assert ways(people("anonymous").open(address)) == []
