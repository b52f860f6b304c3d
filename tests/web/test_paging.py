"""Lists in pages."""

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st

from kb.core.paging import HIGHEST, SIZE, Page, page_of
from kb.web.paging import page_url, requested_page


def test_an_empty_list_has_one_page_and_no_rows() -> None:
    page: Page[str] = Page([], 0)

    assert (page.pages, page.first_row, page.last_row) == (1, 0, 0)


def test_a_page_past_the_end_is_the_last_one() -> None:
    page = page_of(999, 41, lambda offset, limit: [offset, limit])

    assert (page.number, list(page)) == (3, [40, 20])


def test_of_a_list_that_is_too_long_the_pages_that_are_not_served_are_not_linked() -> None:
    page = page_of(HIGHEST, SIZE * (HIGHEST + 9), lambda offset, _limit: [offset])

    assert (page.number, page.pages) == (HIGHEST, HIGHEST)
    assert page.neighbours == [1, None, HIGHEST - 1, HIGHEST]


def test_the_last_page_is_shorter() -> None:
    page = Page(["x"], 41, number=3)

    assert (page.pages, page.first_row, page.last_row) == (3, 41, 41)


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (5, 9, [1, None, 4, 5, 6, None, 9]), (3, 9, [1, 2, 3, 4, None, 9])],
)
def test_first_last_and_neighbours_are_linked(number: int, pages: int, shown: list[int | None]) -> None:
    assert Page(["x"], pages * 20, number=number).neighbours == shown


@given(st.integers(1, 400), st.integers(1, 400))
def test_linked_pages_exist_and_never_stand_twice(number: int, pages: int) -> None:
    linked = [n for n in Page(["x"], pages * 20, number=min(number, pages)).neighbours if n]

    assert linked == sorted(set(linked))
    assert linked[0] == 1
    assert linked[-1] == pages


@pytest.mark.parametrize(
    ("text", "number"), [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("²", 1), ("9" * 30, 1)]
)
def test_anything_that_is_no_page_number_is_the_first_page(site: APIFlask, text: str, number: int) -> None:
    with site.test_request_context(query_string={"page": text}):
        assert requested_page() == number


def test_other_pages_keep_the_rest_of_the_address(site: APIFlask) -> None:
    with site.test_request_context("/search?q=a%26b&theme=x&theme=y&page=2&_scheme=evil"):
        assert page_url(3) == "/search?q=a%26b&theme=x&theme=y&_scheme=evil&page=3"
        assert page_url(1) == "/search?q=a%26b&theme=x&theme=y&_scheme=evil"
