"""Cards to cut out: every word of them is in each format, in their order, and none makes a file that does not open."""

import io

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from kb.documents.docx import docx
from kb.documents.html import html
from kb.documents.pdf import pdf
from kb.documents.plain_text import plain_text
from kb.documents.tree import Cards, Document, Heading, Span, Table
from tests.documents.opened import Opened

WORDS = ("Police", "Lesson 1: A board set up a team that reads every referral on the day it comes", "Q", "<b> & #x")
"""Each stands in no other, nor does the letter."""
MADE = Document("Title", blocks=(Heading(1, "Cards"), Cards(WORDS)), compact=True)


def test_all_words_stand_in_their_order_in_a_pdf() -> None:
    said = " ".join(" ".join(Opened(pdf(MADE)).pages()).split())

    assert [said.index(each) for each in WORDS] == sorted(said.index(each) for each in WORDS)


def test_word_has_two_beside_each_other() -> None:
    table = python_docx.Document(io.BytesIO(docx(MADE))).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [[*WORDS[:2]], [*WORDS[2:]]]


def test_text_and_html_have_a_line_for_each() -> None:
    assert plain_text(Document("Title", blocks=(Cards(("Police", "Schools")),))).endswith("- Police\n- Schools\n")
    assert html((Cards(("Police", "<b>")),)).count("<li>") == 2
    assert "&lt;b&gt;" in html((Cards(("Police", "<b>")),))


@pytest.mark.parametrize("items", [(), ("",), ("\x00",), ("W" * 300,), ("😀",), ("A",) * 31])
def test_any_cards_make_a_file(items: tuple[str, ...]) -> None:
    made = Document("Title", blocks=(Cards(items),))

    assert Opened(pdf(made)).pages()
    assert python_docx.Document(io.BytesIO(docx(made))).paragraphs


def test_letters_are_larger_than_titles() -> None:
    letters = python_docx.Document(io.BytesIO(docx(Document("T", blocks=(Cards(("A", "B")),))))).tables[0]
    titles = python_docx.Document(io.BytesIO(docx(Document("T", blocks=(Cards(("Title " * 12,)),))))).tables[0]

    def size(table: object) -> int:
        return max(int(each.get(qn("w:val"))) for each in table._tbl.iter(qn("w:sz")) if each.get(qn("w:val")))  # type: ignore[attr-defined]

    assert size(letters) > size(titles)


def test_a_wide_table_of_word_gives_its_room_to_what_is_written_in() -> None:
    blank = (Span("\u00a0" * 25),)
    rows = (((Span("Date"),), blank, (Span("Agency or team"),), blank), ((Span("Your own code"),), blank))
    made = python_docx.Document(io.BytesIO(docx(Document("T", blocks=(Table((), rows, wide=True),)))))

    widths = [int(each.get(qn("w:w"))) for each in made.tables[0]._tbl.iter(qn("w:gridCol"))]

    assert widths[1] == widths[3]
    assert sum(widths) > 8000
    assert widths[1] > 2000
