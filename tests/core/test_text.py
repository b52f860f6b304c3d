"""Markdown to safe HTML, slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.core.text import MOST_COLUMNS, headings, joined, slugify, to_html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="https://example.org" onclick="alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
        "<svg><animate onbegin=alert(1)></svg>",
        '<form action="/x"><input name="y"></form>',
    ],
)
def test_what_could_run_or_send_something_is_taken_out(hostile: str) -> None:
    html = to_html(hostile)

    for part in ("<script", "onerror", "javascript:", "data:", "onclick", "style=", "<svg", "<form", "<input", "<img"):
        assert part not in html


@pytest.mark.parametrize("address", ["//elsewhere.example", "\\\\elsewhere.example", "/\\elsewhere.example"])
def test_a_link_that_only_looks_like_our_own_loses_its_address(address: str) -> None:
    assert "elsewhere" not in to_html(f'<a href="{address}">x</a>')


def test_links_and_tables_carry_the_classes_of_the_page_components() -> None:
    html = to_html("[a](https://example.org)\n\n| x | y |\n| --- | --- |\n| 1 | 2 |")

    assert 'class="govuk-link"' in html
    assert 'class="govuk-table"' in html
    assert '<th class="govuk-table__header" scope="col">' in html or 'scope="col"' in html


def test_headings_start_below_the_heading_of_the_section() -> None:
    html = to_html("# First\n\n### Deeper")

    assert "<h3>First</h3>" in html
    assert "<h5>Deeper</h5>" in html


def test_headings_get_anchors_only_where_they_are_asked_for() -> None:
    assert "id=" not in to_html("## A part")
    assert headings(to_html("## A *part* of it", top_heading=2, anchors=True)) == [("a-part-of-it", "A part of it")]


def test_the_first_use_of_a_term_is_explained_and_links_and_headings_are_left_alone() -> None:
    def explain(text: str) -> list[tuple[int, int, str, str]]:
        place = text.find("LSCB")
        return [(place, place + 4, "/glossary#lscb", "a board")] if place >= 0 else []

    html = to_html("## An LSCB\n\n[LSCB](/x) and the LSCB met. The LSCB agreed.", explain=explain)

    assert html.count('href="/glossary#lscb"') == 1
    assert 'and the <a class="govuk-link kb-term" href="/glossary#lscb" title="a board"' in html
    assert "met. The LSCB agreed." in html


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Children's Services & Police", "childrens-services-and-police"), ("  Été 2009! ", "ete-2009"), ("…", "")],
)
def test_slugs_are_lower_case_words_joined_by_hyphens(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=300))
def test_no_text_makes_an_element_that_is_not_on_the_list(text: str) -> None:
    html = to_html(text)

    assert "<script" not in html.lower()
    assert "<style" not in html.lower()


@pytest.mark.parametrize(
    ("parts", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_words_are_joined_as_one_speaks(parts: list[str], words: str) -> None:
    assert joined(parts) == words


def test_a_table_wider_than_a_page_stays_as_it_was_typed() -> None:
    fits, wide = (f"{'|a' * number}|\n{'|-' * number}|\n|b\n" for number in (MOST_COLUMNS, MOST_COLUMNS + 1))

    assert "<table" in to_html(fits)
    assert "<table" not in to_html(wide)
    assert len(to_html(f"{'|a' * 1000}|\n{'|-' * 1000}|\n" + "|b\n" * 1000)) < 20_000
