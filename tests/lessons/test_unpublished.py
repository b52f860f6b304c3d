"""What is not published does not exist for anybody who may not see it."""

import re

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.core.db import transaction
from kb.lessons.models.lesson import STATES, FormerSlug, Lesson
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.pages import Page, Person, statements

WORD = "Zanzibarian"
SLUG = "the-unpublished-one"
NOT_PUBLIC = [state for state in STATES if state != "published"]
PAGES = [
    "/", "/search", "/search?q=zanzibarian", "/search?theme=neglect", "/themes", "/themes/neglect", "/reviews",
    "/organisations", "/organisations/ghost-board", "/sitemap.xml", "/shortlist", "/shortlist/shortlist.csv",
    "/lessons/the-published-one", "/reviews/ghost-review",
]  # fmt: skip


def published_and(state: str) -> None:
    board = factories.organisation("Ghost Board", slug="ghost-board")
    review = factories.review("Ghost review", slug="ghost-review", organisation=board)
    factories.lesson("A lesson that everybody may read", slug="the-published-one", themes=["neglect"])
    if state:
        hidden = factories.lesson(
            f"{WORD} lesson", state=state, slug=SLUG, themes=["neglect"], organisation=board, review=review, tell=False
        )
        hidden.reference = "LB-9999"
        hidden.former_slugs.append(FormerSlug(slug="its-former-address"))
        db.session.flush()


def look(app: APIFlask) -> dict[str, tuple[int, str]]:
    """Status and text of every page that could betray something, for a reader with it in the shortlist."""
    with transaction():
        pass
    assert index_commands.index_rebuild(quiet) == 0
    person = Person(app)
    person.client.set_cookie("shortlist", "9999")
    return {address: (page.status, without_nonce(page.html)) for address in PAGES for page in [person.open(address)]}


def without_nonce(text: str) -> str:
    """A page without the word that its scripts carry, which is another one each time."""
    return re.sub(r"(nonce[=-]\"?)[\w-]{22}", r"\1", text)


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_no_page_count_or_list_knows_of_it(app: APIFlask, state: str) -> None:
    with transaction():
        published_and(state)

    seen = look(app)

    for address, (status, html) in seen.items():
        assert status == 200, address
        assert SLUG not in html, address
        assert WORD not in html.replace("zanzibarian", ""), address
    with transaction():
        hidden = db.session.scalars(select(Lesson).where(Lesson.slug == SLUG)).one()
        for revision in hidden.revisions:
            for name in ("theme_links", "tag_links", "value_links", "sources"):
                getattr(revision, name).clear()
            revision.review = None
        hidden.organisation = None
    assert look(app) == seen, "with all its links taken away, every page is the same to the letter"


def like_nothing(text: str) -> str:
    """The text with the slugs of the unpublished lesson replaced by slugs that no lesson ever had."""
    return (
        text.replace(SLUG, "nothing-has-this-slug")
        .replace("lb-9999", "lb-9998")
        .replace("its-former-address", "nothing-had-this-slug")
    )


def headers_of(page: Page) -> dict[str, str]:
    """The headers of an answer without those that differ in any two answers to addresses of different lengths."""
    differ = {"Content-Length", "X-Request-Id"}
    return {name: without_nonce(value) for name, value in page.response.headers.items() if name not in differ}


@pytest.mark.parametrize("state", [state for state in NOT_PUBLIC if state != "archived"])
@pytest.mark.parametrize(
    "address", [f"/lessons/{SLUG}", f"/lessons/{SLUG}/cite", "/lessons/its-former-address", "/lessons/lb-9999"]
)
def test_its_address_is_answered_like_one_that_never_was(
    app: APIFlask, reader: Person, state: str, address: str
) -> None:
    with transaction():
        published_and(state)
    unknown = like_nothing(address)
    assert index_commands.index_rebuild(quiet) == 0
    reader.open("/")  # what is kept between requests is filled

    with statements() as asked_for_it:
        answer = reader.open(address)
    with statements() as asked_for_nothing:
        other = reader.open(unknown)

    assert answer.status == other.status == 404
    assert without_nonce(like_nothing(answer.html)) == without_nonce(other.html)
    assert headers_of(answer) == headers_of(other)
    assert asked_for_it == asked_for_nothing
