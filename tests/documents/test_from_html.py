"""The site's HTML becomes the blocks of a document: nothing of the words is lost, nothing is added."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup

from kb.core.text import to_html
from kb.documents.from_html import blocks
from kb.documents.tree import Block, Facts, Heading, List, Paragraph, Quote, Rule, Span, Table, text
from tests.documents.opened import squeezed


def said(found: tuple[Block, ...]) -> str:
    """All words of these blocks in their order."""
    return "".join(map(_words, found))


def _words(block: Block) -> str:
    match block:
        case Heading(_, words):
            return words
        case Paragraph(spans):
            return _spans(spans)
        case List(items):
            return "".join(map(said, items))
        case Quote(inner):
            return said(inner)
        case Facts(pairs):
            return "".join(name + said(what) for name, what in pairs)
        case Table(header, rows):
            return "".join(_spans(cell) for row in (header, *rows) for cell in row)
    return ""


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


def test_paragraphs_keep_their_styles_and_lines() -> None:
    found = blocks(to_html("Some **bold _both_** and `x = 1`,  \nthe next line\nand on."), top_heading=1)
    assert found == (
        Paragraph(
            (
                Span("Some "), Span("bold ", bold=True), Span("both", bold=True, italic=True), Span(" and "),
                Span("x = 1", code=True), Span(",\nthe next line and on."),
            )
        ),
    )  # fmt: skip


def test_headings_follow_the_highest_one() -> None:
    found = blocks(to_html("## Found\n\n#### Details\n\n> ### Said", top_heading=3), top_heading=1)
    assert found == (Heading(1, "Found"), Heading(3, "Details"), Quote((Heading(2, "Said"),)))


def test_lists_within_lists_and_quotes_within_quotes_stay_so() -> None:
    found = blocks(to_html("- one\n- two\n\n    1. a\n    2. b\n\n> said\n>\n> > twice"), top_heading=1)
    inner = List(((text("a"),), (text("b"),)), ordered=True)
    assert found == (List(((text("one"),), (text("two"), inner))), Quote((text("said"), Quote((text("twice"),)))))


def test_a_table_has_its_header_and_its_rows() -> None:
    found = blocks(to_html("| A | B |\n|---|---|\n| 1 | **2** |\n| 3 |"), top_heading=1)
    rows = (((Span("1"),), (Span("2", bold=True),)), ((Span("3"),), ()))
    assert found == (Table(((Span("A"),), (Span("B"),)), rows),)


def test_a_table_without_headings_has_no_header() -> None:
    found = blocks("<table><tr><th>Year</th><td>2019</td></tr></table>", top_heading=1)
    assert found == (Table((), (((Span("Year"),), (Span("2019"),)),)),)


def test_a_list_of_definitions_becomes_facts() -> None:
    found = blocks("<dl><dt>A</dt><dd>One</dd><dd>Two</dd><dt>B</dt><dt>C</dt><dd>Three</dd></dl>", top_heading=1)
    assert found == (Facts((("A", (text("One"), text("Two"))), ("B or C", (text("Three"),)))),)


def test_links_keep_full_addresses_and_lose_those_within_the_site() -> None:
    source = "[out](https://example.org/?a=1&b=2), [mail](mailto:a@example.org), [in](/themes/x)"
    [paragraph] = blocks(to_html(source), top_heading=1)
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.link) for span in paragraph.spans] == [
        ("out", "https://example.org/?a=1&b=2"), (", ", ""), ("mail", "mailto:a@example.org"), (", in", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("10<sup>6</sup> of CO<sub>2</sub>", (text("10⁶ of CO₂"),)),
        ("<pre><code>a\n  b\n</code></pre>", (Paragraph((Span("a\n  b", code=True),)),)),
        ("<hr>", (Rule(),)),
        ('<p><abbr title="Multi-agency">MARAC</abbr> &amp; &lt;more&gt;</p>', (text("MARAC & <more>"),)),
        ("loose <em> words </em><p> and  a\n paragraph </p>", None),
        ("<p> </p><ul></ul><blockquote> </blockquote><h3> </h3><table></table><dl></dl>", ()),
        ("<div><section><p>in</p>out</section></div>", (text("in"), text("out"))),
        ("</p></ul>never opened<p>never closed", (text("never opened"), text("never closed"))),
    ],
)
def test_other_elements_stand_for_what_is_in_them(html: str, shown: tuple[Block, ...] | None) -> None:
    loose = (Paragraph((Span("loose "), Span("words", italic=True))), text("and a paragraph"))
    assert blocks(Markup(html), top_heading=1) == (loose if shown is None else shown)


def test_a_text_nested_too_deep_keeps_its_words() -> None:
    found = blocks("<blockquote>a" * 5_000 + "b" + "</blockquote>" * 5_000 + "<p>c</p>", top_heading=1)
    assert said(found) == "a" * 5_000 + "bc"
    assert found[-1] == text("c")


@given(some.text(some.sampled_from("ab #>-*_`|[](): \n\t1.&<\\"), max_size=80) | some.text(max_size=60))
def test_no_words_of_a_markdown_text_are_lost(source: str) -> None:
    html = to_html(source)
    assert squeezed(said(blocks(html, top_heading=1))) == squeezed(html.striptags())


@given(some.text(max_size=40))
def test_text_comes_through_as_it_is(words: str) -> None:
    words = words.replace("\r", "").replace("\x00", "")
    assert squeezed(said(blocks(f"<p>{escape(words)}</p>", top_heading=1))) == squeezed(words)
