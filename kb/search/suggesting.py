"""Suggests where to go while words are typed: themes and organisations by their names, lessons by their titles.

What others have searched for is never used. Work is bounded for a single letter too: what belongs to the shortest
beginnings is kept with the names, and with the snapshot.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from weakref import WeakKeyDictionary

import numpy as np

from kb.lessons import references
from kb.lessons.queries.lessons import published_ids, titles
from kb.search.backend import Suggestion
from kb.search.corrections import correct
from kb.search.edits import Array
from kb.search.expression import Phrase
from kb.search.facets import FacetTable
from kb.search.lexicon import Words
from kb.search.names import SHORT, Name, Names, names, stems_of, words_of
from kb.search.query import Hits, Query
from kb.search.snapshot import Snapshot
from kb.search.whoosh_index import stem
from kb.search.whoosh_segments import Opened
from kb.search.words import STOP_WORDS

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
MANY_WORDS = 3
"""Words from which on a title may lack one of them, where nothing has them all."""
MOST_DIRECT = 3


def suggest(snapshot: Snapshot, typed: str, limit: int, hidden: Collection[int]) -> list[Suggestion]:
    """Themes, organisations and lessons that have the words typed so far, at most so many in all.

    Of themes and organisations those come first whose name begins so, then those with more lessons; of lessons those
    whose title begins so, then those used most, then the newest. Where nothing has all words they are looked for
    without their typing errors, and then what has most of them.
    """
    typed = typed[:TYPED_LIMIT]
    found = _by_reference(typed) or _with_all(snapshot, words_of(typed)[:WORDS_LIMIT], hidden)
    if not found:
        corrected = _corrected(snapshot, typed, hidden)
        asked = words_of(corrected)[:WORDS_LIMIT]
        found = (corrected != typed and _with_all(snapshot, asked, hidden)) or _with_most(snapshot, asked, hidden)
    return found[:limit]


def _with_all(snapshot: Snapshot, asked: Sequence[str], hidden: Collection[int]) -> list[Suggestion]:
    if not asked:
        return []
    begun, others = names().matching(asked)
    table = snapshot.table.without(hidden)
    found: list[Suggestion] = []
    for kind in FACETS:
        found += _once(chain.from_iterable(_by_lessons(table, part, kind) for part in (begun, others)), MOST[kind])
    return found + _lessons(snapshot, asked, hidden)


def _with_most(snapshot: Snapshot, asked: Sequence[str], hidden: Collection[int]) -> list[Suggestion]:
    """Themes and organisations with more of several words than others, and lessons with all but one of many."""
    stems = stems_of(asked)
    if len(stems) < 2:
        return []
    partly = names().partly(stems)
    found: list[Suggestion] = []
    for kind in FACETS:
        found += _once((name for name in partly if name.kind == kind), MOST[kind])
    return found + _lessons(snapshot, asked, hidden, lacking=1) if len(stems) >= MANY_WORDS else found


def direct(snapshot: Snapshot, hits: Hits, hidden: Collection[int]) -> list[Suggestion]:
    """Themes and organisations whose name is nearly what a search asks for, and lessons, at most three in all.

    Themes only where they have lessons. Organisations only where few are called so: many are a "safeguarding children
    board". Lessons where it asks for a reference; or for several words which few titles have, and neither narrows nor
    rules out anything.
    """
    expression = hits.understood.expression
    asked: list[str] = []
    for clause in expression.clauses:
        asked += [word or "" for word in clause.words] if isinstance(clause, Phrase) else [clause.folded]
    stems = stems_of(asked)
    table = snapshot.table.without(hidden)
    close = [n for n in names().close_to(stems) if n.kind != "theme" or _lessons_of(table, n)] if stems else []
    few = sum(name.kind == "organisation" for name in close) <= MOST_DIRECT
    found = _by_reference(hits.understood.text)
    found += _once((name for name in close if few or name.kind != "organisation"), MOST_DIRECT)
    narrowed = hits.query.filters or expression.excluded or expression.excluded_values
    if len(stems) > 1 and len(found) < MOST_DIRECT and snapshot.index and not narrowed:
        rows = _ranked(snapshot, [word for word in asked if word and word not in STOP_WORDS])
        rows = rows[snapshot.visible(hidden)[rows]]
        found += _titled(snapshot, rows) if len(rows) <= MOST_DIRECT else []
    return found[:MOST_DIRECT]


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
    of_kind = [name for name in found if name.kind == kind]
    return sorted(of_kind, key=lambda name: (name.rank > 0, -_lessons_of(table, name), name.label, name.also))


def _lessons_of(table: FacetTable, name: Name) -> int:
    """How many lessons a theme or an organisation has."""
    code = table.vocabulary.code(FACETS[name.kind], name.slug)
    return 0 if code is None else int(table.totals[code])


# --- typing errors


_of_titles: WeakKeyDictionary[Words, dict[str, dict[str, int]]] = WeakKeyDictionary()
"""For each segment the words of titles by their first letter, with the number of titles; made when asked for."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of names and titles, as typing errors are compared with them."""

    names: Names
    index: Opened

    def words(self, beginning: str = "") -> Iterator[str]:
        found = dict.fromkeys(chain(self.names.words_with(beginning), *self._titles(beginning)))
        return iter(found) if len(beginning) < 2 else (word for word in found if word.startswith(beginning))

    def frequency(self, word: str) -> int:
        return (word in self.names.words) + sum(part.get(word, 0) for part in self._titles(word))

    def _titles(self, word: str) -> Iterator[dict[str, int]]:
        letter = word[:1]
        for segment in self.index.segments:
            kept = _of_titles.setdefault(segment.words, {})
            if letter not in kept:
                first, end = segment.words.range(letter)
                counts = segment.words.documents(first, end, title=True).tolist()
                listed = zip(segment.words.spelt(first, end), counts, strict=True)
                counted = {word: count for word, count in listed if count}
                if not counted:
                    continue  # what nothing begins with is endless
                kept[letter] = counted
            yield kept[letter]


def _corrected(snapshot: Snapshot, typed: str, hidden: Collection[int]) -> str:
    """The text with its typing errors corrected, by words of names and of titles that may be shown."""
    index, all_names = snapshot.index, names()
    if index is None:
        return typed
    visible, known = snapshot.visible(hidden), _Known(all_names, index)

    def shown(numbers: Array) -> int:
        rows = snapshot.rows[numbers]
        return int(np.count_nonzero(visible[rows[rows >= 0]]))

    def having(word: str) -> int:
        if all_names.words_with(word) or shown(index.beginning(word, title=True)):
            return index.size  # it may be unfinished
        return shown(index.with_word(word))

    def exactly(word: str) -> int:
        if not known.frequency(word):
            return 0  # most of what is tried is no word
        return (word in all_names.words) + shown(index.with_word(word, title=True))

    understood = snapshot.read(Query(text=typed, exact=True), hidden)[1]
    return correct(understood, known, having, exactly) or typed


# --- lessons

_of_short: WeakKeyDictionary[Snapshot, dict[str, Array]] = WeakKeyDictionary()
"""For each snapshot the first rows for the shortest beginnings that were asked for."""


def _by_reference(text: str) -> list[Suggestion]:
    """The published lesson whose reference this is, however it is written."""
    reference = references.read(text)
    if reference is None:
        return []
    found = titles(list(published_ids([reference]).values()))
    return [Suggestion("lesson", lesson.label, lesson.slug, reference) for lesson in found.values()]


def _lessons(snapshot: Snapshot, asked: Sequence[str], hidden: Collection[int], lacking: int = 0) -> list[Suggestion]:
    """Lessons whose title has all these words but so many, the last one perhaps unfinished."""
    content = [word for word in asked if word not in STOP_WORDS] or list(asked[-1:])
    if snapshot.index is None:
        return []
    rows = _best_rows(snapshot, content, lacking)
    found = _titled(snapshot, rows[snapshot.visible(hidden)[rows]][:LOOKED_AT])
    if len(asked) > 1:
        text = " ".join(asked)
        found.sort(key=lambda lesson: text not in lesson.text.casefold().replace("-", " "))
    return found[: MOST["lesson"]]


def _titled(snapshot: Snapshot, rows: Array) -> list[Suggestion]:
    ids = snapshot.table.ids[rows].tolist()
    known = titles(ids)
    return [Suggestion("lesson", known[number].label, known[number].slug) for number in ids if number in known]


def _best_rows(snapshot: Snapshot, content: Sequence[str], lacking: int) -> Array:
    """Rows of the lessons, best first; those that have become hidden since are still among them."""
    text = " ".join(content)
    known = _of_short.setdefault(snapshot, {})
    found = known.get(text)
    if found is None:
        found = _ranked(snapshot, content, lacking)
        if len(text) <= SHORT and len(found):
            known[text] = found
    return found


def _ranked(snapshot: Snapshot, content: Sequence[str], lacking: int = 0) -> Array:
    index, table = snapshot.index, snapshot.table
    assert index is not None  # noqa: S101 - asked by the caller
    found = _having(index, content, lacking)
    found = found[snapshot.rows[found] >= 0]
    rows = snapshot.rows[found]
    if not len(rows):
        return rows
    first = np.zeros(index.size, np.int64)
    for stemmed in {stem(word) for word in content[:-1][:1] or _frequent(index, content[-1])}:
        numbers, places = index.places("title", stemmed)
        first[numbers[places == 0]] = FIRST
    worth = first[found] + table.uses[rows] * table.size - table.age[rows]
    if len(rows) > FIRST_FEW:
        best = np.argpartition(worth, -FIRST_FEW)[-FIRST_FEW:]
        rows, worth = rows[best], worth[best]
    best_first: Array = rows[np.argsort(-worth)]
    return best_first


def _having(index: Opened, content: Sequence[str], lacking: int) -> Array:
    """Documents with all these words but so many in their titles: as they are, in another form, or begun."""
    counts = np.zeros(index.size, np.int8)
    for word in content:
        has = np.zeros(index.size, np.bool_)
        has[index.beginning(word, title=True)] = True
        if len(word) > SHORT:
            has[index.postings("title", stem(word))[0]] = True
        counts += has
    return np.flatnonzero(counts >= len(content) - lacking)


def _frequent(index: Opened, beginning: str) -> list[str]:
    return [word for word, _ in index.lexicon.beginning(beginning, FREQUENT, title=True)]
