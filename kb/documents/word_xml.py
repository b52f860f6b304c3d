"""Paragraphs, stretches of text and tables in the XML of Word, each in the place where it stands."""

import re
import struct
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kb.documents.printable import storable
from kb.documents.tree import ADDRESSES, Span

LONGEST_ADDRESS = 2000
ACROSS = 8618
"""Width of the text, in twentieths of a point."""
STEP, HANGING = 440, 400
"""How far each level of a list is set in, and how far its number stands before its text; as in numbering.xml."""
SET_IN = 160
"""How far the text of a quote or a panel is set in."""
GAP, WIDEST_GAP = 7, 31
"""Points between a line and the text beside it, and what Word can have of them at most."""
PADDED = 160
"""How far a panel's text ends before its right edge."""
ORDER = ("pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "shd", "spacing", "ind")
"""The order of properties of a paragraph: Word opens no file with another."""
FRAMES = {"Quote": ("16", "C5D0D0", ""), "Panel": ("2", "F3F6F5", "F3F6F5")}
"""Width and colour of the line beside a quote and a panel, and what is behind it; as in styles.xml."""
WIDEST_CELL = 50
"""Characters of a cell beyond which its column gets no wider."""
NARROW = 1100
"""What a column that is stretched has at least."""
OF_A_LETTER, OF_A_CELL = 132, 220
"""Room that a wide letter takes in a table, and that the edges of a cell do."""
AROUND = ("before", "after")
CLOSER = (
    ("Title", AROUND, 0.5), ("Heading1", AROUND, 0.75), ("Heading2", AROUND, 0.6), ("Blank", ("line",), 0.75),
    ("ListBullet", ("after",), 0.4), ("ListNumber", ("after",), 0.4), ("AfterTable", ("after",), 0.3),
    ("TableText", ("line",), 0.94), ("SmallPrint", ("after", "line"), 0.9),
)  # fmt: skip
"""Styles of what is compact, which of their distances are smaller, and how much of each is left."""
COMPACT, SMALLEST, TITLE = 0.88, 16, 28
"""How large letters are in what is compact, of their usual size, and half points of the smallest and of its title."""
NO_PICTURE = (
    InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError,
    struct.error, ValueError, LookupError, AttributeError, ZeroDivisionError,
)  # fmt: skip
"""What python-docx raises for bytes that are no picture."""
BELOW_PANEL = {"sz": "6", "color": "C5D0D0"}
"""The line that ends a panel: printers do not show its ground."""

Element: TypeAlias = Any  # of lxml, which ships no types


@dataclass(frozen=True)
class Place:
    """Where a block stands: in how many others, in which list, and in which quote or panel."""

    depth: int = 0
    level: int = -1
    """Level of the list around it, from 0."""
    set_in: int = 0
    """How far quotes and panels set it in."""
    frame: str = ""


def w(name: str, *children: Element, **values: object) -> Element:
    """An element of Word."""
    made: Element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def run(span: Span, *, style: str = "", color: str = "") -> Element:
    """The words of a span in its style; a line feed begins a new line."""
    told = []
    if style or span.code:
        told.append(w("rStyle", val=style or "Code"))
    told += [w(name) for name in ("b", "bCs") if span.bold] + [w(name) for name in ("i", "iCs") if span.italic]
    if color:
        told.append(w("color", val=color))
    made = w("r", *([w("rPr", *told)] if told else []))
    for at, line in enumerate(storable(span.text).split("\n")):
        if at:
            made.append(w("br"))
        if line:
            made.append(words := w("t"))
            words.text = line
            words.set(qn("xml:space"), "preserve")
    return made


def address(link: str) -> str:
    """Where a link leads, as Word wants it written: it opens no file with a sign that an address may not have."""
    if not link.lower().startswith(ADDRESSES):
        return ""
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", storable(link).strip())
    made = quote(whole, safe="%:/?#@!$&'()*+,;=-._~")
    try:
        parts = urlsplit(made)
        known = parts.port is None or bool(parts.hostname)
    except ValueError:  # a port that is none
        return ""
    leads = known and (parts.hostname or not made.lower().startswith("http")) and len(made) <= LONGEST_ADDRESS
    return made if leads else ""


def properties(place: Place, style: str, *, number: int = 0, breaks: bool = False, turn: int = 0) -> Element:
    """How a paragraph differs from its style: in a list, a quote or a panel, or at the top of a page.

    Neighbours of one shape would share their borders, and the room between them with it: they take turns, 0 and 1,
    at being a tenth of a point narrower.
    """
    kept: dict[str, Element] = {}
    if style:
        kept["pStyle"] = w("pStyle", val=style)
    if breaks:
        kept |= {"pageBreakBefore": w("pageBreakBefore"), "spacing": w("spacing", before=0)}
    if number:
        kept["numPr"] = w("numPr", w("ilvl", val=max(place.level, 0)), w("numId", val=number))
    lists = place.level + 1 + (number > 0 and place.level < 0)  # the options of a question are in no list of the tree
    indent: dict[str, object] = {"left": place.set_in + STEP * lists, "hanging": HANGING if number else 0}
    if place.frame and style != "PanelTitle":
        from_edge = STEP * lists - (HANGING if number else 0)
        kept |= _frame(place.frame, from_edge, lined=style != "Answer")
    if place.frame == "Panel":
        indent["right"] = PADDED + 2 * turn
    if style == "Blank":
        indent["right"] = 2 * turn
    if any(indent.values()):
        kept["ind"] = w("ind", **{name: value for name, value in indent.items() if value})
    return w("pPr", *(kept[name] for name in ORDER if name in kept))


def _frame(name: str, from_edge: int, *, lined: bool) -> dict[str, Element]:
    """The line beside a paragraph, at the edge of its quote or panel however far in it stands, and what is behind."""
    width, color, fill = FRAMES[name]
    sides = {"left": (width, min(GAP + from_edge // 20, WIDEST_GAP), color)} if lined else {}
    if not fill:
        return {"pBdr": w("pBdr", *_borders(sides))} if sides else {}
    sides = {"top": ("2", 3, fill), **sides, "bottom": ("2", 3, fill), "right": ("4", GAP, fill)}
    return {
        "pBdr": w("pBdr", *_borders(sides)),
        "shd": w("shd", val="clear", color="auto", fill=fill),
        "spacing": w("spacing", before=0, after=0),
    }


def _borders(sides: dict[str, tuple[str, int, str]]) -> Iterable[Element]:
    return [w(side, val="single", sz=sz, space=space, color=color) for side, (sz, space, color) in sides.items()]


def end_panel(paragraph: Element) -> None:
    """Draw the line below the last paragraph of a panel."""
    for line in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}"):
        for name, value in BELOW_PANEL.items():
            line.set(qn(f"w:{name}"), value)


def set_off(paragraph: Element, *, after: int = 0, keep: bool = False) -> None:
    """Give a paragraph so much room below it, or keep it on one page with what follows."""
    found = paragraph.find(qn("w:pPr"))
    if keep and found.find(qn("w:keepNext")) is None:
        at = 0 if found.find(qn("w:pStyle")) is None else 1
        found.insert(at, w("keepNext"))
    if after:
        spacing = found.find(qn("w:spacing"))
        if spacing is None:
            spacing = w("spacing")
            indent = found.find(qn("w:ind"))
            if indent is None:
                found.append(spacing)
            else:
                indent.addprevious(spacing)
        spacing.set(qn("w:after"), str(after))


def column_widths(
    rows: Iterable[Iterable[tuple[Span, ...]]], across: int, stretched: Collection[int] = ()
) -> list[int]:
    """Widths of columns for what they hold, together so wide: none so narrow that a word has to be divided, if all
    have room. What has no spaces that part, as a number to ring, is one word.

    Where some are `stretched`, by their places from 0, they share what is left by the others, which stand on a line.
    """
    least, wanted = [], []
    for column in zip(*rows, strict=True):
        said = ["".join(span.text for span in cell) for cell in column]
        longest = max((len(word) for each in said for word in re.split(r"[ \t\n]+", each)), default=0)
        least.append(min(longest, WIDEST_CELL) * OF_A_LETTER + OF_A_CELL)
        wanted.append(max(min(max(map(len, said)), WIDEST_CELL), min(longest, WIDEST_CELL) + 3))
    whole = [0 if at in stretched else most * OF_A_LETTER + OF_A_CELL for at, most in enumerate(wanted)]
    if stretched and (left := (across - sum(whole)) // len(stretched)) >= NARROW:
        return [own or left for own in whole]
    if (left := across - sum(least)) < 0:
        return [across * share // sum(wanted) for share in wanted]
    more = [max(share * OF_A_LETTER + OF_A_CELL - own, 1) for share, own in zip(wanted, least, strict=True)]
    return [own + left * share // sum(more) for own, share in zip(least, more, strict=True)]


def compacted(styles: Element, section: Element) -> None:
    """Have smaller letters, closer lines and smaller edges above and below: a form has room on few pages then."""
    for size in styles.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(max(round(int(size.get(qn("w:val"))) * COMPACT), SMALLEST)))
    usual = styles.find(f"{qn('w:docDefaults')}//{qn('w:spacing')}")
    usual.set(qn("w:after"), "80")
    usual.set(qn("w:line"), "244")
    named = {each.get(qn("w:styleId")): each for each in styles.iter(qn("w:style"))}
    for size in named["Title"].iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(TITLE))
    for style, keys, share in CLOSER:
        for spacing in named[style].iter(qn("w:spacing")):
            for key in keys:
                spacing.set(qn(f"w:{key}"), str(int(int(spacing.get(qn(f"w:{key}"), 0)) * share)))
    for side in ("top", "bottom"):
        for edge in named["Rows"].iterfind(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn(f'w:{side}')}"):
            edge.set(qn("w:w"), str(int(edge.get(qn("w:w"))) // 2))
    edges = section.find(qn("w:pgMar"))
    for side in ("top", "bottom"):
        edges.set(qn(f"w:{side}"), str(int(edges.get(qn(f"w:{side}"))) * 2 // 3))


def table(widths: Iterable[int], rows: Iterable[Iterable[Element]], *, headed: bool, set_in: int) -> Element:
    """A table of columns of these widths, in which each cell is one paragraph; its first row may be its head."""
    wide = [*widths]
    made = w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="Rows"),
            w("tblW", w=sum(wide), type="dxa"),
            w("tblInd", w=set_in, type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0220" if headed else "0200", firstRow=int(headed), lastRow=0, firstColumn=0, noHBand=1),
        ),
        w("tblGrid", *(w("gridCol", w=each) for each in wide)),
    )
    for at, row in enumerate(rows):
        marked = [w("trPr", w("cantSplit"), w("tblHeader"))] if headed and at == 0 else []
        cells = (w("tc", w("tcPr", w("tcW", w=each, type="dxa")), cell) for each, cell in zip(wide, row, strict=True))
        made.append(w("tr", *marked, *cells))
    return made
