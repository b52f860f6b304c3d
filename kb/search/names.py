"""The names of all themes and organisations, by which they are found while words are typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from kb.core.db import session
from kb.core.versions import kept
from kb.lessons.models.vocabulary import ThemeLabel
from kb.lessons.queries.labels import labels
from kb.search.backend import Suggestion
from kb.search.whoosh_index import stem
from kb.search.words import STOP_WORDS, words

SHORT = 2
"""Letters of the shortest beginnings: those of which nearly everything has a word."""
CLOSE, CLOSER = 0.5, 0.6
"""Least part of the words of a search and a name that both have: for a preferred name that has all of the search's,
and otherwise. A word alone may mean a theme of two words, not a board of two."""
WITHIN = 4
"""Letters from which on words within other names count too: "do" does not mean "joining the dots"."""
FEW = 12
"""Names with one word up to which it tells something by itself: "escalation", and not "board"."""
THIRD = 1 / 3
"""Least part of the words that were typed that a name has to have where none has them all."""


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
        self.words = frozenset(word for name in self.all for word in name.words)
        self._words: dict[str, list[str]] = {}
        for word in sorted(self.words):
            self._words.setdefault(word[0], []).append(word)
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

    def partly(self, stems: frozenset[str]) -> list[Name]:
        """Names that have more of these words than others, and one that few names have; the shortest first."""
        telling = [stemmed for stemmed in stems if self.having(stemmed) <= FEW]
        found = {name for stemmed in telling for name in self._stems.get(stemmed, ())}
        most = max((len(name.stems & stems) for name in found), default=0)
        best = [name for name in found if len(name.stems & stems) == most >= THIRD * len(stems)]
        return sorted(best, key=lambda name: (len(name.stems), name.rank, name.label, name.text))

    def words_with(self, beginning: str) -> list[str]:
        """The words of names that begin so."""
        return [word for word in self._words.get(beginning[:1], ()) if word.startswith(beginning)]

    def having(self, stemmed: str) -> int:
        """How many names have a word, in any form."""
        return len(self._stems.get(stemmed, ()))


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
    return Name(kind, slug, label, name if rank == 1 else "", own, " ".join(own), stems_of(own), rank)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, those too that nearly every text has."""
    return tuple(word.folded for word in words(text) if word.folded)


def stems_of(folded: Iterable[str]) -> frozenset[str]:
    """The stems of folded words, without those that nearly every text has."""
    return frozenset(stem(word) for word in folded if word and word not in STOP_WORDS)
