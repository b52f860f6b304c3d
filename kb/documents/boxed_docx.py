"""A sheet of numbered boxes as a Word file of one page of A4: two columns of text, no table, so it reads in order."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import docx as python_docx
from docx.document import Document as Written
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from kb.documents.boxed import BoxedSheet, SheetBox, leads
from kb.documents.printable import storable
from kb.documents.same_bytes import undated
from kb.documents.sign_widths import rows
from kb.documents.tree import Blank, Block, List, Paragraph, Span

FACE = "Arial"
"""On every office computer, and its measures are known: what fits here fits there."""
INK, PETROL, QUIET = RGBColor(0x10, 0x26, 0x2D), RGBColor(0x0B, 0x55, 0x63), RGBColor(0x45, 0x59, 0x5F)
AMBER, LEAF = RGBColor(0x8A, 0x52, 0x00), RGBColor(0x2F, 0x6F, 0x4F)
TITLE, GUTTER = 19.0, 14.0
SPARE = 0.95
"""How much of the page is taken into account: programs divide lines somewhat differently."""
BOLD = 1.07
"""How much wider bold type is."""


@dataclass(frozen=True, slots=True)
class Look:
    """How large and how close text stands; lengths in points."""

    size: float
    line: float = 1.17
    """Height of a line by the size of its type."""
    gap: float = 2.5
    above: float = 6.0
    """Space above the heading of a box."""
    margin: float = 34.0

    @property
    def small(self) -> float:
        """Size of the small print and of what stands at the foot."""
        return min(self.size, 9.0)

    @property
    def across(self) -> float:
        """Width of the page that text has."""
        return 595.2 - 2 * self.margin

    @property
    def column(self) -> float:
        """Width of a column, without the bar at its edge."""
        return (self.across - GUTTER) / 2 - 8

    @property
    def down(self) -> float:
        """Height of the page that text has."""
        return 841.8 - 2 * self.margin


def _close(size: float) -> Look:
    return Look(size, line=1.05, gap=0.5, above=3.0, margin=24.0)


LOOKS = (*map(Look, (10.5, 10.0, 9.5, 9.0)), *map(_close, (9.0, 8.0, 7.0, 6.0)))
"""The first is taken in which all fits. Below nine points are only texts of nothing but wide signs."""


def boxed_docx(sheet: BoxedSheet) -> bytes:
    """The document. Its type is of the largest size in which all fits on one page by the measures of its face."""
    look, split = _chosen(sheet)
    written = python_docx.Document()
    _set_up(written, sheet, look)
    _head(written, sheet, look)
    _section(written, columns=2)
    for number, box in enumerate(sheet.boxes, 1):
        _box(written, number, box, look, first=number == split + 1)
    _section(written, columns=1)
    for name, words in sheet.notes:
        _line(written, (Span(f"{name}: ", bold=True), *words.spans), look, QUIET, small=True)
    file = io.BytesIO()
    written.save(file)
    return undated(file.getvalue())


# --- how much room there is


def _chosen(sheet: BoxedSheet) -> tuple[Look, int]:
    """How it looks, and how many boxes the first column has so that both are about as long."""
    for look in LOOKS:
        heights = [_height(box, look) for box in sheet.boxes]
        longest, split = min((max(sum(heights[:at]), sum(heights[at:])), at) for at in range(1, len(heights)))
        if _around(sheet, look) + longest < look.down * SPARE:
            break
    return look, split


def _around(sheet: BoxedSheet, look: Look) -> float:
    """Height of what stands above and below the boxes."""
    small = sum(rows(f"{name}: {_words(words.spans)}", look.across, look.small) for name, words in sheet.notes)
    title = rows(sheet.title, look.across, TITLE * BOLD) * TITLE
    facts = rows(f"{sheet.status} · {sheet.facts}", look.across, look.size) * look.size
    return (title + facts + (small + 1) * look.small) * look.line + look.gap * (len(sheet.notes) + 5)


def _height(box: SheetBox, look: Look) -> float:
    texts = [line for block in box.blocks for line in _lines(block)]
    body = sum(rows(text, look.column - inset, look.size) for text, inset in texts) * look.size
    small = rows(box.small_print, look.column, look.small) * look.small
    heading = (look.size + 2) * look.line + look.above + 2
    return (body + small) * look.line + look.gap * (len(texts) + 1) + heading


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


def _set_up(written: Written, sheet: BoxedSheet, look: Look) -> None:
    properties = written.core_properties
    properties.title, properties.author, properties.comments = sheet.title, sheet.running, ""
    properties.language = sheet.language
    normal = written.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FACE, Pt(look.size), INK
    for name, points in (("Title", TITLE), ("Heading 1", look.size + 2)):
        style = written.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FACE, Pt(points), True, PETROL
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), FACE)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FACE)
    for language in written.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), sheet.language)
    section = written.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(look.margin)
    section.header_distance = section.footer_distance = Mm(5)


def _section(written: Written, *, columns: int) -> None:
    """What follows stands in so many columns, on the same page."""
    section = written.add_section(WD_SECTION.CONTINUOUS)
    set_in = section._sectPr.find(qn("w:cols"))
    set_in.set(qn("w:num"), str(columns))
    set_in.set(qn("w:space"), str(int(GUTTER * 20)))


def _head(written: Written, sheet: BoxedSheet, look: Look) -> None:
    _line(written, (Span(f"{sheet.running} · {sheet.subject}", bold=True),), look, QUIET, small=True)
    title = written.add_paragraph(sheet.title, style="Title")
    _spaced(title, look, TITLE)
    _borders(title, {"bottom": ("nil", 0, "auto", 0)})  # the style of titles has a line below
    line = _line(written, (), look, INK)
    if sheet.status:
        status = line.add_run(sheet.status)
        status.bold, status.font.color.rgb = True, LEAF if sheet.status == "Done" else AMBER
    line.add_run(" · " * bool(sheet.status and sheet.facts) + sheet.facts)


def _box(written: Written, number: int, box: SheetBox, look: Look, *, first: bool) -> None:
    """`first`: whether it begins the second column."""
    heading = written.add_paragraph(style="Heading 1")
    if first:
        heading.add_run().add_break(WD_BREAK.COLUMN)
    heading.add_run(f"{number}  {box.title}")
    _spaced(heading, look, look.size + 2, above=look.above)
    lines = [heading, *(line for block in box.blocks for line in _block(written, block, look))]
    if box.small_print:
        lines.append(_line(written, (Span(box.small_print),), look, QUIET, small=True))
    for line in lines:
        # The bar at the edge of a box: the thread that its parts hang on.
        _borders(line, {"left": ("single", 18, str(PETROL), 4)})
        line.paragraph_format.keep_together = True


def _block(written: Written, block: Block, look: Look) -> list[Line]:
    match block:
        case Paragraph(spans):
            return [_line(written, spans, look, INK)]
        case List(items):
            found = [part.spans for item in items for part in item if isinstance(part, Paragraph)]
            return [_line(written, spans, look, INK, style="List Bullet") for spans in found]
        case Blank(lines):
            return [_to_write_on(written, look) for _ in range(lines)]
    raise ValueError(f"not for a box: {type(block).__name__}")


def _line(
    written: Written, spans: Sequence[Span], look: Look, colour: RGBColor, *, small: bool = False, style: str = "Normal"
) -> Line:
    size = look.small if small else look.size
    line = written.add_paragraph(style=style)
    _spaced(line, look, size)
    if style != "Normal":
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(9), Pt(-9)
    for span in spans:
        run = line.add_run(storable(span.text))
        run.bold, run.font.size, run.font.color.rgb = span.bold or None, Pt(size), colour
        if leads(span.link):
            _linked(line, run._r, span.link)
    return line


def _to_write_on(written: Written, look: Look) -> Line:
    line = written.add_paragraph()
    _spaced(line, look, look.size * 1.8)
    _borders(line, {"bottom": ("single", 6, str(INK), 1)})
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


def _spaced(line: Line, look: Look, size: float, *, above: float = 0) -> None:
    """Lines of a height of our own, so that all programs agree on it."""
    shape = line.paragraph_format
    shape.space_before, shape.space_after = Pt(above), Pt(look.gap)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * look.line)


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
