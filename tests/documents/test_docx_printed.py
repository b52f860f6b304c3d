"""A Word file as LibreOffice opens and prints it."""

from pathlib import Path

import pytest

from kb.documents.docx import docx
from kb.documents.pdf import pdf
from kb.documents.tree import (
    Blank,
    Block,
    Document,
    Facts,
    List,
    PageBreak,
    Panel,
    Paragraph,
    Quote,
    Span,
    Table,
    text,
)
from tests.documents.opened import Opened
from tests.documents.training import PACK
from tests.documents.trees import stand_in_order, words_of
from tests.office import Rendered

pytestmark = pytest.mark.office
ODD = "\x00\x1b\ud800\ufffe 👩🏽\u200d👧 日本 שלום العربية Dŵr, tŷ " + "W" * 900


def test_a_pack_prints_all_its_words_with_our_face(rendered: Rendered) -> None:
    made = rendered(docx(PACK), "pack.docx")
    printed = Opened(made.pdf)
    words = [word for part in words_of(PACK.blocks) for word in part.split() if word.isascii()]
    assert stand_in_order(words, " ".join(printed.pages()))
    assert "AtkinsonHyperlegibleNext-Bold" in printed.faces()
    assert len(made.pages) == len(printed.pages()) > 2


def test_pages_are_numbered_of_all(rendered: Rendered) -> None:
    made = rendered(docx(Document("Title", blocks=(text("One."), PageBreak(), text("Two.")), note="Note")), "two.docx")
    assert [page[-6:] for page in Opened(made.pdf).pages()] == ["1 of 2", "2 of 2"]


def test_lists_are_numbered_anew_and_options_lettered(rendered: Rendered) -> None:
    numbered = List(((text("first"),), (text("second"),)), ordered=True)
    made = rendered(docx(Document("Title", blocks=(numbered, text("Then:"), numbered, *PACK.blocks[-9:-6]))), "x.docx")
    said = " ".join(Opened(made.pdf).pages())
    assert "1. first 2. second Then: 1. first 2. second" in said
    assert said.count("A. Write it down") == said.count("D. Ring the school") == 2


def test_odd_signs_open_in_every_kind_of_block(rendered: Rendered) -> None:
    odd = (text(ODD), text("x" * 100_000), Paragraph((Span(ODD, bold=True, code=True, link=f"https://x.org/{ODD}"),)))
    blocks: tuple[Block, ...] = (
        *odd, Quote(odd[:1]), Panel(ODD, odd[:1]), Facts(((ODD, odd[:1]),)), List((odd[:1],)),
        Table(((Span(ODD),),), (((Span(ODD),),) * 9,)), Blank(2), text("The end."),
    )  # fmt: skip
    made = rendered(docx(Document(ODD, blocks=blocks, mark=ODD, note=ODD, running=ODD)), "odd.docx")
    assert "The end." in " ".join(Opened(made.pdf).pages())


def test_a_pdf_is_pictured_page_by_page(rendered: Rendered) -> None:
    made = rendered(pdf(PACK), "pack.pdf")
    assert len(made.pages) == len(Opened(made.pdf).pages())
    assert {Path(page).read_bytes()[:8] for page in made.pages} == {b"\x89PNG\r\n\x1a\n"}
