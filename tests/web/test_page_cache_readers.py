"""Pages are kept for readers without cookies only, each under its own address, and not without end."""

import pytest
from apiflask import APIFlask
from flask import g

from kb.core.db import transaction
from kb.lessons.queries.published import lesson_by_slug
from kb.web import page_cache
from tests.pages import statements
from tests.web.browsers import Browser, renamed_theme, without_number

# --- only what is the same for everybody


@pytest.mark.parametrize("cookie", ["shortlist=1001", "session=not-signed", "remember_token=x", "of-another-site=1"])
def test_a_reader_with_a_cookie_gets_a_page_made_for_this_request(visitor: Browser, cookie: str) -> None:
    tag = visitor.get("/").headers["ETag"]

    answer = visitor.get("/", cookie=cookie, If_None_Match=tag)

    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert visitor.renders("/", cookie=cookie)


def test_a_page_made_for_a_reader_with_a_cookie_is_shown_to_nobody_else(visitor: Browser) -> None:
    number = lesson_by_slug("the-first").reference.removeprefix("LB-")

    assert b"Remove from shortlist" in visitor.get("/lessons/the-first", cookie=f"shortlist={number}").data
    assert b"Remove from shortlist" not in visitor.get("/lessons/the-first").data


def test_a_form_with_a_token_is_kept_for_nobody(visitor: Browser) -> None:
    first, second = (visitor.get("/report-a-problem?page=/help") for _ in range(2))

    assert "Set-Cookie" in first.headers
    assert "ETag" not in first.headers
    assert first.data != second.data


@pytest.mark.parametrize("address", ["/no-such-page", "/lessons/no-such-lesson", "/HELP", "/lessons", "/health/live"])
def test_errors_redirects_and_health_carry_no_tag(visitor: Browser, address: str) -> None:
    for _ in range(2):
        assert "ETag" not in visitor.get(address).headers


def test_health_asks_nothing_of_the_database(visitor: Browser) -> None:
    with statements() as made:
        assert visitor.get("/health/live").status_code == 200
    assert made == []


def test_changes_are_never_answered_from_memory(visitor: Browser) -> None:
    tag = visitor.get("/shortlist").headers["ETag"]

    assert visitor.renders("/shortlist/empty", method="POST", If_None_Match=tag)


def test_head_has_the_headers_of_get_and_no_body(visitor: Browser) -> None:
    got, head = visitor.get("/lessons/the-first"), visitor.get("/lessons/the-first", method="HEAD")

    assert head.data == b""
    assert without_number(head) == without_number(got)
    assert visitor.rendered == 1


def test_addresses_that_differ_are_different_pages(visitor: Browser) -> None:
    addresses = [
        "/themes/neglect",
        "/themes/neglect?change=audit",
        "/themes/neglect?change=training",
        "/themes/recording",
    ]

    assert len({visitor.get(address).headers["ETag"] for address in addresses}) == len(addresses)
    assert visitor.rendered == len(addresses)


def test_a_transaction_that_is_changing_something_gets_pages_of_its_own(app: APIFlask) -> None:
    with app.test_request_context("/"), transaction():
        renamed_theme()
        assert app.preprocess_request() is None
        assert g.page_key is None


# --- what is kept has an end


def test_pages_asked_for_last_are_kept_and_the_others_give_way() -> None:
    pages, size = page_cache.Pages(), page_cache.KEPT_BYTES // 4

    def key(name: str, version: int = 1) -> page_cache.Key:
        return page_cache.Key((version,), name, "")

    page = page_cache.Page(b"x" * size, [])
    for name in "abcd":
        pages.keep(key(name), page)
    assert pages.page(key("a")) is page  # asked for again
    pages.keep(key("e"), page)

    assert [name for name in "abcde" if pages.page(key(name))] == ["a", "c", "d", "e"]
    assert pages.page(key("a", version=2)) is None
    pages.keep(key("f", version=2), page)
    assert pages.page(key("a")) is None


def test_keeping_a_page_again_takes_no_more_room() -> None:
    pages, key = page_cache.Pages(), page_cache.Key((1,), "a", "")
    for _ in range(10):
        pages.keep(key, page_cache.Page(b"x" * (page_cache.KEPT_BYTES // 2), []))

    assert pages.page(key) is not None


def test_a_page_asked_for_with_credentials_is_made_for_this_request(visitor: Browser) -> None:
    visitor.get("/themes")
    assert visitor.renders("/themes", Authorization="Bearer something")


@pytest.mark.parametrize("query", ["q=\xff", "q=%ff", "q=\xe4\xf6"])
def test_bytes_that_are_no_text_are_a_search_like_any_other(visitor: Browser, query: str) -> None:
    response = visitor.app.test_client().open("/search", environ_overrides={"QUERY_STRING": query})
    assert response.status_code == 200
