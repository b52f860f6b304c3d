"""A sheet of numbered boxes as a Word file of one page of A4: two columns of text, no table, so it reads in order."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import docx as python_docx
from docx.document import Document as Written
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from kb.documents.arial import rows
from kb.documents.boxed import BoxedSheet, SheetBox, leads
from kb.documents.same_bytes import undated
from kb.documents.tree import Blank, Block, List, Paragraph, Span

FACE = "Arial"
"""On every office computer, and its measures are known: what fits here fits there."""
INK, PETROL, QUIET = RGBColor(0x10, 0x26, 0x2D), RGBColor(0x0B, 0x55, 0x63), RGBColor(0x45, 0x59, 0x5F)
AMBER, LEAF = RGBColor(0x8A, 0x52, 0x00), RGBColor(0x2F, 0x6F, 0x4F)
SIZES = (10.5, 10.0, 9.5, 9.0)
SMALLEST, TITLE = 9.0, 19.0
MARGIN, GUTTER = 12, 5
"""Millimetres."""
ACROSS, DOWN = (210 - 2 * MARGIN) / 25.4 * 72, (297 - 2 * MARGIN) / 25.4 * 72
"""Points of the page that text has."""
COLUMN = (ACROSS - GUTTER / 25.4 * 72) / 2 - 8
SPARE = 0.95
"""How much of the page is taken into account: programs divide lines somewhat differently."""
LINE = 1.17
"""Height of a line by the size of its type."""
BOLD = 1.07
"""How much wider bold type is."""


def boxed_docx(sheet: BoxedSheet) -> bytes:
    """The document. Its type is of the largest size in which all fits on one page by the measures of its face."""
    size, split = _size(sheet)
    written = python_docx.Document()
    _set_up(written, sheet, size)
    _head(written, sheet, size)
    _section(written, columns=2)
    for number, box in enumerate(sheet.boxes, 1):
        _box(written, number, box, size, first=number == split + 1)
    _section(written, columns=1)
    for name, words in sheet.notes:
        _line(written, (Span(f"{name}: ", bold=True), *words.spans), SMALLEST, QUIET, after=1.5)
    file = io.BytesIO()
    written.save(file)
    return undated(file.getvalue())


# --- how much room there is


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of text in a box, by the size of its type, and gaps between its blocks."""

    rows: float
    blocks: int

    def height(self, size: float) -> float:
        return self.rows * size * LINE + self.blocks * 2.5 + 10 + size * 1.5


def _size(sheet: BoxedSheet) -> tuple[float, int]:
    """The size of the type, and how many boxes the first column has so that both are about as long."""
    notes = sum(rows(f"{name}: {_words(words.spans)}", ACROSS, SMALLEST) for name, words in sheet.notes)
    around = 30 + TITLE * LINE * rows(sheet.title, ACROSS, TITLE * BOLD) + 12 * rows(sheet.facts, ACROSS, 11)
    around += notes * SMALLEST * LINE + 1.5 * len(sheet.notes)
    for size in SIZES:
        heights = [_measured(box, size).height(size) for box in sheet.boxes]
        longest, split = min((max(sum(heights[:at]), sum(heights[at:])), at) for at in range(1, len(heights)))
        if around + longest < DOWN * SPARE:
            break
    return size, split


def _measured(box: SheetBox, size: float) -> _Rows:
    texts = [line for block in box.blocks for line in _lines(block)]
    small = rows(box.small_print, COLUMN, SMALLEST) * SMALLEST / size
    return _Rows(sum(rows(text, COLUMN - inset, size) for text, inset in texts) + small, len(texts) + 1)


def _lines(block: Block) -> list[tuple[str, int]]:
    """The text of each of its paragraphs, and by how much that is set in."""
    match block:
        case Paragraph(spans):
            return [(_words(spans), 0)]
        case List(items):
            return [(_words(part.spans), 9) for item in items for part in item if isinstance(part, Paragraph)]
        case Blank(lines):
            return [("", 0)] * lines * 2
    return []


def _words(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


# --- what is written


def _set_up(written: Written, sheet: BoxedSheet, size: float) -> None:
    properties = written.core_properties
    properties.title, properties.author, properties.comments = sheet.title, sheet.running, ""
    properties.language = sheet.language
    normal = written.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FACE, Pt(size), INK
    for name, points in (("Title", TITLE), ("Heading 1", size + 2)):
        style = written.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FACE, Pt(points), True, PETROL
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), FACE)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FACE)
    for style in written.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), sheet.language)
    section = written.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(5)


def _section(written: Written, *, columns: int) -> None:
    """What follows stands in so many columns, on the same page."""
    section = written.add_section(WD_SECTION.CONTINUOUS)
    set_in = section._sectPr.find(qn("w:cols"))
    set_in.set(qn("w:num"), str(columns))
    set_in.set(qn("w:space"), str(int(GUTTER / 25.4 * 1440)))


def _head(written: Written, sheet: BoxedSheet, size: float) -> None:
    _line(written, (Span(f"{sheet.running} · {sheet.subject}", bold=True),), SMALLEST, QUIET, after=2)
    title = written.add_paragraph(sheet.title, style="Title")
    _spaced(title, after=3)
    _without_line(title)
    line = _line(written, (), size, INK, after=6)
    if sheet.status:
        status = line.add_run(sheet.status)
        status.bold, status.font.color.rgb = True, LEAF if sheet.status == "Done" else AMBER
    line.add_run(" · " * bool(sheet.status and sheet.facts) + sheet.facts)


def _box(written: Written, number: int, box: SheetBox, size: float, *, first: bool) -> None:
    heading = written.add_paragraph(style="Heading 1")
    if first:
        heading.add_run().add_break(WD_BREAK.COLUMN)
    heading.add_run(f"{number}  {box.title}")
    _spaced(heading, before=6, after=2)
    lines = [heading]
    for block in box.blocks:
        lines += _block(written, block, size)
    if box.small_print:
        lines.append(_line(written, (Span(box.small_print),), SMALLEST, QUIET, after=2))
    for line in lines:
        _barred(line)
        line.paragraph_format.keep_together = True


def _block(written: Written, block: Block, size: float) -> list[Line]:
    match block:
        case Paragraph(spans):
            return [_line(written, spans, size, INK)]
        case List(items):
            found = [part.spans for item in items for part in item if isinstance(part, Paragraph)]
            return [_line(written, spans, size, INK, style="List Bullet") for spans in found]
        case Blank(lines):
            return [_to_write_on(_line(written, (), size * 1.7, INK)) for _ in range(lines)]
    raise ValueError(f"not for a box: {type(block).__name__}")


def _line(
    written: Written,
    spans: Sequence[Span],
    size: float,
    colour: RGBColor,
    *,
    after: float = 2.5,
    style: str = "Normal",
) -> Line:
    line = written.add_paragraph(style=style)
    _spaced(line, after=after)
    if style != "Normal":
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(9), Pt(-9)
    for span in spans:
        run = line.add_run("".join(sign for sign in span.text if sign.isprintable()))
        run.bold, run.font.size, run.font.color.rgb = span.bold or None, Pt(size), colour
        if leads(span.link):
            _linked(line, run._r, span.link)
    if not spans:
        line.paragraph_format.line_spacing = Pt(size * LINE)
    return line


def _linked(line: Line, run: object, link: str) -> None:
    part = line.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), part)
    line._p.replace(run, around)
    around.append(run)
    properties = run.get_or_add_rPr()  # type: ignore[attr-defined]
    under = OxmlElement("w:u")
    under.set(qn("w:val"), "single")
    properties.append(under)


def _spaced(line: Line, *, before: float = 0, after: float = 0) -> None:
    shape = line.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0


def _without_line(line: Line) -> None:
    """The style of titles has a line below."""
    _borders(line, {"bottom": ("nil", 0, "auto", 0)})


def _barred(line: Line) -> None:
    """The bar at the edge of a box: the thread that its parts hang on."""
    _borders(line, {"left": ("single", 18, str(PETROL), 4)})


def _to_write_on(line: Line) -> Line:
    _borders(line, {"bottom": ("single", 6, str(INK), 1)})
    return line


def _borders(line: Line, sides: dict[str, tuple[str, int, str, int]]) -> None:
    properties = line._p.get_or_add_pPr()
    around = properties.find(qn("w:pBdr"))
    if around is None:
        around = OxmlElement("w:pBdr")
        properties.insert_element_before(
            around, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    order = ["top", "left", "bottom", "right"]
    for side, (kind, width, colour, space) in sides.items():
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", width), ("space", space), ("color", colour)):
            edge.set(qn(f"w:{name}"), str(value))
        around.append(edge)
    around[:] = sorted(around, key=lambda each: order.index(each.tag.rpartition("}")[2]))
