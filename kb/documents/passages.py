"""Blocks as passages, the paragraphs and points that stand on a slide one below the other, and back again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, repeat, zip_longest
from typing import TypeAlias

from kb.documents.tree import (
    Block,
    Facts,
    Figure,
    Heading,
    List,
    Panel,
    Paragraph,
    Part,
    Question,
    Quote,
    Slide,
    Span,
    Table,
    text,
)  # fmt: skip

DEEPEST = 2
"""Lists within lists that a slide shows; what is nested deeper stands on the last level that counts."""
BULLET = "•"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What no XML can hold: control characters, lone halves of a pair, and two that are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Points(List):
    """A list that may begin in the middle, because a slide before it has the rest, and may have letters."""

    first: int = 1
    lettered: bool = False


@dataclass(frozen=True)
class Passage:
    """One paragraph, without line feeds. `mark` is a bullet, a number or a letter; without, it has none."""

    spans: tuple[Span, ...]
    depth: int = 0
    """0 outside lists, 1 in a list, 2 in a list within a list."""
    mark: str = ""
    small: bool = False
    """Whether it is in smaller letters than the others."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans)

    def cut(self, at: int) -> tuple["Passage", "Passage"]:
        """The words before this place, and those from there, as a paragraph of its own."""
        before: list[Span] = []
        after: list[Span] = []
        for span in self.spans:
            before.append(replace(span, text=span.text[: max(at, 0)]))
            after.append(replace(span, text=span.text[max(at, 0) :]))
            at -= len(span.text)
        return replace(self, spans=_trimmed(before)), Passage(_trimmed(after), small=self.small)


Flow: TypeAlias = Passage | Figure


def writable(words: str) -> str:
    """The words without what no office file can hold, and with single spaces; line feeds stay."""
    kept = _UNWRITABLE.sub("", re.sub("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", words))
    return _SPACES.sub(" ", kept)


def one_line(words: str) -> str:
    """The same on a single line."""
    return " ".join(writable(words).split())


def passages(blocks: Iterable[Block], depth: int = 0) -> Iterator[Flow]:
    """What the blocks say, in order: tables and facts as points, pictures between. Rules and blanks say nothing."""
    for each in blocks:
        match each:
            case Paragraph(spans, small):
                yield from (replace(line, small=small) for line in _lines(spans, depth))
            case Heading(_, words):
                yield from _lines([Span(words, bold=True)], depth)
            case List():
                for mark, item in zip(_marks(each), each.items, strict=False):
                    yield from _marked(passages(item, depth + 1), mark, depth + 1)
            case Figure():
                yield each
            case Table():
                yield from _rows(each, depth + 1)
            case Facts(pairs):
                for name, told in pairs:
                    yield from _marked(_fact(name, told, depth + 1), BULLET, depth + 1)
            case _:
                yield from passages(_within(each), depth)


def regrouped(flow: Sequence[Flow], depth: int = 0) -> tuple[Block, ...]:
    """Blocks that say the same: paragraphs, pictures and lists (`Points`)."""
    found: list[Block] = []
    at = 0
    while at < len(flow):
        if isinstance(each := flow[at], Figure):
            found.append(each)
            at += 1
        elif each.depth <= depth:
            found.append(Paragraph(each.spans, each.small))
            at += 1
        else:
            end = next((to for to in range(at, len(flow)) if _depth(flow[to]) <= depth), len(flow))
            found += _lists(flow[at:end], depth + 1)
            at = end
    return tuple(found)


def options(question: Question) -> Points:
    """What may be chosen, with letters."""
    return Points(tuple((text(each),) for each in question.options), ordered=True, lettered=True)


def letter(number: int) -> str:
    """The letter of an option, from 1; the number itself where the letters are at an end."""
    return LETTERS[number - 1] if 1 <= number <= len(LETTERS) else str(number)


def following(mark: str) -> str:
    """The mark of the point that comes after."""
    if mark.isdigit():
        return str(int(mark) + 1)
    return letter(LETTERS.index(mark) + 2) if mark.isalpha() else mark


def _within(block: Block) -> tuple[Block, ...]:
    match block:
        case Quote(inner):
            return inner
        case Panel(title, inner):
            return (Heading(1, title), *inner)
        case Part(_, inner):
            return inner
        case Slide(title, inner, notes):
            return (Heading(1, title), *inner, *notes)
        case Question():
            return (text(block.stem), options(block))
    return ()


def _lines(spans: Iterable[Span], depth: int) -> Iterator[Passage]:
    """A paragraph for each line; spaces are single, also where two spans meet."""
    line: list[Span] = []
    for span in spans:
        first, *more = writable(span.text).split("\n")
        line.append(replace(span, text=first))
        for words in more:
            yield from _filled(line, depth)
            line = [replace(span, text=words)]
    yield from _filled(line, depth)


def _filled(line: Iterable[Span], depth: int) -> Iterator[Passage]:
    if spans := _trimmed(line):
        yield Passage(spans, min(depth, DEEPEST))


def _trimmed(line: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that hold something, without spaces at both ends and with single ones between."""
    kept: list[Span] = []
    before = " "
    for span in line:
        words = span.text.lstrip(" ") if before == " " else span.text
        if words:
            kept.append(replace(span, text=words))
            before = words[-1]
    while kept and not (last := kept[-1].text.rstrip(" ")):
        kept.pop()
    return (*kept[:-1], replace(kept[-1], text=last)) if kept else ()


def _marks(found: List) -> Iterator[str]:
    if not found.ordered:
        return repeat(BULLET)
    first = found.first if isinstance(found, Points) else 1
    return map(letter if isinstance(found, Points) and found.lettered else str, count(first))


def _marked(flow: Iterable[Flow], mark: str, depth: int) -> Iterator[Flow]:
    """The same, and the first paragraph is the point that the others belong to."""
    for at, each in enumerate(flow):
        of_this = at == 0 and isinstance(each, Passage) and not each.mark and each.depth == min(depth, DEEPEST)
        yield replace(each, mark=mark) if of_this and isinstance(each, Passage) else each


def _fact(name: str, told: tuple[Block, ...], depth: int) -> Iterator[Flow]:
    match told:
        case (Paragraph(spans), *rest):
            yield from _lines((Span(f"{name}: ", bold=True), *spans), depth)
            yield from passages(rest, depth)
        case _:
            yield from _lines([Span(name, bold=True)], depth)
            yield from passages(told, depth)


def _rows(table: Table, depth: int) -> Iterator[Passage]:
    """A point for each row: what each column is called, and what stands in it."""
    for at, row in enumerate(table.rows or ((),)):
        cells = []
        for header, cell in zip_longest(table.header, row, fillvalue=()):
            named = "".join(span.text for span in header).strip()
            if at == 0 or any(span.text.strip() for span in cell):
                cells.append((*([Span(f"{named}: " if cell else named, bold=True)] if named else []), *cell))
        spans = [span for cell in cells for span in (Span("; "), *cell)][1:]
        yield from (replace(each, mark=BULLET) for each in _lines([_flat(span) for span in spans], depth))


def _flat(span: Span) -> Span:
    return replace(span, text=span.text.replace("\n", " "))


def _depth(flow: Flow) -> int:
    return 0 if isinstance(flow, Figure) else flow.depth


def _lists(flow: Sequence[Flow], depth: int) -> Iterator[Points]:
    """Lists of these points, which are all so deep or deeper: one as long as marks follow each other."""
    items: list[list[Flow]] = []
    for each in flow:
        if (isinstance(each, Passage) and each.depth == depth and each.mark) or not items:
            items.append([])
        items[-1].append(each)
    marks = [item[0].mark if isinstance(item[0], Passage) else "" for item in items]
    begin = 0
    for at in range(1, len(items) + 1):
        if at == len(items) or marks[at] != following(marks[at - 1]):
            yield _list(items[begin:at], marks[begin], depth)
            begin = at


def _list(items: Iterable[list[Flow]], mark: str, depth: int) -> Points:
    filled = tuple(regrouped(item, depth) for item in items)
    lettered = mark.isalpha()
    first = LETTERS.index(mark) + 1 if lettered else int(mark or 0) if mark.isdigit() else 1
    return Points(filled, ordered=mark.isalnum(), first=first, lettered=lettered)
