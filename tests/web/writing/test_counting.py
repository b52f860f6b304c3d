"""While somebody writes, the page counts the words as the site does."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from kb.core.counting import words_in
from tests.web.writing.conftest import area
from tests.web.writing.site import WORDS
from tests.web.writing.test_pasting import CLIPBOARDS, html_of, markdown_of

SIGNS = " \t\n\r()[]<>#*_`|-–'’‑>.)&;!=/\\aéŴ7١ß字½🙂e\u0301\u2028\u200d\ufeff\u0085\u0e33\u093f"
MARKS = ["&amp;", "&#8217;", "[x](y)", "](", "1. ", "- ", "> ", "### ", "don't", "<br>"]
PIECES = st.sampled_from([*SIGNS, *MARKS])
KNOWN = st.characters(exclude_categories=["Cn"])
"""What Python has a category for: a newer browser may know letters that came later."""
_COUNT = """texts => texts.map(text => {
  const field = document.getElementById("done")
  field.value = text
  field.dispatchEvent(new Event("input"))
  return parseInt(document.getElementById("done-count").textContent)
})"""


def counted(page: Page, texts: list[str]) -> list[int]:
    """What the page counts."""
    return [int(number) for number in page.evaluate(_COUNT, texts)]


@pytest.mark.browser
def test_the_page_counts_the_words_of_any_text_as_the_site_does(page: Page) -> None:
    texts = [text for file in CLIPBOARDS for text in (markdown_of(file), html_of(file))]
    assert counted(page, texts) == [words_in(text) for text in texts]

    @settings(max_examples=60, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(st.lists(PIECES, max_size=30).map("".join) | st.text(KNOWN, max_size=40), max_size=20))
    def same(texts: list[str]) -> None:
        readable = [text.encode("utf-8", "ignore").decode() for text in texts]
        assert counted(page, readable) == [words_in(text) for text in readable]

    same()


@pytest.mark.browser
def test_the_number_of_words_is_shown_while_somebody_writes(page: Page) -> None:
    field, shown = area(page), page.locator("#found-count")
    expect(shown).to_have_text(f"0 of {WORDS} words")
    field.press_sequentially("Nobody asked")
    expect(shown).to_have_text(f"2 of {WORDS} words")

    field.fill("word " * (WORDS + 1))
    expect(shown).to_have_text("1 word too many")
    field.fill("word " * (WORDS + 3))
    expect(shown).to_have_text("3 words too many")
    expect(field).to_have_attribute("aria-describedby", "found-hint found-count")


@pytest.mark.browser
def test_the_number_is_said_aloud_when_the_limit_is_near_and_not_before(page: Page) -> None:
    field, said = area(page), page.locator("#found-count + [role=status]")
    page.clock.install()
    field.fill("two words")
    page.clock.fast_forward(5000)
    expect(said).to_have_text("")

    field.fill("word " * (WORDS + 1))
    expect(said).to_have_text("")
    page.clock.fast_forward(5000)
    expect(said).to_have_text("1 word too many")


@pytest.mark.browser
def test_a_field_without_a_limit_says_how_many_words_it_holds(page: Page) -> None:
    area(page, "What was done").fill("one")

    expect(page.locator("#done-count")).to_have_text("1 word")
