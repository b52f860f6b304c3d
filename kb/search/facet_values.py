"""The values of every facet, numbered in one row of codes, and how each is called; years may also be ranges."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, overload

import numpy as np
import numpy.typing as npt
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.text import slugify
from kb.lessons.models.vocabulary import ClosedList, ClosedValue, FormerThemeSlug, Theme
from kb.search.query import PARAMETERS, FacetValue, FacetValues

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "themes": "Theme",
        "kinds_of_change": "Kind of change",
        "kinds": "Kind of lesson",
        "done_statuses": "Done or recommended",
        "evidence_stages": "How far it was tested",
        "results": "What came out",
        "nations": "Nation",
        "regions": "Region",
        "organisations": "Organisation",
        "review_types": "Type of review",
        "agencies": "Agency",
        "harm_types": "Type of harm",
        "age_bands": "Age of the children",
        "years": "Year",
        "tags": "Tag",
    }
)
"""What pages call each facet."""
LISTS: Mapping[str, str] = MappingProxyType(
    {
        "kinds_of_change": "kinds-of-change",
        "kinds": "lesson-kinds",
        "done_statuses": "done-statuses",
        "evidence_stages": "evidence-stages",
        "results": "results",
        "nations": "nations",
        "regions": "regions",
        "review_types": "review-types",
        "agencies": "agencies",
        "harm_types": "harm-types",
        "age_bands": "child-age-bands",
    }
)
"""Facets whose values are those of a closed list."""
OPEN = frozenset({"organisations", "years", "tags"})
"""Facets that take in new values as lessons bring them."""
IN_USE = frozenset({"years", "tags"})
"""Facets that offer only what some lesson has."""
UNKNOWN = "unknown"
"""Says that nothing is known; nobody filters by that."""
ANY_LATER = 9999
"""The last year of a range that is open."""
_YEARS = re.compile(
    r"(?P<year>[0-9]{4})|(?P<first>[0-9]{4})?(?:\.{2,3}|…)(?P<last>[0-9]{4})?|(?P<from>[0-9]{4})[-–](?P<to>[0-9]{4})"
)

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A value that exists, whether or not a lesson has it."""

    slug: str
    label: str
    group: str | None = None
    listed: bool = True
    """Whether it is offered when it is not chosen; a group of themes is not, its themes are."""
    other_names: tuple[str, ...] = ()
    """What it may also be called by somebody who types it."""
    now_at: str = ""
    """Slug of the value that stands for it now, where it is a former address; it is never listed."""


class Vocabulary:
    """All values of all facets. A code is the place of a value in `values`; it stays when values are added."""

    def __init__(self, values: Sequence[tuple[str, Value]]) -> None:
        self.values = tuple(values)
        self._codes: dict[tuple[str, str], int] = {}
        self._now_at = {(facet, value.slug): value.now_at for facet, value in self.values if value.now_at}
        by_facet: dict[str, list[int]] = defaultdict(list)
        for code, (facet, value) in enumerate(self.values):
            self._codes[facet, value.slug] = code
            by_facet[facet].append(code)
        self._order = {facet: self._in_order(facet, by_facet[facet]) for facet in TITLES}
        self._listed = {
            facet: codes[[self.values[code][1].listed for code in codes]] if len(codes) else codes
            for facet, codes in self._order.items()
        }

    @classmethod
    def of(cls, values: Mapping[str, Iterable[Value]]) -> "Vocabulary":
        """The values of each facet in the order in which they are listed."""
        return cls([(facet, value) for facet in TITLES for value in values.get(facet, ())])

    def _in_order(self, facet: str, codes: list[int]) -> Array:
        if facet in OPEN:
            codes = sorted(codes, key=lambda code: (self.values[code][1].label.casefold(), self.values[code][1].slug))
        return np.array(codes[::-1] if facet == "years" else codes, np.int64)

    def __len__(self) -> int:
        return len(self.values)

    def code(self, facet: str, slug: str) -> int | None:
        """The code of a value, if it exists."""
        return self._codes.get((facet, slug))

    def present(self, facet: str, slug: str) -> str:
        """The slug of what stands for this value now: itself, or what its former address leads to."""
        return self._now_at.get((facet, slug), slug)

    def codes(self, facet: str, *, listed: bool = False) -> Array:
        """The codes of a facet in the order in which a page lists them: all, or those always offered."""
        return self._listed[facet] if listed else self._order[facet]

    @cached_property
    def _slugs(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """Slugs by what may be typed for them: a slug goes before a label, a label before another name."""
        found = defaultdict(list)
        others = [(facet, name, value.slug) for facet, value in self.values for name in value.other_names]
        labels = [(facet, value.label, value.slug) for facet, value in self.values]
        slugs = [(facet, value.slug, value.slug) for facet, value in self.values]
        for facet, name, slug in [*slugs, *labels, *others]:
            found[facet, slugify(name)].append(slug)
        return dict(found)

    def slugs_named(self, facet: str, name: str) -> Sequence[str]:
        """The slugs of the values that are called so, the likeliest first; case, accents and signs do not matter."""
        return self._slugs.get((facet, slugify(name)), ())

    def label(self, facet: str, slug: str) -> str:
        """How a value is called; one that does not exist, or has no other name, is called as it is written."""
        code = self.code(facet, slug)
        if code is not None:
            return self.values[code][1].label
        return label_of_years(slug) if facet == "years" else slug

    def with_values(self, found: Iterable[tuple[str, Value]]) -> "Vocabulary":
        """This vocabulary with further values, and with other names for those that it has; itself if all is known."""
        values = list(self.values)
        codes: dict[tuple[str, str], int] = {}
        for facet, value in found:
            code = self.code(facet, value.slug)
            code = codes.setdefault((facet, value.slug), len(values)) if code is None else code
            if code == len(values):
                values.append((facet, value))
            elif values[code][1] != value:
                values[code] = (facet, value)
        return Vocabulary(values) if values != list(self.values) else self

    def in_facets(self) -> tuple["Vocabulary", Array]:
        """The same values with those of each facet one after the other, and the new code of each old one."""
        facets = list(TITLES)
        order = sorted(range(len(self.values)), key=lambda code: facets.index(self.values[code][0]))
        new = np.empty(len(order), np.int64)
        new[order] = np.arange(len(order))
        return Vocabulary([self.values[code] for code in order]), new


class CountedValues(FacetValues):
    """Values of a facet with their counts, in the order of their list; each is made when it is looked at."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        codes: Array,
        counts: Array,
        chosen: Collection[int],
        ranges: tuple[FacetValue, ...] = (),
    ) -> None:
        self._vocabulary = vocabulary
        self._codes = codes
        self._counts = counts
        self._chosen = chosen
        self._ranges = ranges

    def __len__(self) -> int:
        return len(self._ranges) + len(self._codes)

    def __iter__(self) -> Iterator[FacetValue]:
        return iter([*self._ranges, *self._made(self._codes)])

    @overload
    def __getitem__(self, place: int) -> FacetValue: ...
    @overload
    def __getitem__(self, place: slice) -> list[FacetValue]: ...
    def __getitem__(self, place: int | slice) -> FacetValue | list[FacetValue]:
        """The value at a place, or those of a part of the list."""
        return [*self][place]

    def frequent(self, limit: int) -> list[FacetValue]:
        """The chosen values, and the most frequent ones up to `limit` in all; in the order of the list."""
        room = max(limit - len(self._ranges), len(self._chosen))
        if len(self._codes) <= room:
            return [*self]
        if room == len(self._chosen):
            return [*self._ranges, *self._made(self._codes[np.isin(self._codes, list(self._chosen))])]
        rank = -self._counts[self._codes]
        if self._chosen:
            rank[np.isin(self._codes, list(self._chosen))] = np.iinfo(rank.dtype).min
        first = np.sort(np.argsort(rank, kind="stable")[:room])
        return [*self._ranges, *self._made(self._codes[first])]

    def _made(self, codes: Array) -> list[FacetValue]:
        values = [self._vocabulary.values[code][1] for code in codes.tolist()]
        return [
            FacetValue(value.slug, value.label, count, code in self._chosen, value.group)
            for code, count, value in zip(codes.tolist(), self._counts[codes].tolist(), values, strict=True)
        ]


# --- years


def years(text: str) -> tuple[int, int] | None:
    """First and last year of "2009", "2009..2014", "2009.." or "..2014"; None for anything else."""
    found = _YEARS.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    first = int(found["year"] or found["first"] or found["from"] or 0)
    last = int(found["year"] or found["last"] or found["to"] or ANY_LATER)
    return min(first, last), max(first, last)


def slug_of_years(first: int, last: int) -> str:
    """The one way to write a year or a range of years in an address."""
    if first == last:
        return f"{first:04}"
    return f"{f'{first:04}' if first else ''}..{f'{last:04}' if last < ANY_LATER else ''}"


def label_of_years(slug: str) -> str:
    """A year or a range of years in words; what is neither stays as it is."""
    found = years(slug)
    if found is None or found[0] == found[1]:
        return slug
    if not found[0]:
        return f"{found[1]} or earlier"
    return f"{found[0]} or later" if found[1] == ANY_LATER else f"{found[0]} to {found[1]}"


# --- from the database


def vocabulary() -> Vocabulary:
    """Themes by group, the closed lists, all organisations; years and tags come with the lessons."""
    with Session(db.engine()) as session:
        themes = session.scalars(
            select(Theme).order_by(Theme.position).options(selectinload(Theme.alternative_labels))
        ).all()
        listed = session.execute(
            select(ClosedValue.list_slug, ClosedValue.slug, ClosedValue.label)
            .join(ClosedList)
            .where(ClosedValue.list_slug.in_(LISTS.values()), ClosedValue.slug != UNKNOWN)
            .order_by(ClosedValue.position)
        ).all()
        organisations = session.execute(select(Organisation.slug, Organisation.name).order_by(Organisation.slug)).all()
        moved = session.execute(select(FormerThemeSlug.slug, Theme.slug).join(Theme).order_by(FormerThemeSlug.slug))
        former = [Value(slug, slug, listed=False, now_at=now_at) for slug, now_at in moved]
        values: dict[str, Iterable[Value]] = {"themes": [*_themes(themes), *former]}
    for facet, list_slug in LISTS.items():
        values[facet] = [Value(slug, label) for name, slug, label in listed if name == list_slug]
    values["organisations"] = [Value(slug, name) for slug, name in organisations]
    return Vocabulary.of(values)


def _themes(themes: Sequence[Theme]) -> Iterable[Value]:
    for group in (theme for theme in themes if theme.broader_id is None):
        label = f"All of “{group.label}”"
        yield Value(group.slug, label, group.label, listed=False, other_names=(group.label, *_other_names(group)))
        for theme in (theme for theme in themes if theme.broader_id == group.id):
            yield Value(theme.slug, theme.label, group.label, other_names=_other_names(theme))


def _other_names(theme: Theme) -> tuple[str, ...]:
    return tuple(other.label for other in theme.alternative_labels)


PARAMETER_OF: Mapping[str, str] = MappingProxyType({facet: parameter for parameter, facet in PARAMETERS.items()})
"""Name of each facet in an address."""
