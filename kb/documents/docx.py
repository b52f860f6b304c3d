"""A document as a Word file that screen readers can follow, in real styles, to be changed by who gets it."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx as python_docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Twips
from docx.text.run import Run

from kb.documents.on_paper import (
    MOST_LINES,
    WIDEST,
    Levels,
    addressed,
    after_options,
    as_lines,
    in_words,
    is_short,
    leads,
    opened,
    stretched,
    within,
)  # fmt: skip
from kb.documents.printable import storable
from kb.documents.same_bytes import undated, zipped_folder
from kb.documents.tree import (
    Blank,
    Block,
    Cards,
    Document,
    Facts,
    Figure,
    Heading,
    List,
    PageBreak,
    Panel,
    Paragraph,
    Question,
    Quote,
    Rule,
    Span,
    Table,
)  # fmt: skip
from kb.documents.word_about import about
from kb.documents.word_cards import cards
from kb.documents.word_xml import (
    ACROSS,
    NO_PICTURE,
    SET_IN,
    STEP,
    Element,
    Place,
    address,
    column_widths,
    compacted,
    end_panel,
    properties,
    run,
    set_off,
    table,
    w,
)

LOOK = Path(__file__).with_name("layouts") / "word"
DEEPEST = 8
"""Lists, quotes and panels within each other; what is nested deeper stands on the last level that counts."""
BULLETS, NUMBERS, LETTERS = 1, 2, 3
"""Numbers of the lists in numbering.xml, each of them one more than that of its abstract list."""
NOTE_BESIDE_NUMBER = 80
"""Characters of a note that has room beside the number of the page."""
TALLEST, LOGO_TALLEST, LOGO_SMALL = Mm(160), Mm(22), Mm(11)
ROOM_BELOW = 240
"""Below what stands apart, in twentieths of a point."""


def docx(document: Document) -> bytes:
    """A4 pages; the same document makes the same bytes. What XML forbids is left out, every other sign stands as it is.

    The mark is said in the file's title as well. A picture that cannot be read is said in words.
    """
    return _Writer(document).written()


class _Writer:
    """Fills the empty file of layouts/word with one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = python_docx.Document(io.BytesIO(_empty()))
        self.end: Element = self.file.element.body.sectPr
        self.numbering: Element = self.file.part.numbering_part.element
        self.made = LETTERS  # lists so far
        self.levels = Levels()
        self.breaks = False  # whether the next paragraph begins a page
        self.turn = 0

    def written(self) -> bytes:
        """The file."""
        told, mark, title = self.document, _line(self.document.mark), _line(self.document.title) or "Untitled"
        about(self.file, f"{mark}: {title}" if mark else title, told.language)
        self.edges(_line(told.running), mark, _line(told.note))
        if told.compact:
            compacted(self.file.styles.element, self.end)
        if told.logo:
            self.figure(told.logo, Place(), LOGO_SMALL if told.compact else LOGO_TALLEST)
        if mark:
            self.paragraph([Span(mark)], Place(), "Mark")
        self.paragraph([Span(title)], Place(), "Title")
        self.blocks(told.blocks, Place())
        made = io.BytesIO()
        self.file.save(made)
        return undated(made.getvalue())

    def edges(self, running: str, mark: str, note: str) -> None:
        """What stands at the head and the foot of each page."""
        section = self.file.sections[0]
        head: Element = section.header.paragraphs[0]._p
        head.extend([run(Span(running)), w("r", w("tab")), run(Span(mark, bold=True), color="8A5200")])
        foot: Element = section.footer.paragraphs[0]._p
        below = [w("r", w("br"))] if len(note) > NOTE_BESIDE_NUMBER else []
        for at, each in enumerate([run(Span(note)), *below], 1):
            foot.insert(at, each)

    def blocks(self, found: Iterable[Block], place: Place) -> None:
        """Write each block."""
        for each in opened(found):
            match each:
                case Heading():
                    if words := _line(each.text):
                        self.paragraph([Span(words)], place, f"Heading{min(self.levels.level(each), 9)}")
                case Paragraph():
                    self.words(each, place)
                case Table():
                    self.table(each, place)
                case Figure():
                    self.figure(each, place, TALLEST)
                case Blank():
                    self.blank(each, place)
                case Cards():
                    self.cards(each)
                case Question():
                    self.question(each, place)
                case Rule():
                    self.paragraph([], place, "Rule")
                case PageBreak():
                    self.breaks = self.breaks or place.depth == 0
                case List() | Quote() | Facts() | Panel():
                    self.nested(each, place)

    def nested(self, block: List | Quote | Facts | Panel, place: Place) -> None:
        """Blocks that hold blocks."""
        inside = replace(place, depth=place.depth + 1)
        match block:
            case _ if place.depth == DEEPEST:
                for part in within(block):
                    self.blocks(part, place)
            case List(items, ordered):
                self.list(items, ordered, replace(inside, level=place.level + 1))
            case Quote(inner):
                self.blocks(inner, replace(inside, frame="Quote", set_in=place.set_in + SET_IN))
            case Panel(title, inner):
                framed = replace(inside, frame="Panel", set_in=place.set_in + SET_IN)
                if words := _line(title):
                    self.paragraph([Span(words)], framed, "PanelTitle")
                self.blocks(inner, framed)
                if (last := self.last()) is not None:
                    end_panel(last)
                self.room_below()
            case Facts(pairs):
                for name, told in pairs:
                    self.paragraph([Span(name)], place, "FactName")
                    self.blocks(told, inside)

    def list(self, items: Iterable[tuple[Block, ...]], ordered: bool, place: Place) -> None:
        """Items, each a numbered paragraph and what else belongs to it; numbers begin at 1 in every list."""
        style, number = ("ListNumber", self.numbers(NUMBERS, place.level)) if ordered else ("ListBullet", BULLETS)
        for item in items:
            match blocks := [*opened(item)]:
                case [Paragraph(spans), *others]:
                    self.paragraph(spans, place, style, number=number)
                    self.blocks(others, place)
                case _:
                    self.paragraph((), place, style, number=number)
                    self.blocks(blocks, place)

    def numbers(self, kind: int, level: int) -> int:
        """The number of a new list of this kind, which begins at 1."""
        self.made += 1
        again = w("lvlOverride", w("startOverride", val=1), ilvl=level)
        self.numbering.append(w("num", w("abstractNumId", val=kind - 1), again, numId=self.made))
        return self.made

    def words(self, found: Paragraph, place: Place, style: str = "") -> None:
        """A paragraph, unless it is empty."""
        if any(storable(span.text).strip() for span in found.spans):
            usual = place.frame or ("ListContinue" if place.level >= 0 else "SmallPrint" if found.small else "")
            set_off(self.paragraph(found.spans, place, style or usual), keep=leads(found.spans))

    def paragraph(self, spans: Iterable[Span], place: Place, style: str = "", *, number: int = 0) -> Element:
        """A paragraph of these words in its place."""
        breaks, self.breaks, self.turn = self.breaks, False, 1 - self.turn
        told = properties(place, style, number=number, breaks=breaks, turn=self.turn)
        self.end.addprevious(made := w("p", told, *self.runs(spans)))
        return made

    def room_below(self) -> None:
        """Keep the next block away from the last paragraph."""
        if (last := self.last()) is not None:
            set_off(last, after=ROOM_BELOW)

    def last(self) -> Element:
        """The paragraph that was written last; None after a table."""
        found = self.end.getprevious()
        return found if found is not None and found.tag == qn("w:p") else None

    def runs(self, spans: Iterable[Span]) -> Iterator[Element]:
        """The words of spans, in a link where an address leads somewhere."""
        for span in addressed(spans):
            if not (leads := address(span.link)):
                yield run(span)
                continue
            link = w("hyperlink", run(span, style="Hyperlink"))
            link.set(qn("r:id"), self.file.part.relate_to(leads, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            yield link

    def table(self, found: Table, place: Place) -> None:
        """The table with all rows of one length, its columns as wide as what they hold asks for."""
        columns = max(map(len, (found.header, *found.rows)), default=0)
        if columns > WIDEST:
            for line in as_lines((found.header, *found.rows)):
                self.words(line, place)
        elif columns:
            if self.breaks:
                self.paragraph([], place)
            rows = [[*row, *[()] * (columns - len(row))] for row in (found.header, *found.rows) if row]
            set_in = place.set_in + STEP * (place.level + 1)
            cells = [[w("p", properties(Place(), "TableText"), *self.runs(cell)) for cell in row] for row in rows]
            for each in (cell for row in cells[: -1 if is_short(found) else 0] for cell in row):
                set_off(each, keep=True)
            widths = column_widths(rows, ACROSS - set_in, stretched(found))
            self.end.addprevious(table(widths, cells, headed=bool(found.header), set_in=set_in))
            self.paragraph([], place, "AfterTable")

    def figure(self, found: Figure, place: Place, tallest: Length) -> None:
        """The picture in its own size, smaller where it has no room, or its words where it is none."""
        made = self.paragraph([], place, "Picture")
        shown = Run(w("r"), self.file)
        try:
            picture = shown.add_picture(io.BytesIO(found.content))
            room = Twips(ACROSS - place.set_in - STEP * (place.level + 1))
            scale = min(1, room / picture.width, tallest / picture.height)
        except NO_PICTURE:
            self.end.getparent().remove(made)
            self.words(in_words(found), place)
            return
        picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
        for side in "TBLR":
            picture._inline.set(f"dist{side}", "0")
        picture._inline.docPr.set("descr", _line(found.alternative) or "Picture")
        made.append(shown._r)

    def blank(self, found: Blank, place: Place) -> None:
        """Lines to write on, each a paragraph; what they are for stays on their page."""
        if found.lines > 0 and (asked := self.last()) is not None:
            set_off(asked, keep=True)
        for _ in range(min(found.lines, MOST_LINES)):
            self.paragraph([], place, "Blank")
        self.room_below()

    def cards(self, found: Cards) -> None:
        """Cards to cut out."""
        if words := [*filter(None, map(_line, found.items))]:
            self.end.addprevious(cards(words))
            self.paragraph([], Place(), "AfterTable")

    def question(self, found: Question, place: Place) -> None:
        """The question, its options under letters, and where it is to be shown the answer; all on one page."""
        lettered = replace(place, level=-1, set_in=place.set_in + STEP * (place.level + 1))
        number = self.numbers(LETTERS, 0) if found.options else 0
        written = [self.paragraph([Span(f"{found.number}. {found.stem}")], place, "Question")]
        written += [self.paragraph([Span(option)], lettered, "Option", number=number) for option in found.options]
        set_off(written[-1], after=ROOM_BELOW // 2)
        written += [self.paragraph(line.spans, place, "Answer") for line in after_options(found)]
        for each in written[:-1]:
            set_off(each, keep=True)
        self.room_below()


@cache
def _empty() -> bytes:
    return zipped_folder(LOOK)


def _line(words: str) -> str:
    return " ".join(storable(words).split())
