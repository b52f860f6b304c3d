"""A document as a deck: what stands on each slide, so divided that all of it has room, and what is said to it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count
from typing import Literal, TypeAlias

from kb.core.statements import sentences
from kb.documents.fitting import APART, BOXES, SET_IN, SMALL, Box, height, lead, line_ends, line_height, shortened
from kb.documents.passages import Flow, Passage, Points, letter, one_line, options, passages, regrouped
from kb.documents.tree import (
    Block,
    Document,
    Facts,
    Figure,
    List,
    Panel,
    Paragraph,
    Part,
    Question,
    Quote,
    Slide,
    Span,
    text,
)

WORDS = 40
"""The body of a slide has no more: who reads does not listen."""
MOST, MOST_REFERENCE = 4, 40
"""Slides that one text may fill; the rest of it is in the notes."""
LONGEST = 2000
"""Characters of a paragraph that are looked at for one slide: more never have room."""
REST = "More of this is in the notes."
ASK = "Read out the question and its options and let everybody choose one. The answer is on the next slide."
Kind: TypeAlias = Literal["title", "body", "long", "picture", "question", "answer", "reference"]
_OF_A_SLIDE = tuple(each.name for each in fields(Slide))
# Where a paragraph may be cut, best first, and how much of what has room should then be before the cut.
_CUTS = ((re.compile(r"[.!?…][\"'”’)]* "), 0.4), (re.compile(r"[,;:–—][\"'”’)]* "), 0.6))


@dataclass(frozen=True)
class Shown(Slide):
    """A slide that has room for what it says. Its blocks are paragraphs and `Points`, or one `Figure`."""

    kind: Kind = "body"


def slides(document: Document) -> tuple[Shown, ...]:
    """The deck: a title, every slide of the document in order, and each question, with its answer on the next.

    Whatever the document says: each title is there once and short enough, each slide has notes, and none has more
    words or lines than have room (`WORDS`, `kb.documents.fitting`). What has no room is in the notes. The minutes of
    a slide that is divided are those of its first.
    """
    titles = _Titles()
    opening = [text(words) for words in (document.mark, document.running) if words.strip()]
    said = [text(document.note)] if document.note.strip() else []
    first = Shown(document.title, tuple(opening), tuple(said), kind="title")
    return tuple(page for each in (first, *_told(document.blocks)) for page in _divided(each, titles))


def on_one(slide: Slide) -> bool:
    """Whether one slide has room for it."""
    box = BOXES[_kind(slide)][1]
    return not _filled([*passages(slide.blocks)], box, WORDS, box.height)[1]


def _told(blocks: Iterable[Block]) -> Iterator[Shown]:
    """The slides among the blocks, however deep within others."""
    for each in blocks:
        match each:
            case Slide():
                yield Shown(**{name: getattr(each, name) for name in _OF_A_SLIDE}, kind=_kind(each))
            case Question():
                yield from _asked(each)
            case Panel(blocks=inner) | Part(blocks=inner) | Quote(blocks=inner):
                yield from _told(inner)
            case List(items=parts):
                yield from (slide for part in parts for slide in _told(part))
            case Facts(pairs):
                yield from (slide for _, part in pairs for slide in _told(part))
            case _:
                pass


def _title(slide: Slide) -> str:
    return one_line(slide.title) or "Untitled"


def _kind(slide: Slide) -> Kind:
    """What a slide is that no question makes: one with a long title has less room below it."""
    if slide.reference:
        return "reference"
    return "body" if BOXES["body"][0].holds(f"{_title(slide)} (2 of {MOST})") else "long"


def _asked(question: Question) -> Iterator[Shown]:
    name = f"Question {question.number}"
    whole = (one_line(f"{each} {question.stem}") for each in (f"{name}:", f"{question.number}."))
    title = next((each for each in whole if BOXES["question"][0].holds(each)), name)
    asked = (text(question.stem), options(question)) if title == name else (options(question),)
    yield Shown(title, asked, (text(ASK),), kind="question")
    right = question.options[question.answer - 1 : question.answer]
    told = tuple((Paragraph((Span(each, bold=True),)),) for each in right)
    answer = Points(told, ordered=True, first=question.answer, lettered=True)
    reason = _reason(question.explanation, WORDS - sum(len(each.split()) for each in right))
    source = (text(f"Source: {question.source}"),) if question.source.strip() else ()
    notes = (text(f"{letter(question.answer)} is right."), text(question.explanation), *source)
    title = f"Answer to question {question.number}"
    yield Shown(title, (answer, *reason), notes, source=one_line(question.source), kind="answer")


def _reason(explanation: str, most: int) -> Iterator[Paragraph]:
    """Whole sentences from its start that have so many words at most."""
    kept: list[str] = []
    for each in sentences(one_line(explanation)):
        if len(" ".join((*kept, each)).split()) > most:
            break
        kept.append(each)
    if kept:
        yield text(" ".join(kept))


class _Titles:
    """Gives every slide of a deck a title of its own that has room."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.times: Counter[str] = Counter()

    def of(self, title: str, kinds: Sequence[Kind]) -> list[str]:
        """Titles of slides that one text fills; a number says the how manieth of this title it is."""
        for number in count(self.times[title.casefold()] + 1):
            again = "" if number == 1 else f" ({number})"
            pages = [again, *(f"{again} ({at} of {len(kinds)})" for at in range(2, len(kinds) + 1))]
            found = [shortened(title, page, BOXES[kind][0]) for kind, page in zip(kinds, pages, strict=True)]
            folded = {each.casefold() for each in found}
            if not folded & self.taken:
                self.taken |= folded
                self.times[title.casefold()] = number
                return found
        raise AssertionError("numbers have no end")


def _divided(slide: Shown, titles: _Titles) -> Iterator[Shown]:
    """The slide on as many as it needs, with notes that say what is shown, and all that has no room."""
    title = _title(slide)
    most = {"title": 1, "reference": MOST_REFERENCE}.get(slide.kind, MOST)
    pages, rest = _pages([*passages(slide.blocks)], BOXES[slide.kind][1], most)
    kinds: list[Kind] = ["picture" if page and isinstance(page[0], Figure) else slide.kind for page in pages]
    names = titles.of(title, kinds)
    for at, (name, page, kind) in enumerate(zip(names, pages, kinds, strict=True)):
        notes = _notes(slide, title, name) if at == 0 else [text(f"This goes on from: {names[at - 1]}")]
        if rest and at == len(pages) - 1:
            notes += [text("What the slide has no room for:"), *regrouped(rest)]
        minutes = slide.minutes if at == 0 else 0
        yield replace(slide, title=name, blocks=regrouped(page), notes=tuple(notes), minutes=minutes, kind=kind)


def _notes(slide: Shown, title: str, name: str) -> list[Block]:
    notes: list[Block] = []
    if not name.startswith(title):
        notes.append(text(f"The whole title: {title}"))
    if slide.minutes:
        notes.append(text(f"Time: {slide.minutes} minute{'s' * (slide.minutes != 1)}."))
    said = regrouped([*passages(slide.notes)])
    return [*notes, *(said or [text(f"Say what this slide is about: {title}")])]


def _pages(flow: list[Flow], box: Box, most: int) -> tuple[list[list[Flow]], list[Flow]]:
    """What stands on each slide, and what has no room on so many. The last then says that there is more."""
    pages, rest, last = _greedy(flow, box, most, WORDS)
    if rest:
        if not isinstance(last[0], Figure):
            page, rest = _filled(last, box, WORDS - len(REST.split()), box.height - height(REST, box))
            pages[-1] = [*page, Passage((Span(REST),))]
        return pages, rest
    spoken = sum(len(each.text.split()) for each in flow if isinstance(each, Passage))
    for words in range(-(-spoken // max(len(pages), 1)), WORDS if 1 < len(pages) <= MOST else 0):
        even, rest, _ = _greedy(flow, box, len(pages), words)  # rather two slides half full than one full, one empty
        if not rest:
            return even, rest
    return pages or [[]], []


def _greedy(flow: list[Flow], box: Box, most: int, enough: int) -> tuple[list[list[Flow]], list[Flow], list[Flow]]:
    """Slides with as much as has room on each, what is left over, and all from the last slide on."""
    pages: list[list[Flow]] = []
    before = flow
    while flow and len(pages) < most:
        before = flow
        page, flow = _filled(flow, box, WORDS, box.height, enough)
        pages.append(page)
    return pages, flow, before


def _filled(flow: list[Flow], box: Box, words: int, room: float, enough: int = WORDS) -> tuple[list[Flow], list[Flow]]:
    """As much as has room, at least a letter, and what is left over. A picture has a slide of its own.

    Where so many words are `enough`, a paragraph that would bring more begins the next slide.
    """
    page: list[Flow] = []
    for at, each in enumerate(flow):
        if isinstance(each, Figure):
            return (page, flow[at:]) if page else ([each], flow[1:])
        said, where = each.text[:LONGEST], _where(each, box)
        long = len(said.split()) + WORDS * (len(each.text) > LONGEST)
        high = height(lead(each.mark, box) + said, where, indent=each.depth * SET_IN)
        if long <= words and high <= room and (long <= enough or not page):
            page.append(each)
            words, room, enough = words - long, room - high, enough - long
            continue
        alone = long <= WORDS and high <= box.height
        end = 0 if page and alone else _end(each, where, min(words, max(enough, 1)), room)
        kept, left = each.cut(end) if end else (None, each)
        return _parted([*page, *([kept] if kept else [])], [left, *flow[at + 1 :]])
    return page, []


def _where(passage: Passage, box: Box) -> Box:
    size = min(box.size, SMALL) if passage.small else box.size
    return replace(box, size=size, bold=any(span.bold for span in passage.spans))


def _end(passage: Passage, box: Box, words: int, room: float) -> int:
    """Where to cut a paragraph so that what is before has room: after a sentence or a comma if one is near."""
    mark, said = lead(passage.mark, box), passage.text[:LONGEST]
    lines = int((room - APART) / line_height(said, box))
    if lines < 1 or words < 1:
        return 0
    ends = [*line_ends(mark + said, box, indent=passage.depth * SET_IN)]
    last = max(ends[min(lines, len(ends)) - 1] - len(mark), 1)
    enough = [found.end() for found in re.finditer(r"\S+", said)][words - 1 : words]
    last = min([last, *enough])
    for sign, least in _CUTS:
        ends = [found.end() for found in sign.finditer(said[:last])]
        if ends and ends[-1] > last * least:
            return ends[-1]
    return last


def _parted(page: list[Flow], left: list[Flow]) -> tuple[list[Flow], list[Flow]]:
    """The same, but a heading goes with what is under it, and what begins a slide is not set in without reason."""
    if len(page) > 1 and _heads(page[-1]):
        left = [page.pop(), *left]
    first = left[0]
    if isinstance(first, Passage) and first.depth and not first.mark:
        left = [replace(first, depth=0), *left[1:]]
    end = next((at for at, each in enumerate(left) if isinstance(each, Figure) or each.depth < 2), len(left))
    return page, [*(replace(each, depth=1) for each in left[:end] if isinstance(each, Passage)), *left[end:]]


def _heads(flow: Flow) -> bool:
    """Whether it is a heading, or announces what comes after it."""
    bold = isinstance(flow, Passage) and all(span.bold for span in flow.spans)
    return isinstance(flow, Passage) and not flow.mark and (bold or flow.text.endswith(":"))
