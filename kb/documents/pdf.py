"""A document as PDF that screen readers can follow: tagged, with language, title and outline (PDF/UA-1), by typst."""

import json
from collections.abc import Collection, Iterable, Iterator

from kb.documents.layout_data import (
    IN_HEADING,
    IN_TITLE,
    Data,
    blank,
    cards,
    edge,
    figure,
    paragraph,
    question,
    table,
)
from kb.documents.on_paper import Levels, opened, within
from kb.documents.printable import BOX, breakable, printable
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
)
from kb.documents.typesetting import typeset

SHORT_FACTS = 600
"""Characters of facts that are kept on one page."""
DEEPEST = 8
"""Lists, quotes and panels within each other; what is nested deeper stands on the last level that counts."""
ON_EVERY_PAGE = {"mark": 24, "running": 75, "note": 160}
"""Characters that have room beside the text of each page."""
BOXES = f"{BOX} stands for a character that cannot be shown here."


def pdf(document: Document) -> bytes:
    """A4 pages; the same document makes the same bytes. Any text has a PDF: see `kb.documents.printable` for how.

    The mark is said in the file's title as well, since what stands at the edge of a page is not read aloud. Where a
    picture cannot be read, all are said in words. Raises Unavailable for a document of thousands of pages.
    """
    try:
        return typeset("document.typ", said(document))
    except RuntimeError:
        return typeset("document.typ", said(document, pictures=False))


def said(document: Document, *, pictures: bool = True) -> str:
    """All that the layout reads, as JSON: text that prints, headings without gaps, nothing that typst refuses."""
    return json.dumps(_Setting(document, pictures).data())


class _Setting:
    """Turns one document into what the layout reads: plain data that typst accepts whatever it says."""

    def __init__(self, document: Document, pictures: bool) -> None:
        self.document = document
        self.pictures = pictures
        self.levels = Levels()

    def data(self) -> Data:
        """All that the layout reads."""
        language, _, region = self.document.language.partition("-")
        edges = {name: edge(getattr(self.document, name), most) for name, most in ON_EVERY_PAGE.items()}
        title = " ".join(printable(self.document.title).split()) or "Untitled"
        logo = [*figure(self.document.logo, drawn=self.pictures)] if self.document.logo else []
        blocks = [*self.blocks(self.document.blocks, 0)]
        if BOX in json.dumps([title, edges, logo, blocks], ensure_ascii=False):
            blocks += [{"kind": "rule"}, *paragraph([Span(BOXES)])]
        return {
            **edges,
            "name": f"{edges['mark']}: {title}" if edges["mark"] else title,
            "title": breakable(title, IN_TITLE),
            "logo": logo,
            "blocks": blocks,
            "compact": self.document.compact,
            "language": language,
            "region": region or None,
        }

    def blocks(self, found: Iterable[Block], depth: int) -> Iterator[Data]:
        """Data of each block, without those that are empty."""
        for each in opened(found):
            match each:
                case Heading():
                    yield from self.heading(each)
                case Paragraph():
                    yield from paragraph(each.spans, small=each.small)
                case Table():
                    yield from table(each)
                case Figure():
                    yield from figure(each, drawn=self.pictures)
                case Blank():
                    yield from blank(each)
                case Cards():
                    yield from cards(each)
                case Question():
                    yield question(each)
                case Rule():
                    yield {"kind": "rule"}
                case PageBreak():
                    yield from [{"kind": "page break"}] if depth == 0 else []
                case List() | Quote() | Facts() | Panel():
                    yield from self.nested(each, depth)

    def heading(self, heading: Heading) -> Iterator[Data]:
        """The heading on the level that follows from the headings around it: PDF/UA refuses a level that is skipped."""
        if words := " ".join(printable(heading.text).split()):
            yield {"kind": "heading", "level": self.levels.level(heading), "text": breakable(words, IN_HEADING)}

    def nested(self, block: List | Quote | Facts | Panel, depth: int) -> Iterator[Data]:
        """Blocks that hold blocks."""
        match block:
            case _ if depth == DEEPEST:
                for part in within(block):
                    yield from self.blocks(part, depth)
            case List(items, ordered):
                if items:
                    filled = [[*self.blocks(item, depth + 1)] for item in items]
                    yield {"kind": "list", "ordered": ordered, "items": filled}
            case Quote(inner):
                if blocks := [*self.blocks(inner, depth + 1)]:
                    yield {"kind": "quote", "blocks": blocks}
            case Panel(title, inner):
                named = [*paragraph([Span(title, bold=True)])]
                if (blocks := [*self.blocks(inner, depth + 1)]) or named:
                    yield {"kind": "panel", "title": named, "blocks": blocks}
            case Facts(pairs):
                if facts := [self.fact(name, told, depth) for name, told in pairs]:
                    yield {"kind": "facts", "pairs": facts, "short": _is_short(facts)}

    def fact(self, name: str, told: Iterable[Block], depth: int) -> Data:
        """A name, the paragraph that stands beside it, and what comes below."""
        blocks = [*self.blocks(told, depth + 1)]
        first = blocks.pop(0)["spans"] if blocks and blocks[0]["kind"] == "paragraph" else []
        return {"name": breakable(printable(name), IN_HEADING), "first": first, "blocks": blocks}


def _is_short(facts: Collection[Data]) -> bool:
    """Whether each has one paragraph at most, and all of them have room on any page."""
    lengths = [sum(len(span["text"]) for span in each["first"]) for each in facts if not each["blocks"]]
    return len(lengths) == len(facts) and sum(lengths) < SHORT_FACTS
