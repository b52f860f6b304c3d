"""Finds the lessons that have most to do with another one, and says in words what they have in common.

What few lessons share says most: every theme, type of harm, kind of change and agency counts by its rarity, and so
does every word of the title that few texts have. Themes decide, the rest orders those that share as many. Read from the
snapshot alone, so it takes no statement and knows nothing that is hidden.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np

from kb.core.text import joined
from kb.lessons.queries.published import PublishedLesson
from kb.search.columns import Mask
from kb.search.edits import Array
from kb.search.facet_values import LISTS
from kb.search.marking import forms
from kb.search.scoring import Scoring, rarity, saturated
from kb.search.snapshot import Snapshot
from kb.search.words import WORD

MOST = 4
WEIGHTS = MappingProxyType({"themes": 1.0, "harm_types": 0.2, "kinds_of_change": 0.15, "agencies": 0.05})
"""How much of the worth of its rarity a shared value counts; in the order in which they are named as a reason."""
SAID = MappingProxyType({"harm_types": "type of harm", "kinds_of_change": "kind of change", "agencies": "agency"})
TITLE_WEIGHT = 0.25
FEWEST_WORDS = 2
"""Words of the title that a lesson has to share if it shares no theme."""
COMMON, MANY = 0.05, 3
"""A word that more than this part of all texts have, and more than so many, says too little to be looked at."""
FREQUENT, SEVERAL = 0.25, 6
"""The same of a value other than a theme: it counts, and is not named as a reason."""
MOST_THEMES = 3
"""Shared themes that are named."""
MOST_KEPT = 2_000
"""Answers that are kept for one snapshot."""
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


_Kept = dict[tuple[Hashable, ...], tuple[Related, ...]]
_kept: WeakKeyDictionary[Snapshot, _Kept] = WeakKeyDictionary()
"""For each snapshot what was answered, by all of a lesson that it depends on and by what was hidden."""


def related(snapshot: Snapshot, lesson: PublishedLesson, hidden: Collection[int]) -> tuple[Related, ...]:
    """The lessons that have most to do with this one, at most four; of equals the newest.

    Each shares a theme with it, or at least two rare words of the title. Without an index the titles are left out.
    """
    kept = _kept.setdefault(snapshot, {})
    values = tuple(_values(snapshot, lesson))
    key = (lesson.id, lesson.title, values, frozenset(hidden))
    found = kept.get(key)
    if found is None:
        found = tuple(_related(snapshot, lesson, values, hidden))
        if len(kept) >= MOST_KEPT:
            kept.clear()  # another thread may be doing the same: nothing is read from the table again
        kept[key] = found
    return found


def _related(
    snapshot: Snapshot, lesson: PublishedLesson, values: Sequence[_Value], hidden: Collection[int]
) -> Iterator[Related]:
    table, visible = snapshot.table.without(hidden), snapshot.visible(hidden)
    size = int(np.count_nonzero(visible))
    totals = {value.code: int(table.totals[value.code]) for value in values}
    scores = table.columns.sums({v.code: WEIGHTS[v.facet] * rarity(size, totals[v.code]) for v in values})
    with_theme = table.columns.rows_with_any(value.code for value in values if value.facet == "themes")
    in_title = np.zeros(table.size, np.int8)
    title = _title_words(snapshot, lesson.title, hidden, visible)
    for word in title:
        scores[word.rows] += word.worth
        in_title[word.rows] += 1
    wanted = (with_theme | (in_title >= FEWEST_WORDS)) & visible & (table.ids != lesson.id)
    most = max(SEVERAL, FREQUENT * size)
    said = [value for value in values if value.facet == "themes" or totals[value.code] <= most]
    for row in _best(wanted, scores, table.age):
        yield Related(int(table.ids[row]), _reason(snapshot, row, said, title))


def _values(snapshot: Snapshot, lesson: PublishedLesson) -> list[_Value]:
    """What of this lesson another one may share; "not known" is nothing to share."""
    labels = {"themes": lesson.themes, **{f: lesson.values.get(LISTS[f], ()) for f in WEIGHTS if f in LISTS}}
    code = snapshot.table.vocabulary.code
    found = [(facet, label.label, code(facet, label.slug)) for facet, several in labels.items() for label in several]
    return [_Value(facet, label, number) for facet, label, number in found if number is not None]


_Words = dict[str, tuple[Array, Array]]
_known_words: WeakKeyDictionary[Snapshot, tuple[frozenset[int], _Words]] = WeakKeyDictionary()
"""For each snapshot what was hidden last, and the rows and worth of the words of titles without that."""


def _title_words(snapshot: Snapshot, title: str, hidden: Collection[int], visible: Mask) -> list[_TitleWord]:
    """The words of a title that few texts have, and what each is worth there."""
    if snapshot.scoring is None:
        return []
    last, known = _known_words.get(snapshot, (frozenset[int](), _Words()))
    if last != frozenset(hidden):
        known = {}
    _known_words[snapshot] = frozenset(hidden), known
    found = []
    for stemmed, written in {forms(word)[1]: word for word in WORD.findall(title)}.items():
        folded, _ = forms(written)
        if stemmed and folded not in known:
            known[folded] = _in_titles(snapshot, snapshot.scoring, folded, stemmed, visible)
        if stemmed and len(known[folded][0]):
            found.append(_TitleWord(written, *known[folded]))
    return found


def _in_titles(snapshot: Snapshot, scoring: Scoring, folded: str, stemmed: str, visible: Mask) -> tuple[Array, Array]:
    """The visible rows that have a word in their title, its worth there (BM25); none where that says too little."""
    size = int(np.count_nonzero(visible))
    if len(_visible(snapshot, scoring.index.with_word(folded), visible)[0]) > max(MANY, size * COMMON):
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    numbers, counts = scoring.index.postings("title", stemmed)
    rows, shown = _visible(snapshot, numbers, visible)
    worth = rarity(size, len(rows)) * saturated(counts[shown] / scoring.norms["title"][numbers[shown]])
    return rows.astype(np.int32), (TITLE_WEIGHT * worth).astype(np.float32)


def _visible(snapshot: Snapshot, numbers: Array, visible: Mask) -> tuple[Array, Mask]:
    """The visible rows of documents, and which of the documents have one."""
    rows = snapshot.rows[numbers]
    shown: Mask = rows >= 0
    shown[shown] = visible[rows[shown]]
    return rows[shown], shown


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
        said = f"Also about {joined(both['themes'][:MOST_THEMES])}."
    else:
        shared = [f"“{word.written}”" for word in title if row in word.rows]
        said = f"Its title has {joined(shared)} too."
    for facet, what in SAID.items():
        for label in both[facet]:
            if not label.startswith(tuple(both["themes"])):  # "Neglect" and "Neglect": that has been said
                return f"{said} The same {what}: {label}."
    return said
