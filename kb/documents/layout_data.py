"""What the layout of a PDF reads of blocks that hold no others: plain data, whose text prints and fits the page."""

from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import Any, TypeAlias

from kb.documents.on_paper import (
    MOST_LINES,
    WIDEST,
    addressed,
    after_options,
    as_lines,
    in_words,
    is_short,
    leads,
    size_of,
    stretched,
)
from kb.documents.printable import breakable, printable
from kb.documents.tree import ADDRESSES, Blank, Cards, Figure, Question, Span, Table

LONGEST_WORD, IN_HEADING, IN_TITLE = 30, 24, 18
"""Characters of a word that fit on a line even if all of them are wide."""
LONGEST_ADDRESS = 2000
SHORT_QUESTION = 1200
"""Characters of a question that is kept on one page."""
FORMATS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))

Data: TypeAlias = dict[str, Any]


def paragraph(spans: Collection[Span], *, small: bool = False) -> Iterator[Data]:
    """The paragraph, unless it is empty."""
    filled = [one_style(span, LONGEST_WORD) for span in addressed(spans) if span.text]
    if any(span["text"].strip() for span in filled):
        yield {"kind": "paragraph", "spans": filled, "small": small, "leads": leads(spans)}


def table(found: Table) -> Iterator[Data]:
    """The table with all rows of one length; a header too long to stand on every page stands on the first."""
    columns = max(map(len, (found.header, *found.rows)), default=0)
    if columns > WIDEST:
        for line in as_lines((found.header, *found.rows)):
            yield from paragraph(line.spans)
    elif columns:
        longest = LONGEST_WORD if _has_room(found) else max(LONGEST_WORD // columns, 6)
        header, *rows = [
            [[one_style(span, longest) for span in addressed(cell) if span.text] for cell in row]
            + [[]] * (columns - len(row) if row else 0)
            for row in (found.header, *found.rows)
        ]
        yield {
            "kind": "table",
            "columns": columns,
            "stretched": [*stretched(found)],
            "short": is_short(found),
            "header": header,
            "repeat": sum(len(span["text"]) for cell in header for span in cell) < 300,
            "cells": [cell for row in rows for cell in row],
        }


def _has_room(found: Table) -> bool:
    """Whether the longest words of all columns fit beside each other, so that none has to be broken."""
    columns = zip_longest(*(map(_longest_word, row) for row in (found.header, *found.rows)), fillvalue=0)
    return sum(map(max, columns)) <= LONGEST_WORD


def _longest_word(cell: tuple[Span, ...]) -> int:
    return max(map(len, "".join(span.text for span in cell).split()), default=0)


def figure(found: Figure, *, drawn: bool) -> Iterator[Data]:
    """The picture, or its words where it is none or pictures are not `drawn`."""
    made = next((name for start, name in FORMATS if found.content.startswith(start)), "")
    if drawn and made:
        alternative = " ".join(printable(found.alternative).split()) or "Picture"
        yield {"kind": "figure", "bytes": [*found.content], "format": made, "alternative": alternative}
    else:
        yield from paragraph(in_words(found).spans)


def blank(found: Blank) -> Iterator[Data]:
    """Lines to write on, and the words that a screen reader has for them."""
    lines = min(found.lines, MOST_LINES)
    if lines > 0:
        yield {"kind": "blank", "lines": lines, "words": f"Room to write: {lines} {'line' if lines == 1 else 'lines'}"}


def cards(found: Cards) -> Iterator[Data]:
    """The cards that say something, each with how large."""
    told = [(" ".join(printable(words).split()), size_of(words)) for words in found.items]
    if items := [{"text": breakable(words, IN_TITLE), "size": size} for words, size in told if words]:
        yield {"kind": "cards", "items": items, "tall": all(each["size"] == "sign" for each in items)}


def question(found: Question) -> Data:
    """The question with its options; what is told of the answer comes after it, in `told`."""
    told = [each for line in after_options(found) for each in paragraph(line.spans)]
    words = "".join((found.stem, *found.options, found.explanation, found.source))
    return {
        "kind": "question",
        "stem": [one_style(Span(f"{found.number}. {found.stem}", bold=True), IN_HEADING)],
        "options": [[one_style(Span(option), LONGEST_WORD)] for option in found.options],
        "told": told,
        "short": len(words) < SHORT_QUESTION and words.count("\n") + len(found.options) < 20,
    }


def one_style(span: Span, longest: int) -> Data:
    """The span; a word longer than `longest` characters may be broken."""
    leads = span.link.lower().startswith(ADDRESSES) and len(span.link) <= LONGEST_ADDRESS
    return {
        "text": breakable(printable(span.text), longest),
        "bold": span.bold,
        "italic": span.italic,
        "code": span.code,
        "link": printable(span.link) if leads else "",
    }


def edge(words: str, most: int) -> str:
    """What stands beside the text of every page, on one line, cut where there is no room for more."""
    line = " ".join(printable(words).split())
    return breakable(line if len(line) <= most else f"{line[: most - 1].rstrip()}…", LONGEST_WORD)
