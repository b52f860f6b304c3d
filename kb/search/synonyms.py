"""Other names for what was typed: "DV" is also looked for as "domestic abuse". Names come from themes and glossary.

Among the names of a thing one is preferred: the label of a theme, an abbreviation written out. Who types it gets the
others; who types another one gets the preferred one. Nothing is looked for that finds what was typed anyway, or less.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.lessons.models.vocabulary import GlossaryTerm, Theme, ThemeLabel
from kb.search.expression import Phrase, Widening, Word
from kb.search.parsing import Typed, runs, term_of
from kb.search.query import Understood
from kb.search.whoosh_index import stem
from kb.search.words import HYPHENS, STOP_WORDS, one_spelling, words

MOST_NAMES = 8
"""Other names that are looked for in place of one."""

_ORDINARY = """
able ace act add age aid aim air arm art ask back bag ball band bar base bed best big bite block board body bond book
box boy bridge bright build bus buy call calm camp car card care case cast catch chair change channel chat check choice
city clear climb club coach code cold come compass contact cope core cost cot court cover crew cut dad date day deal
door draw dream drive drop ear early east edge enable engage even eye face fact fair fall family fast father feel film
find fire first fit five flag flow focus food force form four free fresh friend front full game gap gate get girl give
goal good grip grow guide hand hard harm head health hear heart help hit hold home hope host hour house hub idea impact
keep key kid kind king know land last late lead leap learn leave level life lift light line link list live local look
loss love low make man map mark may meet men mend mind mist mother move mum near need nest new next night note nurse
often one open pace page pain pair parent park part pass past path pay peer people phone pick pin place plan play plus
point police pool poor post power prevent pride prove pull push put race raise range rate reach read real respect rest
right ring rise risk road role room root round run safe sail save say school see self sell send set shape share sharp
shed shine ship shop show side sign site six skill sleep slow small smart smile social solo son sort space speak spin
spot staff stage stand star start stay stem step stop store strong sun support sure swift switch take talk task team
tell ten test think thrive tie time together top touch tower track train trust try turn two unit use value view visit
vital voice wait walk want ward warm watch water way welcome well win wish woman word work world write year young youth
"""
ORDINARY = STOP_WORDS | frozenset(_ORDINARY.split())
"""Everyday words. What is called like one (SEND, Prevent) is meant only where it is written so."""


PLURAL = re.compile(r"(?<=\w{2}[^\Wsui])s$")
ENDINGS = ((re.compile(r"(?:(?<=[sxz])|(?<=[cs]h))e$"), ""), (re.compile(r"(?:ie|y)$"), "i"))
"""Ends of words without the s of a plural, and what is kept of them: of boxes, nurses, agencies, and of one of each."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one thing, as they are written."""

    preferred: str
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Contested or dated names: they are looked for and never shown."""
    slug: str = ""
    """Of a theme."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is recognised and as it is looked for."""

    written: str
    shown: str
    keys: tuple[str, ...]
    """What it is recognised by, word by word."""
    term: Word | Phrase | None
    places: tuple[str | None, ...]
    """The stems of the term, one after the other."""
    preferred: bool = False

    @property
    def as_written(self) -> bool:
        """Whether it is meant only where it is written with these capitals; a label has one at its beginning anyway."""
        capitals = self.written.isupper() if self.preferred else not self.written.islower()
        return capitals and len(self.keys) == 1 and self.written.lower() in ORDINARY

    def holds(self, other: tuple[str | None, ...]) -> bool:
        """Whether another name stands whole in this one, and finds all that this one does."""
        here, length = self.places, len(other)
        return length < len(here) and any(here[at : at + length] == other for at in range(len(here) - length + 1))


@dataclass(frozen=True, slots=True)
class _Match:
    """Neighbouring words of a run that are a name."""

    typed: Sequence[tuple[Typed, int | None]]
    names: tuple[_Name, ...]
    """What is to be looked for too."""

    @property
    def clauses(self) -> list[int]:
        return [number for _, number in self.typed if number is not None]


class Synonyms:
    """The names of all themes and glossary terms; immutable."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = tuple(groups)
        self._known: dict[tuple[str, ...], list[tuple[_Name, tuple[_Name, ...]]]] = {}
        for group in self.groups:
            preferred, *others = map(_name, variants(group.preferred))
            preferred = replace(preferred, preferred=True)
            others += [_name(name) for written in group.others for name in variants(written)]
            others += [_name(name, hidden=True) for written in group.hidden for name in variants(written)]
            self._known.setdefault(preferred.keys, []).append((preferred, tuple(others)))
            for name in others:
                self._known.setdefault(name.keys, []).append((name, (preferred,)))
        self._lengths: dict[str, list[int]] = {}
        for length, first in sorted({(len(keys), keys[0]) for keys in self._known if keys}):
            self._lengths.setdefault(first, []).append(length)

    @classmethod
    def of(cls, groups: Iterable[Group]) -> "Synonyms":
        """Synonyms with these names."""
        return _made_of(tuple(groups))

    @classmethod
    def load(cls, session: Session) -> "Synonyms":
        """The names that the database has; what an abbreviation is short for comes before themes."""
        glossary = session.execute(select(GlossaryTerm.expansion, GlossaryTerm.term).order_by(GlossaryTerm.position))
        groups = [Group(expansion, (term,)) for expansion, term in glossary]
        labels: dict[tuple[int, bool], list[str]] = {}
        for theme, label, hidden in session.execute(
            select(ThemeLabel.theme_id, ThemeLabel.label, ThemeLabel.hidden).order_by(ThemeLabel.position)
        ):
            labels.setdefault((theme, hidden), []).append(label)
        for number, label, slug in session.execute(
            select(Theme.id, Theme.label, Theme.slug).where(Theme.broader_id.is_not(None)).order_by(Theme.position)
        ):
            groups.append(
                Group(label, tuple(labels.get((number, False), ())), tuple(labels.get((number, True), ())), slug)
            )
        return cls.of(groups)

    def widen(self, understood: Understood) -> Understood:
        """The search widened by other names for neighbouring words; what is in quotation marks is left as it is.

        A word that is too common and belongs to a name that was recognised counts as looked for.
        """
        found: list[Widening] = []
        used: set[str] = set()
        for run in runs(understood.text):
            taken: set[int] = set()
            for match in sorted((*self._matches(run), *_joined(run, understood.text)), key=lambda m: -len(m.typed)):
                if taken.isdisjoint(match.clauses):
                    taken.update(match.clauses)
                    found.append(_widening(match))
                    used.update(word.folded for word, _ in match.typed)
        if not found:
            return understood
        found.sort(key=lambda widening: widening.first)
        return replace(
            understood,
            expression=replace(understood.expression, widenings=tuple(found)),
            too_common=tuple(word for word in understood.too_common if word not in used),
        )

    def _matches(self, run: Sequence[tuple[Typed, int | None]]) -> Iterator[_Match]:
        keys = [_key(word.folded) for word, _ in run]
        for start, first in enumerate(keys):
            for length in self._lengths.get(first, ()):
                key = tuple(keys[start : start + length])
                if key in self._known:
                    match = _Match(run[start : start + length], self._names(key, run[start : start + length]))
                    if match.names and match.clauses:
                        yield match

    def _names(self, key: tuple[str, ...], typed: Sequence[tuple[Typed, int | None]]) -> tuple[_Name, ...]:
        """Other names of all that is called so, as far as they find what is not found anyway."""
        stems = {stem(word.folded) for word, number in typed if number is not None}
        whole = all(number is not None for _, number in typed)
        others = [
            other
            for name, names in self._known[key]
            if not name.as_written or name.written == typed[0][0].shown
            for other in names
            if _adds({place for place in other.places if place}, stems, whole=whole)
        ]
        new = {name.places: name for name in reversed(others)}
        told = [name for name in reversed(new.values()) if not any(name.holds(other) for other in new)]
        return tuple(told[:MOST_NAMES])


@lru_cache(maxsize=2)
def _made_of(groups: tuple[Group, ...]) -> Synonyms:
    """Themes change seldom, and the names are read anew with every change of a lesson."""
    return Synonyms(groups)


def variants(written: str) -> Iterator[str]:
    """The names that a label holds: without what is in brackets, on both sides of a stroke, after "(also …)"."""
    for name in re.split(r"\s+/\s+", re.sub(r"\s*\([^()]*\)", "", written)):
        yield name.strip()
    for also in re.findall(r"\(also ([^()]*)\)", written):
        yield from re.split(r",\s*|\s+or\s+", also)


def _name(written: str, *, hidden: bool = False) -> _Name:
    folded = [word.folded for word in words(written) if word.folded]
    term = term_of(folded)
    searched = term.words if isinstance(term, Phrase) else (term.folded,) if term else ()
    places = tuple(word and stem(word) for word in searched)
    return _Name(written, "" if hidden else written, tuple(map(_key, folded)), term, places)


@lru_cache(maxsize=10_000)
def _key(folded: str) -> str:
    """A word as it is compared with names: "lines" is "line"; "prevention" is not "prevent", nor "car" "care"."""
    word = one_spelling(folded)
    if word in STOP_WORDS:
        return word
    word = PLURAL.sub("", word)
    for ending, kept in ENDINGS:
        word = ending.sub(kept, word)
    return word


def _adds(name: set[str], typed: set[str], *, whole: bool) -> bool:
    """Whether a name finds more than the words typed, and nothing vaguer than they are.

    What has all of them finds nothing more. It still says better what is meant where some were too common.
    """
    return not name <= typed and (not whole or not name >= typed)


def _joined(run: Sequence[tuple[Typed, int | None]], text: str) -> Iterator[_Match]:
    """Words with a hyphen between them, which others write as one: "pre-birth", "prebirth"."""
    for (word, number), (after, other) in pairwise(run):
        if number is not None and text[word.end : after.start] in HYPHENS:
            joined = word.folded + after.folded
            yield _Match([(word, number), (after, other)], (_name(joined, hidden=True),))


def _widening(match: _Match) -> Widening:
    together = term_of([word.folded for word, _ in match.typed])
    return Widening(
        first=match.clauses[0],
        last=match.clauses[-1],
        typed=" ".join(word.folded for word, _ in match.typed),
        names=tuple(name.shown for name in match.names),
        terms=tuple(name.term for name in match.names if name.term),
        together=together if isinstance(together, Phrase) else None,
        small_words=isinstance(together, Word) and len(match.typed) > 1,
    )
