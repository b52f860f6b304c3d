"""Which themes and kinds of change fit a text that is being written, and why.

Three things speak for a value: the text has one of its names; it has words that are said of it; the published lessons
that have most in common with the text have it. What other authors chose counts twice what the words alone do.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from kb.core.text import joined
from kb.lessons.queries.lessons import titles
from kb.search.drafts import Draft
from kb.search.facets import FacetTable
from kb.search.scoring import rarity
from kb.search.similar import Neighbours
from kb.search.snapshot import Snapshot
from kb.search.value_names import ValueNames, value_names

MOST = 5
"""Values of each kind that are suggested."""
LEAST = 0.25
"""What has to speak for a value; all three together are at most 4."""
NAMED_HALF, SAID_HALF = 1.0, 3.0
"""What names, and words, have to be worth to count half of what is possible."""
NAMED_IN = MappingProxyType({"title": 2.0, "summary": 1.5})
"""What a name counts in these parts, of what it counts elsewhere."""
LIKENESS = 1.0
"""Where the nearest lessons together have less in common with a text than this, what they have counts less."""
MOST_WORDS = 2
"""Words, and names, that are named as a reason."""
LESSONS = 2.0
"""What the nearest lessons count at most; names, and words, count 1 at most."""
NEAR = 0.1
"""What a lesson has to have in common with the text to speak for its values."""
TOLD = 0.5
"""What a word has to tell to be named as a reason."""


@dataclass(frozen=True, slots=True)
class SuggestedValue:
    """A theme or a kind of change that fits."""

    slug: str
    label: str
    reason: str
    """What speaks for it, in a sentence or two."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """The themes and kinds of change that fit a text, at most five of each, the best first."""

    themes: tuple[SuggestedValue, ...] = ()
    kinds_of_change: tuple[SuggestedValue, ...] = ()


@dataclass(slots=True)
class _Case:
    """What speaks for a value."""

    slug: str
    label: str
    names: float = 0.0
    words: float = 0.0
    lessons: float = 0.0
    shown: dict[str, str] = field(default_factory=dict)
    """Names that the text has, as they are written there; of those that may be shown."""
    by_hidden_name: bool = False
    said: dict[str, float] = field(default_factory=dict)
    """Words of the text that are said of it, and what they tell."""
    nearest: int | None = None
    """Row of the lesson that has most in common with the text, of those with this value."""

    @property
    def names_shown(self) -> list[str]:
        """Those of the names that may be shown which do not stand within another one."""
        names = {name.casefold(): name for name in self.shown.values()}
        return [name for low, name in names.items() if not any(low in other and low != other for other in names)]

    @property
    def has_reason(self) -> bool:
        """Whether anything can be named that speaks for it."""
        return bool(self.names or self.said) or self.nearest is not None

    @property
    def strength(self) -> float:
        """0 to 4."""
        return self.names / (self.names + NAMED_HALF) + self.words / (self.words + SAID_HALF) + LESSONS * self.lessons


def suggested(snapshot: Snapshot, draft: Draft, found: Neighbours, left_out: Collection[int]) -> Suggested:
    """The values that fit a draft; `found` are its neighbours, without the lessons left out. One statement at most."""
    table = snapshot.table.without(left_out)
    size = int(np.count_nonzero(snapshot.visible(left_out)))
    fitting: dict[str, list[_Case]] = {}
    for facet, names in value_names().items():
        cases = {slug: _Case(slug, value.label) for slug, value in names.values.items()}
        _by_name(draft, names, cases)
        _by_words(draft, names, found, cases)
        _by_lessons(table, size, facet, found, cases)
        strong = [case for case in cases.values() if case.strength >= LEAST and case.has_reason]
        fitting[facet] = sorted(strong, key=lambda case: -case.strength)[:MOST]
    rows = {case.nearest for several in fitting.values() for case in several if case.nearest is not None}
    known = titles([int(table.ids[row]) for row in sorted(rows)])
    titled = {row: known[number].label for row in rows if (number := int(table.ids[row])) in known}
    return Suggested(**{facet: tuple(_made(several, titled)) for facet, several in fitting.items()})


def _by_name(draft: Draft, names: ValueNames, cases: Mapping[str, _Case]) -> None:
    for part, passage in draft.parts.items():
        for name, written in names.named(passage):
            case = cases[name.slug]
            case.names += NAMED_IN.get(part, 1.0) * name.telling
            if name.hidden:
                case.by_hidden_name = True
            else:
                case.shown.setdefault(" ".join(name.stems), written)


def _by_words(draft: Draft, names: ValueNames, found: Neighbours, cases: Mapping[str, _Case]) -> None:
    for stemmed, (times, written) in draft.words.items():
        for slug, worth in names.said_with(stemmed):
            told = worth * times / (times + 2)
            cases[slug].words += told
            told *= found.rarities.get(stemmed, 1.0)
            if told >= TOLD and stemmed not in names.never_shown[slug]:
                cases[slug].said[written] = told


def _by_lessons(table: FacetTable, size: int, facet: str, found: Neighbours, cases: Mapping[str, _Case]) -> None:
    """The nearest lessons speak for their values, each as much as it is like the text, and more for a rare value."""
    whole = max(LIKENESS, sum(score for _, score in found.nearest))
    for row, score in ((row, score) for row, score in found.nearest if score >= NEAR):
        for slug in table.values_of(row, facet):
            if slug in cases:
                case = cases[slug]
                code = table.vocabulary.code(facet, slug)
                with_it = int(table.totals[code]) if code is not None else 0
                case.lessons += score / whole * min(1.0, rarity(size, with_it))
                case.nearest = row if case.nearest is None else case.nearest


def _made(fitting: Iterable[_Case], titled: Mapping[int, str]) -> Iterator[SuggestedValue]:
    """The values with their reasons; one whose only reason is a lesson that was withdrawn a moment ago is left out."""
    for case in fitting:
        title = titled.get(-1 if case.nearest is None else case.nearest)
        reason = " ".join(filter(None, (_of_text(case), title and f"As in “{title}”.")))
        if reason:
            yield SuggestedValue(case.slug, case.label, reason)


def _of_text(case: _Case) -> str:
    """What of the text speaks for a value: its names, or else the words that tell most."""
    if case.by_hidden_name and not case.names_shown:
        return f"Your text has another word for “{case.label}”."
    words = case.names_shown or sorted(case.said, key=lambda word: -case.said[word])
    said = joined(f"“{word}”" for word in words[:MOST_WORDS])
    return f"Your text says {said}." if words else ""
