"""A document as PDF: what a reader sees of it, what a screen reader is told, and what stands on every page."""

import pypdfium2
import pytest

from kb.core.text import to_html
from kb.documents.from_html import blocks
from kb.documents.pdf import pdf
from kb.documents.tree import (
    Block,
    Document,
    Facts,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    text,
)  # fmt: skip
from tests.documents.opened import Opened, squeezed

SENTENCE = "Ask who else knows the family, and write down what they say. "


def opened(*found: Block, title: str = "Asking again", **about: str) -> Opened:
    return Opened(pdf(Document(title, blocks=found, **about)))


def test_it_says_its_title_and_language_and_that_it_keeps_to_pdf_ua() -> None:
    made = opened(text("Words."), language="cy")
    assert made.root["/Lang"] == "cy"
    assert made.root["/MarkInfo"]["/Marked"]
    assert made.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.reader.metadata is not None
    assert made.reader.metadata.title == "Asking again"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.root["/Metadata"].get_data()


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a language"):
        Document("Title", language="English")


def test_every_block_is_told_to_screen_readers_as_what_it_is() -> None:
    made = opened(
        Heading(1, "Found"),
        List(((text("one"), List(((text("two"),),), ordered=True)),)),
        Quote((text("said"),)),
        Facts((("Year", (text("2019"),)),)),
        Table(((Span("Before"),), (Span("After"),)), (((Span("1"),), (Span("2"),)),)),
        Rule(),
    )
    assert [tag.strip() for tag in made.tags()] == [
        "Document", "Title", "H1",
        "L", "LI", "Lbl", "LBody", "P", "L", "LI", "Lbl", "LBody", "P",
        "BlockQuote", "P",
        "L", "LI", "Lbl", "Strong", "LBody",
        "Table", "THead", "TR", "TH", "TH", "TBody", "TR", "TD", "TD",
    ]  # fmt: skip


def test_headings_are_told_in_order_and_skipped_levels_are_closed_up() -> None:
    levels = [3, 6, 5, 3, 4, 6, 1, 2]
    made = opened(*(Heading(level, f"Part {number}") for number, level in enumerate(levels)))
    assert made.headings() == [
        ("H1", "Part 0"), ("H2", "Part 1"), ("H2", "Part 2"), ("H1", "Part 3"),
        ("H2", "Part 4"), ("H3", "Part 5"), ("H1", "Part 6"), ("H2", "Part 7"),
    ]  # fmt: skip


def test_headings_make_an_outline() -> None:
    made = opened(Heading(1, "Found"), Heading(2, "More"), Heading(1, "Why"))
    first, (second,), third = made.reader.outline
    assert [part["/Title"] for part in (first, second, third)] == ["Found", "More", "Why"]


def test_our_face_is_in_the_file_in_all_its_styles() -> None:
    spans = [
        Span(f"Dŵr, tŷ, bold {bold} {italic} ", bold=bold, italic=italic)
        for bold in (False, True)
        for italic in (False, True)
    ]
    made = opened(Paragraph(tuple(spans)), Quote((text("ŵ Ŷ"),)), List(((text("ẃ ÿ"),),)), title="Dŵr, tŷ")
    assert made.faces() == {
        f"AtkinsonHyperlegibleNext-{style}": True for style in ("Regular", "Bold", "Italic", "BoldItalic")
    }


def test_code_and_signs_that_our_face_lacks_bring_their_own_face_into_the_file() -> None:
    made = opened(text("then → now"), *blocks("<p><code>x = 1</code></p>", top_heading=1))
    assert made.faces()["DejaVuSansMono"]
    assert "then → now" in made.pages()[0]


def test_the_mark_is_on_every_page_and_in_the_title_and_is_read_aloud_once() -> None:
    made = opened(text(SENTENCE * 150), mark="DRAFT")
    pages = made.pages()
    assert len(pages) > 2
    assert pages[0].count("DRAFT") == 3  # across the page, at its head, above the title
    assert all(page.count("DRAFT") == 2 for page in pages[1:])
    assert made.reader.metadata is not None
    assert made.reader.metadata.title == "DRAFT: Asking again"
    assert made.tags()[:4] == ["Document", "  P", "  Title", "  P"]


def test_a_document_without_a_mark_shows_none() -> None:
    made = opened(text(SENTENCE))
    assert "DRAFT" not in made.signs()
    assert made.tags() == ["Document", "  Title", "  P"]


def test_every_page_has_its_number_the_note_and_the_running_head() -> None:
    pages = opened(text(SENTENCE * 150), note="For the panel of 3 May", running="Lesson 12").pages()
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page
        assert "For the panel of 3 May" in page
        assert "Lesson 12" in page


def test_what_is_too_long_for_the_edge_of_a_page_is_cut() -> None:
    pages = opened(text("Words."), running="Far " * 100, note="Away " * 100, mark="LONG " * 50).pages()
    assert len(pages) == 1
    assert pages[0].count("Far") < 25
    assert "…" in pages[0]


def test_pages_are_a4_and_a_break_begins_a_new_one() -> None:
    made = opened(text("One."), PageBreak(), text("Two."))
    assert [("One." in page, "Two." in page) for page in made.pages()] == [(True, False), (False, True)]
    assert {tuple(map(round, page.mediabox[2:])) for page in made.reader.pages} == {(595, 842)}


def test_the_same_document_makes_the_same_bytes() -> None:
    document = Document("Title", blocks=(Heading(1, "Found"), text(SENTENCE)), mark="DRAFT")
    assert pdf(document) == pdf(document)


def test_links_lead_where_they_say_and_only_to_the_web_mail_and_telephones() -> None:
    spans = [
        Span(link[:9], link=link) for link in ("https://example.org/a?b=1&c=%20", "javascript:alert(1)", "/own", "")
    ]
    assert opened(Paragraph(tuple(spans))).links() == ["https://example.org/a?b=1&c=%20"]


def test_rows_of_a_table_may_be_of_different_lengths() -> None:
    made = opened(Table(((Span("A"),),), (((Span("b"),), (Span("c"),)), ((Span("d"),),))))
    assert [tag.strip() for tag in made.tags()].count("TD") == 4
    assert "Abcd" in made.signs()


def test_a_table_too_wide_for_the_page_becomes_lines_of_text() -> None:
    made = opened(Table((), (tuple((Span(f"cell{number}"),) for number in range(30)),)))
    assert "cell0 · cell1 · cell2" in made.pages()[0]
    assert "Table" not in "".join(made.tags())


@pytest.mark.parametrize("columns", [1, 4, 10])
def test_no_word_leaves_the_page(columns: int) -> None:
    row = tuple((Span("Unbreakable" * 30),) for _ in range(columns))
    head = tuple((Span("Headline" * 20),) for _ in range(columns))
    data = pdf(Document("Long" * 80, blocks=(Heading(1, "Wide" * 80), text("W" * 900), Table(head, (row,)))))
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            words = page.get_textpage()
            edges = [words.get_charbox(at)[2] for at in range(words.count_chars())]
            assert max(edges) < page.get_width() - 60


def test_lists_and_quotes_too_deep_for_the_page_keep_their_words() -> None:
    inner: Block = text("The innermost.")
    for number in range(30):
        named: tuple[Block, ...] = (text(f"q{number}."), inner)
        inner = (Quote(named), List((named,)), Facts(((f"n{number}.", named),)))[number % 3]
    signs = opened(inner).signs()
    assert "Theinnermost." in signs
    assert all(f"q{number}." in signs for number in range(30))
    assert all(f"n{number}." in signs for number in range(2, 30, 3))


def test_a_document_of_nothing_has_a_page() -> None:
    made = Opened(pdf(Document("")))
    assert made.pages() == ["Untitled 1 of 1"]


def test_a_text_of_100_000_characters_has_a_pdf_with_all_of_it() -> None:
    text = "\n\n".join(f"{number}. {SENTENCE * 8}" for number in range(200))
    assert len(text) > 95_000
    signs = opened(*blocks(to_html(text), top_heading=1)).signs()
    assert signs.count(squeezed(SENTENCE)) > 1_500


def test_a_line_that_leads_to_what_follows_ends_no_page() -> None:
    question = Paragraph((Span("Does it settle it?", bold=True),))
    answers = List(((text("No. Ring."),), (text("Write it down."),)))
    stood = set()
    for above in range(20, 40):
        found = (*(text("A line.") for _ in range(above)), question, answers)
        pages = Opened(pdf(Document("Long", blocks=found))).pages()
        (at,) = (number for number, page in enumerate(pages) if "Does it settle it?" in page)
        assert "No. Ring." in pages[at]
        stood.add(at)
    assert stood == {0, 1}  # the end of a page was among those places


def test_short_facts_stand_on_one_page() -> None:
    told = Facts(tuple((f"Name {at}", (text(f"Words {at}"),)) for at in range(6)))
    stood = set()
    for above in range(20, 40):
        found = (*(text("A line.") for _ in range(above)), told)
        pages = Opened(pdf(Document("Long", blocks=found))).pages()
        (at,) = (number for number, page in enumerate(pages) if "Name 0" in page)
        assert "Name 5" in pages[at]
        stood.add(at)
    assert stood == {0, 1}
