"""A sheet of boxes: always one page, in type that can be read, and in an order that can be followed."""

import io
import json
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml.ns import qn

import kb.documents.boxed
from kb.briefings.boxes import PLANS
from kb.briefings.fitting import room
from kb.documents.boxed import BoxedSheet, SheetBox, boxed_pdf, said
from kb.documents.boxed_docx import boxed_docx
from kb.documents.sign_widths import rows
from kb.documents.tree import Blank, Heading, List, Paragraph, Span, text
from tests.documents.opened import Opened

HERE = Path(kb.documents.boxed.__file__).parent
WORDS = {
    "usual": "family ",
    "long": "misunderstanding ",
    "endless": "a" * 400 + " ",
    "wide": "WWWWW ",
    "capitals": "SAFEGUARDING ",
    "east": "童年時代的事情",
}


def full(word: str, most: int, *, after: int = 0) -> str:
    """As much of this word as there is room for."""
    found = ""
    while room(found + word) + after <= most:
        found += word
    return found.strip() or word[: most * 5]


def sheet(word: str = WORDS["usual"], *, share: float = 1) -> BoxedSheet:
    """A sheet whose boxes are as full as they may be, or by this share: points, a paragraph, a line to write on."""
    boxes = [
        SheetBox(
            each.title,
            (
                Paragraph((Span("A label: ", bold=True), Span(full(word, int(each.most * share / 2), after=2)))),
                List(tuple((text(full(word, int(each.most * share / 6))),) for _ in range(3))),
                *([Blank(1)] if each.key == "what_to_do_now" else []),
            ),
            small_print="From: how to do it here; what another area needs to know (LB-0001). More in the lesson.",
        )
        for each in PLANS
    ]
    notes = [
        ("Version", "Text 1 of LB-0001, public since 30 November 2026. Made on 30 November 2026. A newer one: x"),
        ("Source", full(word, 55)),
        ("Licence", "Words about the licence and whose lists these are, as every briefing has them. " * 5),
        ("Names", "Nobody is named, and details that could tell who a child was are left out or changed. " * 2),
        ("People you can talk to", "A helpline of some name 0808 800 5000; " * 6),
    ]
    return BoxedSheet(
        title=full(word, 999)[:70] if len(word) > 100 else (word * 70)[:70],
        running="Lessonbank · Seven-minute briefing",
        subject="Lesson LB-0001",
        status="Recommended",
        facts="North West · 2009 · Described, stage 1 of 4",
        boxes=tuple(boxes),
        notes=tuple((name, text(words)) for name, words in notes),
    )


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_however_full_it_is_it_is_one_page(word: str) -> None:
    made = Opened(boxed_pdf(sheet(word)))
    assert len(made.pages()) == 1


def sizes(made: BoxedSheet) -> set[float]:
    """The sizes of the type on the page, in points."""
    found = set()

    def see(words: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if words.strip():
            found.add(round(abs(size * matrix[3]), 1))

    Opened(boxed_pdf(made)).reader.pages[0].extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize("share", [1.0, 0.8, 0.5])
def test_no_type_is_smaller_than_nine_points(share: float) -> None:
    assert min(sizes(sheet("families and others who help them ", share=share))) >= 8.9


def test_what_is_shorter_is_set_larger() -> None:
    short, full_one = sorted(sizes(sheet(share=0.4))), sorted(sizes(sheet()))
    assert short[-2] > full_one[-2], "the headings of the boxes, which are as much larger as the text"


def test_typst_has_no_warning_about_the_layout() -> None:
    _, warnings = typst.compile_with_warnings(
        HERE / "layouts/briefing.typ",
        root=HERE / "layouts",
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(said(sheet()))},
        pdf_standards=["ua-1"],
    )
    assert [warning.message for warning in warnings] == []


def test_boxes_are_headings_in_their_order_with_their_numbers() -> None:
    made = Opened(boxed_pdf(sheet()))
    assert [" ".join(words.split()) for level, words in made.headings() if level == "H1"] == [
        f"{number} {each.title}" for number, each in enumerate(PLANS, 1)
    ]


def test_the_same_sheet_makes_the_same_bytes() -> None:
    assert boxed_pdf(sheet()) == boxed_pdf(sheet())
    assert boxed_docx(sheet()) == boxed_docx(sheet())


def test_text_that_looks_like_markup_stays_text() -> None:
    odd = "#set page(fill: red) *bold* $x$ <label> @here"
    made = BoxedSheet("T", "R", "S", "", "", (SheetBox("Odd", (text(odd),)), SheetBox("B", (text("x"),))) * 4, ())
    assert "#set page(fill: red) *bold*" in Opened(boxed_pdf(made)).pages()[0]


def test_links_lead_where_they_say() -> None:
    linked = Paragraph((Span("The lesson", link="https://lessons.example.org/lessons/one"), Span("here", link="/x")))
    boxes = tuple(SheetBox(str(number), (linked,)) for number in range(7))
    made = BoxedSheet("T", "R", "S", "Done", "F", boxes, ())
    assert set(Opened(boxed_pdf(made)).links()) == {"https://lessons.example.org/lessons/one"}
    part = docx.Document(io.BytesIO(boxed_docx(made))).part
    assert {each.target_ref for each in part.rels.values() if each.is_external} == {
        "https://lessons.example.org/lessons/one"
    }


@pytest.mark.parametrize("made", [boxed_pdf, boxed_docx])
def test_other_blocks_are_refused(made: object) -> None:
    wrong = BoxedSheet("T", "R", "S", "", "", (SheetBox("B", (Heading(1, "No"),)),) * 7, ())
    with pytest.raises(ValueError, match="not for a box"):
        made(wrong)  # type: ignore[operator]


def test_word_has_the_boxes_as_headings_in_two_columns_and_no_table() -> None:
    written = docx.Document(io.BytesIO(boxed_docx(sheet())))
    headings = [line.text for line in written.paragraphs if line.style and line.style.name == "Heading 1"]
    assert [" ".join(words.split()) for words in headings] == [
        f"{number} {each.title}" for number, each in enumerate(PLANS, 1)
    ]
    columns = [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in written.sections]
    assert columns == [None, "2", "1"]
    assert not written.tables
    assert written.core_properties.title
    assert {each.get(qn("w:val")) for each in written.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_word_has_no_type_below_nine_points() -> None:
    written = docx.Document(io.BytesIO(boxed_docx(sheet())))
    given = [run.font.size.pt for line in written.paragraphs for run in line.runs if run.font.size]
    assert min(given) >= 9.0


def test_rows_are_counted_by_the_widths_of_signs() -> None:
    assert rows("", 100, 10) == 1
    assert rows("iiii iiii", 21, 10) == 1
    assert rows("WWWW WWWW", 40, 10) == 2
    assert rows("W" * 40, 100, 10) == 4
