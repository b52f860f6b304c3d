"""Reads a text while it is written: its words, what each tells among the published lessons, which lessons have them.

A word tells the more, the fewer lessons have it. Only lessons that may be shown are counted, so that what is not
public, and the live text of the lesson that is being written, change no number. The work is bounded however long a
text is: only its beginning is read, and only its most telling words are looked for.
"""

import hashlib
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np

from kb.search.columns import Mask
from kb.search.edits import Array
from kb.search.scoring import rarity
from kb.search.snapshot import Snapshot
from kb.search.value_names import Passage
from kb.search.words import STOP_WORDS, plain

PARTS = MappingProxyType(
    {"title": 1.0, "summary": 1.0, "found": 1.0, "why": 1.0, "done": 0.5, "effect": 0.5, "how": 0.5}
)
"""What a word counts in each part: a finding is told by the first four; what was done about it differs more."""
MOST_READ = 6_000
"""Characters of each part that are read: a long lesson has fewer in all its parts."""
MOST_STEMS = 400
"""Different words that are looked at, the first ones."""
MOST_LOOKED_FOR = 64
"""Words that are looked for in the lessons, the most telling ones."""
FEWEST = 20
"""A text with fewer different words is compared as if it had so many, and no lesson the rest."""
REPEATED = 1.2
"""How soon a word that is repeated counts no more: this many times count half of what is possible."""
UNKNOWN = 0.5
"""What a word that no lesson has counts, of what it would if one had it: a name, a synonym, a typing error."""
MORE = 1.3
"""How many times the spread of chance is taken: words that belong together are often in one lesson."""
MOST_SETS, MOST_COUNTED, MOST_ROWS = 4, 10_000, 500
"""Sets of lessons left out, and for each the words of which it is kept how many lessons have them, and which."""


@dataclass(frozen=True)
class Draft:
    """A text that is being written."""

    parts: Mapping[str, Passage]
    """Its parts as plain text, as far as they are read."""

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Draft":
        """The draft with these texts, named as the texts of a revision are; others are left out."""
        begun = {name: (texts.get(name) or "")[:MOST_READ] for name in PARTS}
        return cls({name: Passage.of(plain(text)) for name, text in begun.items() if text.strip()})

    @cached_property
    def key(self) -> bytes:
        """Tells it from every other one, and does not tell what it says."""
        content = "\x1f".join(f"{name}\x1e{passage.text}" for name, passage in self.parts.items())
        return hashlib.sha256(content.encode("utf-8", "replace")).digest()

    @cached_property
    def words(self) -> Mapping[str, tuple[float, str]]:
        """Each stem in the order of the text: how often it is there, and how it is written."""
        found: dict[str, tuple[float, str]] = {}
        for name, passage in self.parts.items():
            for at, stemmed in enumerate(passage.stems):
                if stemmed in found:
                    times, written = found[stemmed]
                    found[stemmed] = times + PARTS[name], written
                elif stemmed not in STOP_WORDS and len(found) < MOST_STEMS:
                    found[stemmed] = PARTS[name], passage.written(at, at + 1)
        return found


@dataclass(frozen=True, slots=True)
class Telling:
    """A word of a draft that tells something."""

    written: str
    worth: float
    rows: Array
    """The visible lessons that have it in title or text, ascending."""

    def in_row(self, row: int) -> bool:
        """Whether one lesson has it."""
        at = int(np.searchsorted(self.rows, row))
        return at < len(self.rows) and int(self.rows[at]) == row


@dataclass(frozen=True, slots=True)
class Compared:
    """How much of what the words of a draft tell each lesson tells too."""

    telling: tuple[Telling, ...]
    """The most telling first; of those that some lesson has."""
    total: float
    scores: Array
    """For each row 0 to 1: the share of the draft that it has."""
    rarities: Mapping[str, float]
    """How rare each stem of the draft is, of 0 to 1."""
    size: int
    """How many lessons it is compared with."""

    @property
    def by_chance(self) -> float:
        """The score that the best of so many lessons would have if each had each word by chance.

        A word is in a lesson with the share of the lessons that have it; scores are then about normal, and the largest
        of n such is about sqrt(2 ln n) spreads above the mean.
        """
        worth = np.array([word.worth for word in self.telling])
        share = np.array([len(word.rows) for word in self.telling]) / (self.size + 1)
        mean, spread = (worth * share).sum(), math.sqrt((worth**2 * share * (1 - share)).sum())
        return float(mean + math.sqrt(2 * math.log(max(1, self.size))) * spread * MORE) / self.total

    def beside(self, row: int) -> float:
        """The largest share of the draft that some other lesson has and this one has not."""
        others = np.zeros(len(self.scores), np.float32)
        for word in self.telling:
            if not word.in_row(row):
                others[word.rows] += np.float32(word.worth)
        return float(others.max(initial=0.0)) / self.total

    def shared(self, row: int, most: int) -> list[str]:
        """The words, as the draft has them, that tell most of what both have."""
        return [word.written for word in self.telling if word.in_row(row)][:most]


def compared(snapshot: Snapshot, draft: Draft, left_out: frozenset[int]) -> Compared:
    """The draft beside every published lesson but those left out. Raises Damaged."""
    scores = np.zeros(snapshot.table.size, np.float32)
    visible = snapshot.visible(left_out)
    size = int(np.count_nonzero(visible))
    if snapshot.index is None or not size or not draft.words:
        return Compared((), 1.0, scores, {}, size)
    having = _having(snapshot, left_out)
    looked_up: dict[str, Array] = {}
    worth, rarities, most = dict[str, float](), dict[str, float](), rarity(size, 1)
    for stemmed, (times, _) in draft.words.items():
        known = having.counts.get(stemmed)
        if known is None:
            looked_up[stemmed] = _rows(snapshot, stemmed, visible)
            known = having.counts[stemmed] = len(looked_up[stemmed])
        rarities[stemmed] = rarity(size, known) / most if known else UNKNOWN
        worth[stemmed] = most * rarities[stemmed] * times * (1 + REPEATED) / (times + REPEATED)
    most_telling = sorted(worth, key=lambda stemmed: -worth[stemmed])[:MOST_LOOKED_FOR]
    total = sum(worth[stemmed] for stemmed in most_telling) * max(1.0, FEWEST / len(worth))
    found = []
    for stemmed in most_telling:
        rows = looked_up.get(stemmed, having.rows.get(stemmed))
        rows = having.rows[stemmed] = _rows(snapshot, stemmed, visible) if rows is None else rows
        if len(rows):
            scores[rows] += np.float32(worth[stemmed] / total)
            found.append(Telling(draft.words[stemmed][1], worth[stemmed], rows))
    return Compared(tuple(found), total, scores, rarities, size)


def left_out(snapshot: Snapshot, hidden: Collection[int], without: int | None) -> frozenset[int]:
    """The hidden lessons, and the one that is being written where it is among the published ones."""
    rows = snapshot.table.rows_of(np.array([without or 0], np.int64))
    return frozenset(hidden) | ({without} if without is not None and rows[0] >= 0 else set())


@dataclass(frozen=True, slots=True)
class _Having:
    """Which visible lessons have the words that were asked for: a draft asks for the same at every pause in typing."""

    counts: dict[str, int] = field(default_factory=dict)
    rows: dict[str, Array] = field(default_factory=dict)
    """Of telling words; these take far more memory."""


_known: WeakKeyDictionary[Snapshot, dict[frozenset[int], _Having]] = WeakKeyDictionary()
"""What is known for each snapshot, by what was left out."""


def _having(snapshot: Snapshot, left_out: frozenset[int]) -> _Having:
    known = _known.setdefault(snapshot, {})
    having = known.get(left_out)
    if having is None or len(having.counts) > MOST_COUNTED or len(having.rows) > MOST_ROWS:
        if len(known) >= MOST_SETS:
            known.clear()  # another thread may be filling one: it keeps what it holds
        having = known[left_out] = _Having()
    return having


def _rows(snapshot: Snapshot, stemmed: str, visible: Mask) -> Array:
    """The visible rows that have a stem in title or text, ascending."""
    assert snapshot.index is not None  # noqa: S101 - asked by the caller
    has = np.zeros(snapshot.table.size, np.bool_)
    for part in ("title", "text"):
        rows = snapshot.rows[snapshot.index.postings(part, stemmed)[0]]
        has[rows[rows >= 0]] = True
    has &= visible
    return np.flatnonzero(has).astype(np.int32)
