"""What themes and kinds of change are called and what is said of them, as they are looked for in a text.

Of a name the words count that stand beside each other in any form; of a scope note, and of a name in part, each word
by itself, the more the fewer of these values have it.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from kb.core.db import session
from kb.core.versions import kept
from kb.lessons.models.vocabulary import ClosedValue, Theme, ThemeLabel
from kb.search.facet_values import LISTS
from kb.search.scoring import rarity
from kb.search.synonyms import ORDINARY, variants
from kb.search.whoosh_index import stem
from kb.search.words import STOP_WORDS, WORD, fold

IN_LABEL = 3
"""What a word counts in the label, of what it counts in another name or in the note."""
SOON = 1.0
"""How soon it counts no more that several names and the note have a word: so many count half of what is possible."""

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A theme or a kind of change with all that it is found by."""

    slug: str
    label: str
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Contested or dated names: they find and are never shown."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a value."""

    slug: str
    stems: Stems
    written: str = ""
    """How it has to be written to be meant; empty where any form will do."""
    hidden: bool = False

    @property
    def telling(self) -> float:
        """What it says that a text has this name: more, the more words it has that are not common."""
        return math.sqrt(sum(stemmed not in STOP_WORDS for stemmed in self.stems) or 1)


@lru_cache(maxsize=50_000)
def in_order(word: str) -> str:
    """A word as names are compared: its stem; one that is too common as it is, for it is part of the name too."""
    folded = fold(word)
    return folded if folded in STOP_WORDS else stem(folded)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text word by word."""

    text: str
    spans: tuple[tuple[int, int], ...]
    stems: Stems

    @classmethod
    def of(cls, text: str) -> "Passage":
        """The words of a text that have letters or digits."""
        found = [(word.span(), stemmed) for word in WORD.finditer(text) if (stemmed := in_order(word.group()))]
        return cls(text, tuple(span for span, _ in found), tuple(stemmed for _, stemmed in found))

    def written(self, at: int, end: int) -> str:
        """The text from one word up to another one."""
        return self.text[self.spans[at][0] : self.spans[end - 1][1]]


class ValueNames:
    """The values of one facet by their names and by the words that are said of them; immutable."""

    def __init__(self, values: Iterable[Named]) -> None:
        self.values = {value.slug: value for value in values}
        self._names: dict[str, list[Name]] = {}
        for name in {name for value in self.values.values() for name in _names(value)}:
            self._names.setdefault(name.stems[0], []).append(name)
        said = {slug: _said(value) for slug, value in self.values.items()}
        having = Counter(stemmed for counts in said.values() for stemmed in counts)
        self._said: dict[str, list[tuple[str, float]]] = {}
        for slug, counts in said.items():
            for stemmed, count in counts.items():
                worth = rarity(len(said), having[stemmed]) * count / (count + SOON)
                self._said.setdefault(stemmed, []).append((slug, worth))
        self.never_shown = {slug: _hidden_stems(value) for slug, value in self.values.items()}
        """Stems that only hidden names of a value have."""

    def named(self, passage: Passage) -> Iterator[tuple[Name, str]]:
        """The names that a text has, each as often as it has it, and the words that are this name there."""
        for at, first in enumerate(passage.stems):
            for name in self._names.get(first, ()):
                end = at + len(name.stems)
                if passage.stems[at:end] == name.stems:
                    written = passage.written(at, end)
                    if name.written in {"", written}:
                        yield name, written

    def said_with(self, stemmed: str) -> Sequence[tuple[str, float]]:
        """The values of which something is said with a word, and what it tells for each."""
        return self._said.get(stemmed, ())


def _stems(text: str) -> Stems:
    return Passage.of(text).stems


def _names(value: Named) -> Iterator[Name]:
    for label in variants(value.label):
        yield from _name(value, label, as_written=label.isupper())
        for part in label.split(" or ")[1:] and label.split(" or "):
            if part.isupper() or part.lower() not in ORDINARY:
                yield from _name(value, part, as_written=part.isupper())
    for hidden, names in ((False, value.others), (True, value.hidden)):
        for written in (variant for name in names for variant in variants(name)):
            yield from _name(value, written, as_written=not written.islower(), hidden=hidden)


def _name(value: Named, written: str, *, as_written: bool, hidden: bool = False) -> Iterator[Name]:
    """A name, if it has a word; one that is an everyday word too (SEND, IT) is meant where it is written so."""
    stems = _stems(written)
    exact = as_written and len(stems) == 1 and written.lower() in ORDINARY
    if stems:
        yield Name(value.slug, stems, written if exact else "", hidden)


def _said(value: Named) -> Counter[str]:
    counts = Counter[str]()
    for weight, texts in ((IN_LABEL, [value.label]), (1, [*value.others, *value.hidden, value.note])):
        for stemmed in (stemmed for text in texts for stemmed in _stems(text)):
            if stemmed not in STOP_WORDS:
                counts[stemmed] += weight
    return counts


def _hidden_stems(value: Named) -> frozenset[str]:
    shown = {stemmed for text in (value.label, *value.others, value.note) for stemmed in _stems(text)}
    return frozenset(stemmed for text in value.hidden for stemmed in _stems(text)) - shown


# --- from the database


@kept
def value_names() -> Mapping[str, ValueNames]:
    """Themes, without their groups, and kinds of change, by facet."""
    labels: dict[tuple[int, bool], list[str]] = {}
    for number, label, hidden in session.execute(
        select(ThemeLabel.theme_id, ThemeLabel.label, ThemeLabel.hidden).order_by(ThemeLabel.position)
    ):
        labels.setdefault((number, hidden), []).append(label)
    themes = session.execute(
        select(Theme.id, Theme.slug, Theme.label, Theme.scope_note)
        .where(Theme.broader_id.is_not(None))
        .order_by(Theme.position)
    )
    kinds = session.execute(
        select(ClosedValue.slug, ClosedValue.label, ClosedValue.details, ClosedValue.description)
        .where(ClosedValue.list_slug == LISTS["kinds_of_change"])
        .order_by(ClosedValue.position)
    )
    return _value_names(
        tuple(
            Named(slug, label, tuple(labels.get((number, False), ())), tuple(labels.get((number, True), ())), note)
            for number, slug, label, note in themes
        ),
        tuple(Named(slug, label, tuple(details.get("aliases", ())), (), note) for slug, label, details, note in kinds),
    )


@lru_cache(maxsize=2)
def _value_names(themes: Collection[Named], kinds: Collection[Named]) -> Mapping[str, ValueNames]:
    """Made anew only when a name has changed, and not with every change of what the site shows."""
    return {"themes": ValueNames(themes), "kinds_of_change": ValueNames(kinds)}
