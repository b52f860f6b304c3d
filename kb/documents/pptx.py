"""A document as slides for an office program: titles, text and notes where such programs and screen readers look."""

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from kb.documents.fitting import BOXES, FEET, LOGO, SMALL, Box, shortened
from kb.documents.on_slides import Shown, slides
from kb.documents.passages import BULLET, Passage, following, one_line, passages
from kb.documents.slide_layouts import LAYOUTS
from kb.documents.slide_template import template
from kb.documents.tree import ADDRESSES, Block, Document, Figure, Span

LONGEST_ADDRESS = 2000
LONGEST_PROPERTY = 255
HIGHEST = 32767
"""The number that a list can begin with."""
_MADE = (1980, 1, 1, 0, 0, 0)  # a zip has no earlier day; the document has none at all
_SAFE = "%/:=&?~#+!$,;'@()*"


def pptx(document: Document) -> bytes:
    """The deck of `kb.documents.on_slides`, with a title, notes and a number on each slide, in the template.

    The same document makes the same bytes. Any text has a deck: what no file can hold is left out.
    """
    deck = template(document.language)
    foot = " · ".join(one_line(words) for words in (document.mark, document.note) if words.strip())
    for number, shown in enumerate(slides(document), 1):
        page = deck.slides.add_slide(deck.slide_layouts[LAYOUTS.index(_layout(shown))])
        _Writing(document.language).slide(page, shown, number)
        if shown.kind == "title" and document.logo is not None:
            _picture(page, document.logo, LOGO)
        edge = " · ".join(filter(None, (one_line(document.mark), one_line(shown.source)))) if shown.source else foot
        _edge(page, shortened(edge, "", FEET[shown.kind]), number, document.language)
    about = deck.core_properties
    about.title = one_line(document.title)[:LONGEST_PROPERTY] or "Untitled"
    about.subject = one_line(document.running)[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = "Lessonbank"
    about.language = document.language
    return _packed(deck)


def _layout(shown: Shown) -> str:
    name = shown.proposed or f"point {shown.point}"
    return name if shown.kind == "body" and name in LAYOUTS else shown.kind


class _Writing:
    """Writes words on a slide and on its notes, each stretch of them in the language of the document."""

    def __init__(self, language: str) -> None:
        self.language = language

    def slide(self, page: Page, shown: Shown, number: int) -> None:
        """Title, body and notes."""
        self.words(page.placeholders[0].text_frame, [Passage((Span(shown.title),))])
        if shown.kind == "picture":
            for each in shown.blocks:
                if isinstance(each, Figure):
                    _picture(page, each, BOXES["picture"][1])
        elif shown.blocks:
            self.words(page.placeholders[1].text_frame, _passages(shown.blocks))
        else:  # an empty place would be read out as one
            page.placeholders[1].element.getparent().remove(page.placeholders[1].element)
        notes = page.notes_slide
        if (frame := notes.notes_text_frame) is not None:
            self.words(frame, _passages(shown.notes), typed=True)
        for place in _places(notes.shapes, PP_PLACEHOLDER.SLIDE_NUMBER):
            _number(place.text_frame, number, self.language)

    def words(self, frame: TextFrame, found: Iterable[Passage], *, typed: bool = False) -> None:
        """A paragraph for each passage. In notes, which have no lists, marks are typed before the words."""
        starts: dict[int, tuple[str, int]] = {}  # of each level: the last mark, and the number its list began with
        paragraph = frame.paragraphs[0]
        for at, each in enumerate(found):
            paragraph = frame.add_paragraph() if at else paragraph  # type: ignore[no-untyped-call]
            paragraph.level = each.depth
            marked = (Span(f"{each.mark}{'.' * (each.mark != BULLET)} "),) if typed and each.mark else ()
            for span in (*marked, *each.spans):
                run = paragraph.add_run()
                run.text = span.text
                run.font.bold = span.bold or None
                run.font.italic = span.italic or None
                run.font.size = Pt(SMALL) if each.small and not typed else None
                if address := _address(span.link):
                    run.hyperlink.address = address
                run._r.get_or_add_rPr().set("lang", self.language)
            about = paragraph._p.get_or_add_pPr()
            if _from_the_right(each.text):
                about.set("rtl", "1")
                about.set("algn", "r")
            if each.depth and not typed:
                about.extend(parse_xml(_bullets(each, starts)))
        if not paragraph.runs:
            paragraph._p.get_or_add_endParaRPr().set("lang", self.language)


def _bullets(passage: Passage, starts: dict[int, tuple[str, int]]) -> str:
    """The mark of a point. Points of one list all name the number that it began with: an office program counts."""
    mark, depth = passage.mark, passage.depth
    for deeper in [level for level in starts if level > depth or (not mark and level == depth)]:
        del starts[deeper]
    if mark in {"", BULLET}:
        starts.pop(depth, None)
        inner = "" if mark else "<a:buNone/>"
        return f"<a:pPr {nsdecls('a')}>{inner}</a:pPr>"
    before, start = starts.get(depth, ("", 0))
    own = int(mark) if mark.isdigit() else ord(mark) - ord("A") + 1
    start = start if before and following(before) == mark else own
    starts[depth] = mark, start
    kind = "arabicPeriod" if mark.isdigit() else "alphaUcPeriod"
    return (
        f'<a:pPr {nsdecls("a")}><a:buFont typeface="+mj-lt"/>'
        f'<a:buAutoNum type="{kind}" startAt="{min(max(start, 1), HIGHEST)}"/></a:pPr>'
    )


def _passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """The passages; a picture stands there as its words, where pictures have no place."""
    for each in passages(blocks):
        yield Passage((Span(one_line(each.alternative)),)) if isinstance(each, Figure) else each


def _address(link: str) -> str:
    """The address as programs accept it in a file; empty for one that leads nowhere."""
    if not link.lower().startswith(ADDRESSES) or len(link) > LONGEST_ADDRESS:
        return ""
    try:
        written = quote(one_line(link), safe=_SAFE)
        parts = urlsplit(written)
        named = parts.hostname if parts.scheme in {"http", "https"} else parts.path
        usable = parts.port != 0 and "%" not in parts.netloc
        return written if named and usable else ""
    except ValueError:
        return ""


def _from_the_right(words: str) -> bool:
    sides = (unicodedata.bidirectional(sign) for sign in words)
    return next((side for side in sides if side in {"L", "R", "AL"}), "L") != "L"


def _picture(page: Page, figure: Figure, box: Box) -> None:
    """The picture as large as it can be in its box, with its words for who does not see it."""
    shape = page.shapes.add_picture(io.BytesIO(figure.content), Pt(box.left), Pt(box.top))
    scale = min(Pt(box.width) / shape.width, Pt(box.height) / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape.name = f"Picture {shape.shape_id}"
    shape._element._nvXxPr.cNvPr.set("descr", one_line(figure.alternative))


def _edge(page: Page, foot: str, number: int, language: str) -> None:
    """The foot and the number: a slide has them only if they are written on it."""
    kinds = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER) if foot else (PP_PLACEHOLDER.SLIDE_NUMBER,)
    for place in _places(page.slide_layout.shapes, *kinds):
        page.shapes.clone_placeholder(place)
        frame = page.placeholders[place.placeholder_format.idx].text_frame
        if place.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            _Writing(language).words(frame, [Passage((Span(foot),))])
        else:
            _number(frame, number, language)


def _places(shapes: Iterable[BaseShape], *kinds: PP_PLACEHOLDER) -> list[Any]:
    return [each for each in shapes if each.is_placeholder and each.placeholder_format.type in kinds]


def _number(frame: TextFrame, number: int, language: str) -> None:
    frame.paragraphs[0]._p.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{C1FF6DA9-008F-4B48-92A6-B652298478BF}}" type="slidenum">'
            f'<a:rPr lang="{language}"/><a:t>{number}</a:t></a:fld>'
        )
    )


def _packed(deck: Deck) -> bytes:
    """The file, with the same day on all that is in it."""
    written, made = io.BytesIO(), io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            after.writestr(entry, before.read(name))
    return made.getvalue()
