"""Any text has a PDF: what is written stays text, what prints stands as it is, what does not is named or boxed."""

from pathlib import Path

import pytest
import typst
from hypothesis import given, settings

import kb.documents.printable
from kb.documents.pdf import pdf, said
from kb.documents.printable import BOX, breakable, characters, printable
from kb.documents.tree import Document, Facts, Heading, List, Panel, Paragraph, Question, Quote, Span, Table, text
from tests.documents.opened import Opened, squeezed
from tests.documents.trees import ANY_WORDS, PLAIN_WORDS, documents, stand_in_order, words_of

HERE = Path(kb.documents.printable.__file__).parent
TYPST = [
    "#read(\"/etc/passwd\") #{1+1} #let x = 5",
    "$ x^2 $ *bold* _it_ `raw` = head <label> @ref",
    "\\ \\u{41} \\# // no comment /* none */ ~ -- --- ...",
    "- list + list / term: x \"quoted\" 'single' https://example.org",
    "#import \"@preview/x:1.0.0\": * ] ) } [ ( {",
]  # fmt: skip


def compiled(document: Document) -> bytes:
    """As `typeset`, without the process of its own, which would take longer than the rest."""
    return typst.compile(
        HERE / "layouts/document.typ",
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"]),
        ignore_system_fonts=True,
        sys_inputs={"document": said(document)},
        pdf_standards=["ua-1"],
    )


@settings(max_examples=60)
@given(documents(ANY_WORDS))
def test_any_document_has_a_pdf(document: Document) -> None:
    assert compiled(document).startswith(b"%PDF-1.7")


@settings(max_examples=60)
@given(documents(PLAIN_WORDS))
def test_all_words_of_a_document_stand_in_the_pdf_in_their_order(document: Document) -> None:
    signs = Opened(compiled(document)).signs()
    assert stand_in_order([document.title, *words_of(document.blocks)], signs)


@pytest.mark.parametrize("words", TYPST)
def test_markup_of_typst_is_text_wherever_it_stands(words: str) -> None:
    span = (Span(words), Span(words, bold=True), Span(words, code=True), Span(words, italic=True))
    found = (
        Heading(1, words), Paragraph(span), List(((text(words),),)), Quote((text(words),)),
        Facts(((words, (text(words),)),)), Table((span[:1],), ((span[:1],),)),
        Panel(words, (text(words),)), Question(1, words, (words,), 1, words, words, answered=True),
    )  # fmt: skip
    made = Opened(pdf(Document(words, blocks=found, note=words, running=words)))
    assert made.signs().count(squeezed(words)) == 20
    assert [(level, squeezed(told)) for level, told in made.headings()] == [("H1", squeezed(words))]
    assert made.reader.metadata is not None
    assert made.reader.metadata.title == words


def test_markup_of_typst_is_text_in_the_mark_too() -> None:
    assert Opened(pdf(Document("Title", mark="#[*$<\\@_`"))).signs().count("#[*$<\\@_`") == 3


def test_every_character_that_is_said_to_print_prints() -> None:
    """Our table of them is right for the faces of the typst that is installed."""
    found = "".join(sorted(characters()))
    lines = tuple(text(" ".join(found[at : at + 64])) for at in range(0, len(found), 64))
    assert BOX in found
    assert compiled(Document("All", blocks=lines))


@pytest.mark.parametrize("words", ["Dŵr, tŷ, ÿ", "q\u0301", "Ελλάδα", "Жук", "שלום", "مَرحبا", "हिन्दी", "½ → ✓ €"])
def test_letters_with_their_marks_print_as_they_are_written(words: str) -> None:
    assert printable(words) == words
    assert compiled(Document(words))


def test_a_letter_and_its_mark_become_one_where_there_is_such_a_character() -> None:
    assert printable("w\u0302") == "ŵ"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("well done 😀", "well done [grinning face]"),
        ("👩🏽\u200d👧", "[woman][girl]"),
        ("日本", BOX * 2),
        ("a\u20d7", f"a{BOX}"),
        ("\u0301", BOX),
        ("x\u0000\u0007\u202e\u200b\ufefft", "xt"),
        ("\ud800", BOX),
        ("a\tb\u00a0c\u2028d", "a b c d"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_does_not_print_is_left_out_named_or_boxed(written: str, shown: str) -> None:
    assert printable(written) == shown


def test_a_box_is_explained_at_the_end_and_only_then() -> None:
    assert "cannot be shown here" in Opened(pdf(Document("日"))).pages()[0]
    assert "cannot be shown here" not in Opened(pdf(Document("Day"))).pages()[0]


def test_letters_written_from_right_to_left_are_all_there() -> None:
    signs = Opened(pdf(Document("Names", blocks=(text("שלום"), text("\u202eabc"))))).signs()
    assert set("שלום") <= set(signs)
    assert "abc" in signs


def test_long_words_get_places_to_break_and_others_do_not() -> None:
    assert breakable("short words", 5) == "short words"
    assert breakable("abcdefghij kl", 4) == "abcd\u200befgh\u200bij kl"
    assert breakable("abcd", 4) == "abcd"
