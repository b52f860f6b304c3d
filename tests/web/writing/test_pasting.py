"""Pasting from other programs: stored clipboards, each as its program fills it, become clean Markdown."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb.core.text import to_html
from tests.web.writing.conftest import area
from tests.web.writing.pasting import copy, paste

CLIPBOARDS = sorted((Path(__file__).parent / "clipboard").glob("*.html"))
RICH = "<p>A <b>rota</b></p><ul><li>by day</li></ul>"
IN_MARKDOWN = "A **rota**\n\n- by day"


def html_of(file: Path) -> str:
    return file.read_bytes().decode()


def markdown_of(file: Path) -> str:
    return file.with_suffix(".md").read_text().rstrip("\n")


@pytest.mark.browser
@pytest.mark.parametrize("clipboard", CLIPBOARDS, ids=lambda file: file.stem)
def test_the_clipboard_of_a_program_becomes_clean_markdown(page: Page, clipboard: Path) -> None:
    assert paste(area(page), html=html_of(clipboard), plain="the words alone")

    expect(area(page)).to_have_value(markdown_of(clipboard))


@pytest.mark.parametrize("clipboard", CLIPBOARDS, ids=lambda file: file.stem)
def test_our_renderer_reads_every_mark_of_it(clipboard: Path) -> None:
    words = to_html(markdown_of(clipboard)).striptags()

    assert re.findall(r"\*\*|\]\(|\| -|(?:^|\n)\s*(?:[-#>]|\d+\.) ", words) == []


def test_every_program_that_people_paste_from_has_a_clipboard() -> None:
    programs = {file.stem.split("-")[0] for file in CLIPBOARDS}

    assert programs >= {"word", "outlook", "web", "libreoffice", "google", "excel"}
    assert len(CLIPBOARDS) >= 12


@pytest.mark.browser
def test_one_step_back_takes_away_what_was_pasted_and_nothing_else(page: Page) -> None:
    area(page).click()
    page.keyboard.type("Before.")
    paste(area(page), html=RICH, plain="A rota by day")
    expect(area(page)).to_have_value(f"Before.\n\n{IN_MARKDOWN}")

    page.keyboard.press("Control+Z")

    expect(area(page)).to_have_value("Before.")


@pytest.mark.browser
def test_what_is_pasted_takes_the_place_of_what_is_selected(page: Page) -> None:
    area(page).fill("one two three")
    area(page).evaluate("field => field.setSelectionRange(4, 7)")

    paste(area(page), html="<b>2</b>", plain="2")

    expect(area(page)).to_have_value("one **2** three")
    page.keyboard.type("!")
    expect(area(page)).to_have_value("one **2**! three")


@pytest.mark.browser
def test_paragraphs_pasted_into_a_line_stand_apart_from_it(page: Page) -> None:
    area(page).fill("one three")
    area(page).evaluate("field => field.setSelectionRange(4, 4)")

    paste(area(page), html=RICH, plain="A rota by day")

    expect(area(page)).to_have_value(f"one \n\n{IN_MARKDOWN}\n\nthree")


@pytest.mark.browser
@pytest.mark.parametrize(
    "kinds",
    [
        {"plain": "**not** <b>touched</b>"},
        {"plain": "the same words", "html": "<meta charset='utf-8'><span style='color: red'>the same words</span>"},
        {"plain": "a\r\n\r\nb", "html": "<p>a</p><p>b</p>"},
        {"plain": "", "html": "<img src='https://www.example.org/a.png' alt='A clinic'>"},
    ],
    ids=["words-only", "no-formatting", "paragraphs-only", "picture"],
)
def test_what_has_no_formatting_is_left_to_the_browser(page: Page, kinds: dict[str, str]) -> None:
    assert not paste(area(page), **kinds)


@pytest.mark.browser
def test_with_the_keys_of_the_browser_it_is_pasted_with_and_without_formatting(
    writer: BrowserContext, page: Page
) -> None:
    writer.grant_permissions(["clipboard-read", "clipboard-write"])
    copy(page, html=RICH, plain="A rota by day")
    area(page).click()

    page.keyboard.press("Control+V")
    expect(area(page)).to_have_value(IN_MARKDOWN)
    area(page).fill("")
    page.keyboard.press("Control+Shift+V")
    expect(area(page)).to_have_value("A rota by day")


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<p>a<script>alert(1)</script><b>b</b><img src=x onerror=alert(1)></p>",
        "<b>b</b><svg><script>alert(1)</script></svg><iframe src='https://www.example.org'></iframe>",
        "<a href='javascript:alert(1)'>x</a> <a href='data:text/html,y'>y</a> <a href='file:///c:/z'>z</a> <b>b</b>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; <b>b</b></p>",
        "<b onclick='alert(1)' style='background:url(https://www.example.org/a)'>b</b>",
    ],
)
def test_nothing_that_runs_or_is_fetched_comes_along(page: Page, html: str) -> None:
    paste(area(page), html=html, plain="")

    value = area(page).input_value()
    assert "b" in value
    assert re.findall(r"<script|javascript:|data:|file:|onerror|onclick|url\(", value) == []


@pytest.mark.browser
def test_any_html_is_pasted_however_broken_or_deep(page: Page) -> None:
    deep = "<div>" * 5000 + "<b>deep</b>"
    for html in (deep, "<b>deep</b" + "<p" * 200, "<table><tr><td><b>deep</table><li>", "<b>deep</b><!--[if x]><p"):
        area(page).fill("")
        paste(area(page), html=html, plain="")
        assert "deep" in area(page).input_value()


@pytest.mark.browser
def test_a_long_document_is_pasted_whole(page: Page) -> None:
    paste(area(page), html="<p>Some <b>bold</b> words of a long document.</p>" * 2000, plain="")

    assert area(page).input_value().count("**bold**") == 2000
