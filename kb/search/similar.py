"""Which published lessons say much the same as a text that is being written.

A lesson is as alike as what it has of what the words of the text tell (`drafts.py`), which no change of their order
and no left out or moved sentence alters much. It has the same finding if it has more of it than any would by chance:
the more lessons there are, and the more common the words, the more that has to be. It may be the *same* lesson if it
has most of it, and if no other lesson has much of the rest: a text made of two lessons is neither of them.

How far the limits were tried is told in docs/search.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from kb.core.text import joined
from kb.search.drafts import Compared, Draft, compared
from kb.search.edits import Array
from kb.search.facets import FacetTable
from kb.search.snapshot import Snapshot

MOST = 8
"""Lessons that are named."""
ALIKE = 0.24
"""Share of a text from which on a lesson is said to have the same finding, if it is more than chance would bring."""
SAME, ALONE = 0.45, 0.33
"""The share from which on it may be the same lesson, and by how much it must exceed what another has of the rest."""
MOST_WORDS = 3
"""Words that are named as a reason."""
NEAREST = 10
"""Lessons whose themes speak for those of the text."""
MOST_KEPT = 100
"""Answers that are kept for one snapshot."""
FINE = 100_000
"""Scores are compared to so many parts of one; of lessons with the same the newer is first."""


@dataclass(frozen=True, slots=True)
class SimilarLesson:
    """A published lesson that says much the same."""

    id: int
    score: float
    """Share of what the text tells that the lesson tells too: 0 to 1."""
    reason: str
    """What both have, in a sentence."""
    same: bool
    """Whether they are so alike that it may be the same lesson."""


@dataclass(frozen=True, slots=True)
class Similar:
    """The published lessons that say much the same as a text."""

    lessons: tuple[SimilarLesson, ...] = ()
    """The best first, at most eight."""
    times: int = 0
    """How many there are in all."""
    since: int | None = None
    """The earliest year that one of them is from; None where none tells its year."""
    with_change: int = 0
    """How many boards and other organisations documented a change that was done about it.

    Counted are the different organisations of those of these lessons whose status is "done". Organisations whose pages
    list the same lessons, as a board and the one that it became, are one. A lesson without an organisation, or one
    whose organisation is not to be named, counts by itself: nothing tells with which others it would belong together.
    """


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a comparison with all lessons found."""

    similar: Similar
    nearest: tuple[tuple[int, float], ...]
    """Rows and scores of the lessons that have most in common with the text, alike or not; the best first."""
    rarities: Mapping[str, float]
    """How rare each stem of the text is among the lessons, of 0 to 1; empty where there is no index."""


_Kept = dict[tuple[bytes, frozenset[int]], Neighbours]
_kept: WeakKeyDictionary[Snapshot, _Kept] = WeakKeyDictionary()
"""For each snapshot what was found, by the digest of the text and by what was left out."""


def neighbours(snapshot: Snapshot, draft: Draft, left_out: frozenset[int]) -> Neighbours:
    """The lessons like a draft, in which those left out have no part. Raises Damaged."""
    kept = _kept.setdefault(snapshot, {})
    found = kept.get((draft.key, left_out))
    if found is None:
        found = _neighbours(snapshot, compared(snapshot, draft, left_out))
        if len(kept) >= MOST_KEPT:
            kept.clear()  # another thread may be doing the same: nothing is read from the table again
        kept[draft.key, left_out] = found
    return found


def _neighbours(snapshot: Snapshot, found: Compared) -> Neighbours:
    table = snapshot.table
    nearest = _best(found.scores, table.age, NEAREST)
    least = max(ALIKE, min(found.by_chance, SAME))  # where most lessons say it, its words are common
    alike = np.flatnonzero(found.scores >= least)
    similar = Similar()
    if len(alike):
        similar = Similar(
            lessons=tuple(_lesson(table, found, row) for row in nearest[:MOST] if found.scores[row] >= least),
            times=len(alike),
            since=_since(table, alike),
            with_change=_with_change(table, alike),
        )
    return Neighbours(similar, tuple((row, float(found.scores[row])) for row in nearest), found.rarities)


def _best(scores: Array, age: Array, most: int) -> list[int]:
    """The rows with most in common, of those that have anything."""
    rows = np.flatnonzero(scores > 0)
    worth = np.rint(scores[rows].astype(np.float64) * FINE).astype(np.int64) * len(age) - age[rows]
    if len(rows) > most:
        best = np.argpartition(worth, -most)[-most:]
        rows, worth = rows[best], worth[best]
    best_first: list[int] = rows[np.argsort(-worth)].tolist()
    return best_first


def _lesson(table: FacetTable, found: Compared, row: int) -> SimilarLesson:
    score = min(1.0, float(found.scores[row]))
    words = joined(f"“{word}”" for word in found.shared(row, MOST_WORDS))
    same = score >= SAME and score - found.beside(row) >= ALONE
    return SimilarLesson(int(table.ids[row]), score, f"Both say {words}.", same)


# --- counts


def _since(table: FacetTable, rows: Array) -> int | None:
    """The earliest year that one of these lessons is from."""
    years = np.intersect1d(table.columns.lists.of_rows(rows), table.vocabulary.codes("years"))
    return min((int(table.vocabulary.values[code][1].slug) for code in years.tolist()), default=None)


def _with_change(table: FacetTable, rows: Array) -> int:
    """How many organisations of these lessons have one whose change was done; those without one count each."""
    done = table.vocabulary.code("done_statuses", "done")
    if done is None:
        return 0
    rows = rows[table.columns.rows_with_any([done])[rows]]
    organisations = [_organisations(table, row) for row in rows.tolist()]
    named = {codes for codes in organisations if codes}
    return len(named) + sum(not codes for codes in organisations)


def _organisations(table: FacetTable, row: int) -> Sequence[int]:
    """The codes of the organisations whose page lists a lesson; the same for all lessons of one organisation."""
    codes = table.columns.lists.of_row(row)
    return tuple(codes[np.isin(codes, table.vocabulary.codes("organisations"))].tolist())
