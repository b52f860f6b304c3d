"""A sheet of numbered boxes that is always one side of A4: what it says, and its PDF."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kb.documents.printable import breakable, printable
from kb.documents.tree import ADDRESSES, Blank, Block, List, Paragraph, Span
from kb.documents.typesetting import typeset

LONGEST_WORD, ACROSS = 24, 55
"""Characters of a word that fit on a line of a box, and on one across the page, even if all of them are wide."""
LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class SheetBox:
    """A box: paragraphs, lists of one level and lines to write on, under its heading; where they are from."""

    title: str
    blocks: tuple[Block, ...]
    small_print: str = ""


@dataclass(frozen=True, slots=True)
class BoxedSheet:
    """Boxes in two columns, between what stands at the head and at the foot.

    Whoever makes it sees to it that there is room: 520 words in the boxes, and no more than 260 around them.
    """

    title: str
    running: str
    """Name of the site and kind of sheet."""
    subject: str
    status: str
    """A word that is set off, such as Recommended; empty where there is none."""
    facts: str
    boxes: tuple[SheetBox, ...]
    notes: tuple[tuple[str, Paragraph], ...]
    """Name and words of each note at the foot."""
    language: str = "en-GB"


def boxed_pdf(sheet: BoxedSheet) -> bytes:
    """One page of A4, PDF/UA-1, in the largest type in which all fits, between 11 and 9 points."""
    return typeset("briefing.typ", json.dumps(said(sheet)))


def said(sheet: BoxedSheet) -> dict[str, Any]:
    """All that the layout reads: text that prints, and words that can be divided where they are too long."""
    language, _, region = sheet.language.partition("-")
    return {
        "name": " ".join(printable(sheet.title).split()) or "Untitled",
        "title": _shown(sheet.title) or "Untitled",
        "running": _shown(sheet.running),
        "subject": _shown(sheet.subject),
        "status": _shown(sheet.status),
        "facts": _shown(sheet.facts),
        "boxes": [_box(place, each) for place, each in enumerate(sheet.boxes, 1)],
        "notes": [{"name": _shown(name), "spans": _spans(words.spans, ACROSS)} for name, words in sheet.notes],
        "language": language,
        "region": region or None,
    }


def _box(number: int, box: SheetBox) -> dict[str, Any]:
    blocks = [*_blocks(box.blocks)]
    return {"number": number, "title": _shown(box.title), "blocks": blocks, "small": _shown(box.small_print)}


def _blocks(found: Iterable[Block]) -> Iterator[dict[str, Any]]:
    for each in found:
        match each:
            case Paragraph(spans):
                yield {"kind": "paragraph", "spans": _spans(spans)}
            case List(items):
                flat = ([span for part in item if isinstance(part, Paragraph) for span in part.spans] for item in items)
                yield {"kind": "list", "items": [_spans(spans) for spans in flat]}
            case Blank(lines):
                yield {"kind": "blank", "lines": lines}
            case _:
                raise ValueError(f"not for a box: {type(each).__name__}")


def _spans(spans: Iterable[Span], longest: int = LONGEST_WORD) -> list[dict[str, Any]]:
    return [
        {
            "text": _shown(span.text, longest),
            "bold": span.bold,
            "link": printable(span.link) if leads(span.link) else "",
        }
        for span in spans
        if span.text
    ]


def leads(link: str) -> bool:
    """Whether an address leads somewhere from a file, and is of a length that programs take."""
    return link.lower().startswith(ADDRESSES) and len(link) <= LONGEST_ADDRESS


def _shown(text: str, longest: int = LONGEST_WORD) -> str:
    return breakable(printable(text).replace("\n", " "), longest)
