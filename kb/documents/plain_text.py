"""A document as plain text: for a mail, for a terminal, for who reads best without any form."""

import textwrap
from collections.abc import Iterable
from itertools import zip_longest

from kb.documents.on_paper import MOST_LINES, Levels, after_options, in_words, letter, opened
from kb.documents.printable import storable
from kb.documents.tree import (
    ADDRESSES,
    Blank,
    Block,
    Cards,
    Document,
    Facts,
    Figure,
    Heading,
    List,
    Panel,
    Paragraph,
    Question,
    Quote,
    Rule,
    Span,
    Table,
)

WIDTH, NARROWEST = 72, 30
"""Columns of a line, and how many of them are left to what stands far in."""
UNDERLINES = "=-~"
"""Below the title, below headings of level 1, and below all others."""


def plain_text(document: Document) -> str:
    """The document in lines of at most 72 columns where no longer word or address stands; UTF-8, with line feeds.

    Links have their addresses behind them in brackets, headings are underlined, pictures said in words.
    """
    written = _Written()
    lines: list[str] = []
    edges = [_line(document.running), _line(document.mark)]
    _add(lines, [each for each in edges if each])
    if document.logo:
        _add(lines, _wrapped(in_words(document.logo).spans, WIDTH))
    _add(lines, _underlined(_line(document.title) or "Untitled", 0, WIDTH))
    _add(lines, written.blocks(document.blocks, WIDTH))
    if note := _line(document.note):
        _add(lines, ["-" * WIDTH, *_filled(note, WIDTH)])
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Written:
    """The lines of blocks, in the order of the document."""

    def __init__(self) -> None:
        self.levels = Levels()

    def blocks(self, found: Iterable[Block], width: int) -> list[str]:
        """Lines of all blocks, with an empty one between two."""
        lines: list[str] = []
        for each in opened(found):
            _add(lines, self.block(each, max(width, NARROWEST)))
        return lines

    def block(self, block: Block, width: int) -> list[str]:
        """Lines of one block."""
        match block:
            case Heading():
                words = _line(block.text)
                return _underlined(words, self.levels.level(block), width) if words else []
            case Paragraph(spans):
                return _wrapped(spans, width)
            case Table():
                return _table(block, width)
            case Figure():
                return _wrapped(in_words(block).spans, width)
            case Blank(lines):
                return (["_" * width, ""] * min(lines, MOST_LINES))[:-1]
            case Cards(items):
                return [line for words in items for line in _after("- ", _filled(_line(words), width - 2))]
            case Question():
                return self.question(block, width)
            case Rule():
                return ["-" * width]
            case List() | Quote() | Facts() | Panel():
                return self.nested(block, width)
            case _:  # a page break
                return []

    def nested(self, block: List | Quote | Facts | Panel, width: int) -> list[str]:
        """Lines of a block that holds blocks."""
        lines: list[str] = []
        match block:
            case List(items, ordered):
                for at, item in enumerate(items, 1):
                    sign = f"{at}. " if ordered else "- "
                    inner = self.blocks(item, width - len(sign))
                    lines += _after(sign, inner)
                return lines
            case Quote(inner):
                return [f"> {line}" for line in self.blocks(inner, width - 2)]
            case Panel(title, inner):
                _add(lines, _filled(_line(title), width - 2))
                _add(lines, self.blocks(inner, width - 2))
                return [f"| {line}" for line in lines]
            case Facts(pairs):
                for name, told in pairs:
                    inner = self.blocks(told, width - 3)
                    if len(inner) == 1 and len(name) + len(inner[0]) + 2 <= width:
                        lines.append(f"{_line(name)}: {inner[0]}")
                        continue
                    lines += [*_filled(f"{_line(name)}:", width), *(f"   {line}" for line in inner)]
                return lines

    def question(self, found: Question, width: int) -> list[str]:
        """The question, its options under letters, and where it is to be shown the answer."""
        number = f"{found.number}. "
        lines = _after(number, _wrapped([Span(found.stem)], width - len(number)))
        for at, option in enumerate(found.options, 1):
            sign = f"   {letter(at)}. "
            lines += _after(sign, _wrapped([Span(option)], width - len(sign)))
        for line in after_options(found):
            _add(lines, [f"   {each}" for each in _wrapped(line.spans, width - 3)])
        return lines


def _table(found: Table, width: int) -> list[str]:
    """Each row as lines of "heading: cell", or of its cells where there are no headings."""
    lines: list[str] = []
    headings = [_line("".join(map(_told, cell))) for cell in found.header]
    for row in found.rows:
        cells = [" ".join("".join(map(_told, cell)).split()) for cell in row]
        if headings:
            named = zip_longest(headings, cells, fillvalue="")
            texts = [f"{name}: {cell}".rstrip() if name else cell for name, cell in named]
            _add(lines, [line for each in texts for line in _filled(each, width)])
        else:
            lines += _filled(" | ".join(cells), width)
    return lines if found.rows else _filled(" | ".join(headings), width)


def _wrapped(spans: Iterable[Span], width: int) -> list[str]:
    lines = "".join(map(_told, spans)).strip("\n").split("\n")
    return [short for line in lines for short in _filled(line, width) or [""]] if any(map(str.strip, lines)) else []


def _told(span: Span) -> str:
    """The words of a span, with the address of its link unless they are the address."""
    words, link = storable(span.text), _line(span.link)
    leads = link.lower().startswith(ADDRESSES) and words.strip()
    return f"{words} ({link})" if leads and words.strip() not in (link, link.partition(":")[2]) else words


def _filled(words: str, width: int) -> list[str]:
    """The words in lines; one that is longer than a line, such as an address, stands on a line of its own."""
    return textwrap.wrap(words, max(width, NARROWEST), break_long_words=False, break_on_hyphens=False)


def _underlined(words: str, level: int, width: int) -> list[str]:
    lines = _filled(words, width)
    return [*lines, UNDERLINES[min(level, 2)] * min(max(map(len, lines)), width)]


def _after(sign: str, lines: list[str]) -> list[str]:
    """The lines behind a sign, under each other."""
    first, *others = lines or [""]
    return [sign + first, *(" " * len(sign) + line if line else "" for line in others)]


def _add(lines: list[str], more: Iterable[str]) -> None:
    """Add these lines, if there are any, after an empty one."""
    added = [*more]
    if added and lines:
        lines.append("")
    lines += added


def _line(words: str) -> str:
    return " ".join(storable(words).split())
