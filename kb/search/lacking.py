"""Which of the typed words lessons lack: those that no lesson has, and those that one result is without."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from kb.search.parsing import Q, pieces
from kb.search.query import Hits
from kb.search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Lacking:
    """Words and phrases as they were typed, each once."""

    everywhere: tuple[str, ...] = ()
    """Those that no lesson has, in any form or by another name."""
    by_lesson: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Of each lesson of the page that has not all of them, by its id."""


def lacking(snapshot: Snapshot, hits: Hits, hidden: Collection[int]) -> Lacking:
    """What an answer lacks; a word that only `hidden` lessons have is one that no lesson has. Raises Damaged."""
    behind = (hits.page - 1) * hits.size + len(hits.ids)
    if snapshot.scoring is None or not hits.understood.expression.clauses or 0 < behind <= hits.with_all:
        return Lacking()
    clauses = list(snapshot.scoring.meeting(hits.understood.expression))
    typed = _typed(hits.understood.text)
    rows = snapshot.table.rows_of(np.array(hits.ids, np.int64))
    met = [np.logical_or.reduce([found.mask(snapshot.table.size)[rows] for found in clause]) for clause in clauses]
    by_lesson = {
        number: _each(word for word, has in zip(typed, met, strict=False) if not has[place])
        for place, number in enumerate(hits.ids)
    }
    everywhere: tuple[str, ...] = ()
    if not hits.with_all:
        visible = snapshot.visible(hidden)
        known = [any(found.among(visible) for found in clause) for clause in clauses]
        everywhere = _each(word for word, somewhere in zip(typed, known, strict=False) if not somewhere)
    return Lacking(everywhere, {number: words for number, words in by_lesson.items() if words})


def _typed(text: str) -> list[str]:
    """What was typed for each clause."""
    wanted = (piece for piece in pieces(text)[0] if piece.term and not piece.unwanted)
    return [text[piece.start : piece.end].strip(Q) for piece in wanted]


def _each(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the capitals in which it was typed first."""
    once: dict[str, str] = {}
    for word in words:
        once.setdefault(word.casefold(), word)
    return tuple(once.values())
