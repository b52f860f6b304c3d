"""A document as PDF that screen readers can follow: tagged, with language, title and outline (PDF/UA-1), by typst."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from kb.documents.printable import BOX, breakable, printable
from kb.documents.tree import (
    ADDRESSES,
    Block,
    Document,
    Facts,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from kb.documents.typesetting import typeset

DEEPEST = 8
"""Lists and quotes within each other; what is nested deeper stands on the last level that counts."""
WIDEST = 10
"""Columns of a table that A4 has room for; the rows of a wider one are lines of text."""
LONGEST_WORD, IN_HEADING, IN_TITLE = 30, 24, 18
"""Characters of a word that fit on a line even if all of them are wide."""
LONGEST_ADDRESS = 2000
ON_EVERY_PAGE = {"mark": 24, "running": 75, "note": 160}
"""Characters that have room beside the text of each page."""
BOXES = f"{BOX} stands for a character that cannot be shown here."

_Data: TypeAlias = dict[str, Any]  # what the layout reads


def pdf(document: Document) -> bytes:
    """A4 pages; the same document makes the same bytes. Any text has a PDF: see `kb.documents.printable` for how.

    The mark is said in the file's title as well, since what stands at the edge of a page is not read aloud.
    Raises Unavailable for a document of thousands of pages.
    """
    return typeset("document.typ", said(document))


def said(document: Document) -> str:
    """All that the layout reads, as JSON: text that prints, headings without gaps, nothing that typst refuses."""
    return json.dumps(_Setting(document).data())


class _Setting:
    """Turns one document into what the layout reads: plain data that typst accepts whatever it says."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.above: list[int] = []  # levels, as they were given, of the headings around the present place

    def data(self) -> _Data:
        """All that the layout reads."""
        language, _, region = self.document.language.partition("-")
        edges = {name: _short(getattr(self.document, name), most) for name, most in ON_EVERY_PAGE.items()}
        title = " ".join(printable(self.document.title).split()) or "Untitled"
        blocks = [*self.blocks(self.document.blocks, 0)]
        if BOX in json.dumps([title, edges, blocks], ensure_ascii=False):
            blocks += [{"kind": "rule"}, {"kind": "paragraph", "spans": [_span(Span(BOXES), LONGEST_WORD)]}]
        return {
            **edges,
            "name": f"{edges['mark']}: {title}" if edges["mark"] else title,
            "title": breakable(title, IN_TITLE),
            "blocks": blocks,
            "language": language,
            "region": region or None,
        }

    def blocks(self, found: Iterable[Block], depth: int) -> Iterator[_Data]:
        """Data of each block, without those that are empty."""
        for each in found:
            match each:
                case Heading():
                    yield from self.heading(each)
                case Paragraph():
                    yield from _paragraph(each.spans)
                case Table():
                    yield from _table(each)
                case Rule():
                    yield {"kind": "rule"}
                case PageBreak():
                    yield from [{"kind": "page break"}] if depth == 0 else []
                case _:
                    yield from self.nested(each, depth)

    def heading(self, heading: Heading) -> Iterator[_Data]:
        """The heading on the level that follows from the headings around it: PDF/UA refuses a level that is skipped."""
        if words := " ".join(printable(heading.text).split()):
            while self.above and self.above[-1] >= heading.level:
                self.above.pop()
            self.above.append(heading.level)
            yield {"kind": "heading", "level": len(self.above), "text": breakable(words, IN_HEADING)}

    def nested(self, block: List | Quote | Facts, depth: int) -> Iterator[_Data]:
        """Blocks that hold blocks."""
        match block:
            case _ if depth == DEEPEST:
                for part in _parts(block):
                    yield from self.blocks(part, depth)
            case List(items, ordered):
                if items:
                    filled = [[*self.blocks(item, depth + 1)] for item in items]
                    yield {"kind": "list", "ordered": ordered, "items": filled}
            case Quote(inner):
                if blocks := [*self.blocks(inner, depth + 1)]:
                    yield {"kind": "quote", "blocks": blocks}
            case Facts(pairs):
                if facts := [self.fact(name, told, depth) for name, told in pairs]:
                    yield {"kind": "facts", "pairs": facts}

    def fact(self, name: str, told: Iterable[Block], depth: int) -> _Data:
        """A name, the paragraph that stands beside it, and what comes below."""
        blocks = [*self.blocks(told, depth + 1)]
        first = blocks.pop(0)["spans"] if blocks and blocks[0]["kind"] == "paragraph" else []
        return {"name": breakable(printable(name), IN_HEADING), "first": first, "blocks": blocks}


def _parts(block: List | Quote | Facts) -> Iterator[tuple[Block, ...]]:
    match block:
        case List(items):
            yield from items
        case Quote(inner):
            yield inner
        case Facts(pairs):
            for name, told in pairs:
                yield (Paragraph((Span(name, bold=True),)), *told)


def _paragraph(spans: Iterable[Span]) -> Iterator[_Data]:
    filled = _spans(spans, LONGEST_WORD)
    if any(span["text"].strip() for span in filled):
        yield {"kind": "paragraph", "spans": filled}


def _table(table: Table) -> Iterator[_Data]:
    """The table with all rows of one length; a header too long to stand on every page stands on the first."""
    columns = max(map(len, (table.header, *table.rows)), default=0)
    if columns > WIDEST:
        for row in (table.header, *table.rows):
            yield from _paragraph(span for cell in row for span in (*cell, Span(" · ")))
        return
    if columns:
        longest = max(LONGEST_WORD // columns, 6)
        header, *rows = [
            [_spans(cell, longest) for cell in row] + [[]] * (columns - len(row) if row else 0)
            for row in (table.header, *table.rows)
        ]
        yield {
            "kind": "table",
            "columns": columns,
            "header": header,
            "repeat": sum(len(span["text"]) for cell in header for span in cell) < 300,
            "cells": [cell for row in rows for cell in row],
        }


def _spans(spans: Iterable[Span], longest: int) -> list[_Data]:
    return [_span(span, longest) for span in spans if span.text]


def _span(span: Span, longest: int) -> _Data:
    leads = span.link.lower().startswith(ADDRESSES) and len(span.link) <= LONGEST_ADDRESS
    return {
        "text": breakable(printable(span.text), longest),
        "bold": span.bold,
        "italic": span.italic,
        "code": span.code,
        "link": printable(span.link) if leads else "",
    }


def _short(words: str, most: int) -> str:
    """What stands beside the text of every page, on one line, cut where there is no room for more."""
    line = " ".join(printable(words).split())
    return breakable(line if len(line) <= most else f"{line[: most - 1].rstrip()}…", LONGEST_WORD)
