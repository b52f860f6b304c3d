"""Suggests where to go while words are typed: themes and organisations by their names, lessons by their titles.

What others have searched for is never used. Work is bounded for a single letter too: what belongs to the shortest
beginnings is kept with the names, and with the snapshot.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import select

from kb.core.db import session
from kb.core.versions import kept
from kb.lessons.models.vocabulary import ThemeLabel
from kb.lessons.queries.labels import labels
from kb.lessons.queries.lessons import titles
from kb.search.backend import Suggestion
from kb.search.edits import Array
from kb.search.expression import Phrase
from kb.search.facets import FacetTable
from kb.search.query import Understood
from kb.search.snapshot import Snapshot
from kb.search.whoosh_index import stem
from kb.search.whoosh_segments import Opened
from kb.search.words import STOP_WORDS, words

MOST = {"theme": 3, "organisation": 3, "lesson": 4}
"""Suggestions of each kind, in the order in which they are shown."""
FACETS = {"theme": "themes", "organisation": "organisations"}
TYPED_LIMIT = 100
"""Characters that are read."""
WORDS_LIMIT = 8
FREQUENT = 12
"""Of the words that begin as typed, so many frequent ones are looked for at the beginning of titles."""
LOOKED_AT = 12
"""Titles that are read, to put those first that have the words as typed, one after the other."""
FIRST = 1 << 50
"""Counts more than any number of uses."""
FIRST_FEW = 200
"""Lessons that are kept for one of the shortest beginnings."""
SHORT = 2
"""Letters of the shortest beginnings: those of which nearly everything has a word."""
CLOSE, CLOSER = 0.5, 0.6
"""Least part of the words of a search and a name that both have: for a preferred name that has all of the search's,
and otherwise. A word alone may mean a theme of two words, not a board of two."""
MOST_DIRECT = 3
WITHIN = 4
"""Letters from which on words within other names count too: "do" does not mean "joining the dots"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name under which a theme or an organisation may be looked for."""

    kind: str
    slug: str
    label: str
    """What is shown: its preferred name."""
    also: str
    """This name, where it is another one and may be shown."""
    words: tuple[str, ...]
    """Folded; those too that nearly every text has."""
    text: str
    """The same words in one, with a blank between each."""
    stems: frozenset[str]
    """Without the common words."""
    rank: int
    """0 for the preferred name, 1 for another one, 2 for one that is never shown."""

    def has(self, typed: Sequence[str]) -> bool:
        """Whether the name has each of these words in any form, or one that begins so."""
        return all(any(own.startswith(word) for own in self.words) or stem(word) in self.stems for word in typed)

    @property
    def suggestion(self) -> Suggestion:
        """What is offered."""
        return Suggestion(self.kind, self.label, self.slug, self.also)


class Names:
    """All names, by the beginnings of their words; immutable but for what was asked before."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.all = tuple(names)
        self._begun: dict[str, list[Name]] = {}
        self._stems: dict[str, list[Name]] = {}
        self._short: dict[str, tuple[list[Name], list[Name]]] = {}
        for name in self.all:
            for begun in {word[:length] for word in name.words for length in range(1, SHORT + 1)}:
                self._begun.setdefault(begun, []).append(name)
            for stemmed in name.stems:
                self._stems.setdefault(stemmed, []).append(name)

    def matching(self, typed: Sequence[str]) -> tuple[list[Name], list[Name]]:
        """Names that begin with these words, the last one perhaps unfinished; and others that have them all."""
        text = " ".join(typed)
        found = self._short.get(text)
        if found is None:
            found = self._matching(text, typed)
            if len(text) <= SHORT and any(found):  # what nothing begins with is endless
                self._short[text] = found
        return found

    def _matching(self, text: str, typed: Sequence[str]) -> tuple[list[Name], list[Name]]:
        candidates = min((self._begun.get(word[:SHORT], []) for word in typed), key=len)
        begun: list[Name] = []
        others: list[Name] = []
        for name in candidates:
            if name.text.startswith(text):
                begun.append(name)
            elif (len(text) >= WITHIN or not name.rank) and name.has(typed):
                others.append(name)
        return begun, others

    def close_to(self, stems: frozenset[str]) -> list[Name]:
        """Names that have most of their words in common with these, the closest first."""
        found = []
        for name in {name for stemmed in stems for name in self._stems.get(stemmed, ())}:
            likeness = len(name.stems & stems) / len(name.stems | stems)
            whole = name.rank == 0 and name.stems >= stems and (name.kind == "theme" or len(stems) > 1)
            if likeness >= (CLOSE if whole else CLOSER):
                found.append((-likeness, name.rank, name.label, name))
        return [name for *_, name in sorted(found, key=lambda ranked: ranked[:3])]


def suggest(snapshot: Snapshot, typed: str, limit: int, hidden: Collection[int]) -> list[Suggestion]:
    """Themes, organisations and lessons that have the words typed so far, at most so many in all.

    Of themes and organisations those come first whose name begins so, then those with more lessons; of lessons those
    whose title begins so, then those used most, then the newest.
    """
    asked = words_of(typed[:TYPED_LIMIT])[:WORDS_LIMIT]
    if not asked:
        return []
    begun, others = names().matching(asked)
    table = snapshot.table.without(hidden)
    found: list[Suggestion] = []
    for kind, most in MOST.items():
        if kind == "lesson":
            found += _lessons(snapshot, asked, hidden)
        else:
            ranked = (name for part in (begun, others) for name in _by_lessons(table, part, kind))
            found += _once(ranked, most)
    return found[:limit]


def direct(understood: Understood) -> list[Suggestion]:
    """Themes and organisations whose name is nearly what a search asks for, at most three.

    Organisations only where few are called so: many are a "safeguarding children board".
    """
    asked: list[str] = []
    for clause in understood.expression.clauses:
        asked += [word or "" for word in clause.words] if isinstance(clause, Phrase) else [clause.folded]
    stems = _stems(asked)
    close = names().close_to(stems) if stems else []
    few = sum(name.kind == "organisation" for name in close) <= MOST_DIRECT
    return _once((name for name in close if few or name.kind != "organisation"), MOST_DIRECT)


def _once(found: Iterable[Name], most: int) -> list[Suggestion]:
    """The first themes and organisations, each by the first of its names."""
    first: dict[tuple[str, str], Suggestion] = {}
    for name in found:
        first.setdefault((name.kind, name.slug), name.suggestion)
        if len(first) == most:
            break
    return list(first.values())


def _by_lessons(table: FacetTable, found: Iterable[Name], kind: str) -> list[Name]:
    """Those of one kind: preferred names before others, then those with more lessons, then by the alphabet."""
    code, totals = table.vocabulary.code, table.totals
    of_kind = []
    for name in found:
        if name.kind == kind:
            number = code(FACETS[kind], name.slug)
            of_kind.append(
                (name.rank > 0, -int(totals[number]) if number is not None else 0, name.label, name.also, name)
            )
    return [name for *_, name in sorted(of_kind, key=lambda ranked: ranked[:4])]


# --- names


@kept
def names() -> Names:
    """The names of all themes and organisations; of themes the hidden ones too."""
    known = labels()
    others = session.execute(
        select(ThemeLabel.theme_id, ThemeLabel.label, ThemeLabel.hidden).order_by(
            ThemeLabel.theme_id, ThemeLabel.position
        )
    )
    return _names(
        tuple((number, theme.slug, theme.label) for number, theme in known.themes.items()),
        tuple((number, label, hidden) for number, label, hidden in others),
        tuple((organisation.slug, organisation.label) for organisation in known.organisations.values()),
    )


@lru_cache(maxsize=2)
def _names(
    themes: tuple[tuple[int, str, str], ...],
    others: tuple[tuple[int, str, bool], ...],
    organisations: tuple[tuple[str, str], ...],
) -> Names:
    """Made anew only when a name has changed, and not with every change of what the site shows."""
    known = {number: (slug, label) for number, slug, label in themes}
    found = [_name("theme", slug, label, label, 0) for slug, label in known.values()]
    found += [_name("theme", *known[number], other, 2 if hidden else 1) for number, other, hidden in others]
    found += [_name("organisation", slug, name, name, 0) for slug, name in organisations]
    return Names(found)


def _name(kind: str, slug: str, label: str, name: str, rank: int) -> Name:
    own = words_of(name)
    return Name(kind, slug, label, name if rank == 1 else "", own, " ".join(own), _stems(own), rank)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, those too that nearly every text has."""
    return tuple(word.folded for word in words(text) if word.folded)


def _stems(folded: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in folded if word and word not in STOP_WORDS)


# --- lessons

_of_short: WeakKeyDictionary[Snapshot, dict[str, Array]] = WeakKeyDictionary()
"""For each snapshot the first rows for the shortest beginnings that were asked for."""


def _lessons(snapshot: Snapshot, asked: Sequence[str], hidden: Collection[int]) -> list[Suggestion]:
    """Lessons whose title has all these words, the last one perhaps unfinished."""
    content = [word for word in asked if word not in STOP_WORDS] or list(asked[-1:])
    if snapshot.index is None:
        return []
    rows = _best_rows(snapshot, content)
    ids = snapshot.table.ids[rows[snapshot.visible(hidden)[rows]][:LOOKED_AT]].tolist()
    known = titles(ids)
    found = [known[number] for number in ids if number in known]
    if len(asked) > 1:
        text = " ".join(asked)
        found.sort(key=lambda lesson: text not in lesson.label.casefold().replace("-", " "))
    return [Suggestion("lesson", lesson.label, lesson.slug) for lesson in found[: MOST["lesson"]]]


def _best_rows(snapshot: Snapshot, content: Sequence[str]) -> Array:
    """Rows of the lessons, best first; those that have become hidden since are still among them."""
    text = " ".join(content)
    known = _of_short.setdefault(snapshot, {})
    found = known.get(text)
    if found is None:
        found = _ranked(snapshot, content)
        if len(text) <= SHORT and len(found):
            known[text] = found
    return found


def _ranked(snapshot: Snapshot, content: Sequence[str]) -> Array:
    index, table = snapshot.index, snapshot.table
    assert index is not None  # noqa: S101 - asked by the caller
    *whole, last = content
    found = index.beginning(last, title=True)
    for word in whole:
        has = np.zeros(index.size, np.bool_)
        has[index.beginning(word, title=True)] = True
        has[index.postings("title", stem(word))[0]] = True
        found = found[has[found]]
    first = np.zeros(index.size, np.int64)
    for stemmed in {stem(word) for word in whole[:1] or _frequent(index, last)}:
        numbers, places = index.places("title", stemmed)
        first[numbers[places == 0]] = FIRST
    found = found[snapshot.rows[found] >= 0]
    rows = snapshot.rows[found]
    worth = first[found] + table.uses[rows] * table.size - table.age[rows]
    if len(rows) > FIRST_FEW:
        best = np.argpartition(worth, -FIRST_FEW)[-FIRST_FEW:]
        rows, worth = rows[best], worth[best]
    best_first: Array = rows[np.argsort(-worth)]
    return best_first


def _frequent(index: Opened, beginning: str) -> list[str]:
    return [word for word, _ in index.lexicon.beginning(beginning, FREQUENT, title=True)]
