"""A text on as many slides as it needs: all of its sentences in their order, or none of them.

What a lesson found or what came of it is never shown in part: a sentence may be the caveat of the one before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from kb.core.statements import END, leans
from kb.documents.on_slides import WORDS
from kb.documents.passages import Passage, passages, regrouped
from kb.documents.tree import Block, Figure

MOST_PAGES = 5
"""Slides that one text may fill, about 150 words: a longer one stays whole on the sheet and in the notes, and a slide
only says so."""
SLIDE, WITHIN, LEANING, ANNOUNCED = 500.0, 25.0, 15.0, 1000.0
POINT, THIN = 600.0, 60.0
"""What it costs to begin a slide at all, within a paragraph, with a sentence that leans on the one before, and right
after one that announces what comes; then within a point of a list, and to have a slide of fewer than `FEWEST` words.
Only what is announced, and a point that has room on one slide, are worth a slide more; among ways with as many slides,
a full one costs about twice as much as two that are half full."""
FEWEST = 14
"""Words of a text that a slide has at least, if other slides of it can give some away: about two lines."""

Page: TypeAlias = tuple[Block, ...]
Fits: TypeAlias = Callable[[Page], bool]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph or a point, from one place in its words to another."""

    passage: int
    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return count(self.text)


@dataclass(frozen=True, slots=True)
class _Best:
    """How the sentences up to some place are divided best: on how many slides, at what cost, and where each begins."""

    starts: tuple[int, ...] = ()
    cost: float = 0.0


def count(words: str) -> int:
    """How many words these are."""
    return len(words.split())


def words_of(blocks: Iterable[Block]) -> int:
    """How many words blocks have on a slide."""
    return count(said_of(blocks))


def said_of(blocks: Iterable[Block]) -> str:
    """All words that blocks have on a slide, paragraph after paragraph."""
    return "\n".join(each.text for each in passages(blocks) if isinstance(each, Passage))


def divided(blocks: Iterable[Block], fits: Fits) -> list[Page]:
    """The text on as few slides as can be; none at all where it needs more than `MOST_PAGES`, or has a sentence that
    no slide has room for. `fits` says whether a slide has room for such blocks."""
    flow = [*passages(blocks)]
    told = [each for each in flow if isinstance(each, Passage)]
    sentences = [*_sentences(told)]
    if any(isinstance(each, Figure) for each in flow) or sum(each.words for each in sentences) > MOST_PAGES * WORDS:
        return []
    best: list[_Best | None] = [_Best()]
    for end in range(1, len(sentences) + 1):
        best.append(_up_to(end, sentences, best, told, lambda page: fits(_page(told, page))))
    starts = last.starts if (last := best[-1]) else ()
    if not starts or len(starts) > MOST_PAGES:
        return []
    ends = (*starts[1:], len(sentences))
    return [_page(told, sentences[start:end]) for start, end in zip(starts, ends, strict=True)]


def _sentences(told: Sequence[Passage]) -> Iterator[_Sentence]:
    for number, each in enumerate(told):
        starts = [0, *(found.end() for found in END.finditer(each.text))]
        for start, end in zip(starts, [*starts[1:], len(each.text)], strict=True):
            yield _Sentence(number, start, end, each.text[start:end])


def _up_to(
    end: int,
    sentences: Sequence[_Sentence],
    best: Sequence[_Best | None],
    told: Sequence[Passage],
    fits: Callable[[Sequence[_Sentence]], bool],
) -> _Best | None:
    """The best way to divide the sentences before this place; None where there is none."""
    found: list[_Best] = []
    for start in reversed(range(end)):
        words = sum(each.words for each in sentences[start:end])
        if words > WORDS:
            break
        if (before := best[start]) and fits(sentences[start:end]):
            thin = THIN if words < FEWEST else 0.0
            cost = before.cost + _cost(sentences, start, told) + thin + words * words / WORDS
            found.append(_Best((*before.starts, start), cost))
    return min(found, key=lambda each: each.cost, default=None)


def _cost(sentences: Sequence[_Sentence], start: int, told: Sequence[Passage]) -> float:
    """What it costs to begin a slide here."""
    if start == 0:
        return SLIDE
    before, first = sentences[start - 1], sentences[start]
    if before.text.rstrip().endswith(":"):
        return ANNOUNCED
    within = POINT if told[first.passage].mark else WITHIN
    return SLIDE + (within if before.passage == first.passage else 0.0) + (LEANING if leans(first.text) else 0.0)


def _page(told: Sequence[Passage], sentences: Sequence[_Sentence]) -> Page:
    """These sentences as a slide has them, in the paragraphs and points that they are of."""
    page: list[Passage] = []
    for number, group in groupby(sentences, key=lambda each: each.passage):
        found = [*group]
        start, end = found[0].start, found[-1].end
        whole = told[number]
        page.append(whole.cut(end)[0] if start == 0 else replace(whole.cut(end)[0].cut(start)[1], small=whole.small))
    return regrouped(page)
