"""Finds the lessons that have most to do with another one, and says in words what they have in common.

What few lessons share says most: every theme, kind of change, type of harm and agency counts by its rarity, and so
does every word of the title. Read from the snapshot alone, so it takes no statement and knows nothing that is hidden.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np

from kb.lessons.queries.published import PublishedLesson
from kb.search.columns import Mask
from kb.search.edits import Array
from kb.search.facet_values import LISTS
from kb.search.marking import forms
from kb.search.scoring import Scoring, rarity, saturated
from kb.search.snapshot import Snapshot
from kb.search.words import WORD

MOST = 4
WEIGHTS = MappingProxyType({"themes": 1.0, "kinds_of_change": 0.5, "harm_types": 0.4, "agencies": 0.2})
"""How much of the worth of its rarity a shared value counts."""
TITLE_WEIGHT = 0.5
FEWEST_WORDS = 2
"""Words of the title that a lesson has to share if it shares no theme."""
COMMON, MANY = 0.1, 100
"""A word that more than this part of all titles have, and more than so many, says too little to be looked at."""
MOST_THEMES = 3
"""Shared themes that are named."""
FINE = 1_000_000
"""Scores are compared to so many parts of one; lessons with the same go by age."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of the lesson that others may have too."""

    facet: str
    label: str
    code: int


@dataclass(frozen=True, slots=True)
class _TitleWord:
    """A word of the title as written, the rows that have it in theirs, and what it is worth there."""

    written: str
    rows: Array
    worth: Array


@dataclass(frozen=True, slots=True)
class Related:
    """A lesson that has to do with another, by its number, and what both have."""

    id: int
    reason: str


def related(snapshot: Snapshot, lesson: PublishedLesson, hidden: Collection[int]) -> list[Related]:
    """The lessons that have most to do with this one, at most four; of equals the newest.

    Each shares a theme with it, or at least two words of the title. Without an index the titles are left out.
    """
    table = snapshot.table.without(hidden)
    values = _values(snapshot, lesson)
    weights = {v.code: WEIGHTS[v.facet] * rarity(table.size, int(table.totals[v.code])) for v in values}
    scores = table.columns.sums(weights)
    with_theme = table.columns.rows_with_any(value.code for value in values if value.facet == "themes")
    in_title = np.zeros(table.size, np.int8)
    title = _title_words(snapshot, lesson.title)
    for word in title:
        scores[word.rows] += word.worth
        in_title[word.rows] += 1
    wanted = (with_theme | (in_title >= FEWEST_WORDS)) & snapshot.visible(hidden) & (table.ids != lesson.id)
    best = _best(wanted, scores, table.age)
    return [Related(int(table.ids[row]), _reason(snapshot, row, values, title)) for row in best]


def _values(snapshot: Snapshot, lesson: PublishedLesson) -> list[_Value]:
    """What of this lesson another one may share; "not known" is nothing to share."""
    labels = {"themes": lesson.themes, **{f: lesson.values.get(LISTS[f], ()) for f in WEIGHTS if f in LISTS}}
    code = snapshot.table.vocabulary.code
    found = [(facet, label.label, code(facet, label.slug)) for facet, several in labels.items() for label in several]
    return [_Value(facet, label, number) for facet, label, number in found if number is not None]


_known_words: WeakKeyDictionary[Snapshot, dict[str, tuple[Array, Array]]] = WeakKeyDictionary()
"""For each snapshot the rows of the words of titles, and what they are worth there: as much as all titles at most."""


def _title_words(snapshot: Snapshot, title: str) -> list[_TitleWord]:
    """The words of a title, but for those that very many titles have, and what each is worth there."""
    if snapshot.scoring is None:
        return []
    known = _known_words.setdefault(snapshot, {})
    found = []
    for stemmed, written in {forms(word)[1]: word for word in WORD.findall(title)}.items():
        if stemmed and stemmed not in known:
            known[stemmed] = _in_titles(snapshot, snapshot.scoring, stemmed)
        if stemmed and len(known[stemmed][0]):
            found.append(_TitleWord(written, *known[stemmed]))
    return found


def _in_titles(snapshot: Snapshot, scoring: Scoring, stemmed: str) -> tuple[Array, Array]:
    """The rows that have a word in their title, and its worth there (BM25); none where that says too little."""
    numbers, counts = scoring.index.postings("title", stemmed)
    if len(numbers) > max(MANY, scoring.documents * COMMON):
        numbers, counts = numbers[:0], counts[:0]
    rows = snapshot.rows[numbers]
    worth = rarity(scoring.documents, len(numbers)) * saturated(counts / scoring.norms["title"][numbers])
    return rows[rows >= 0].astype(np.int32), (TITLE_WEIGHT * worth[rows >= 0]).astype(np.float32)


def _best(wanted: Mask, scores: Array, age: Array) -> list[int]:
    rows = np.flatnonzero(wanted)
    worth = np.rint(scores[rows].astype(np.float64) * FINE).astype(np.int64) * len(age) - age[rows]
    if len(rows) > MOST:
        best = np.argpartition(worth, -MOST)[-MOST:]
        rows, worth = rows[best], worth[best]
    best_first: list[int] = rows[np.argsort(-worth)].tolist()
    return best_first


# --- the reason


def _reason(snapshot: Snapshot, row: int, values: Sequence[_Value], title: Sequence[_TitleWord]) -> str:
    """What both lessons have, in one or two sentences."""
    theirs = set(snapshot.table.columns.lists.of_row(row).tolist())
    both: dict[str, list[str]] = {facet: [] for facet in WEIGHTS}
    for value in values:
        if value.code in theirs:
            both[value.facet].append(value.label)
    if both["themes"]:
        said = f"Also about {_joined(both['themes'][:MOST_THEMES])}."
    else:
        shared = [f"“{word.written}”" for word in title if row in word.rows]
        said = f"Its title has {_joined(shared)} too."
    for facet, what in (("kinds_of_change", "kind of change"), ("harm_types", "type of harm"), ("agencies", "agency")):
        if both[facet]:
            return f"{said} The same {what}: {both[facet][0]}."
    return said


def _joined(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
