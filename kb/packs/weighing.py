"""Weighs a lesson for a session: what it has to tell, how near it is to the theme, and what it adds to others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kb.packs.queries.candidates import Candidate

SUBSTANCE = (25, 45)
"""Words that a finding has at least which a group can talk about: told in points, and told as running text."""
AMONG_ITS_FIRST = 3
"""Themes of a lesson among which the theme has to be that it is told for, if it does not call the theme by name."""
_DONE: Mapping[str, int] = {"done": 2, "agreed": 1}
_MAINLY = 2

Weight = tuple[int, int, bool, bool, int, int, int, int, bool, bool, date, int]


@dataclass(slots=True)
class Seen:
    """What the lessons that were taken before bring already."""

    kinds: set[str] = field(default_factory=set)
    """Of change."""
    subjects: set[int] = field(default_factory=set)
    """Themes that are the first one of a lesson."""

    def add(self, each: Candidate) -> None:
        """Note what one more lesson brings."""
        self.kinds.update(each.kinds_of_change)
        self.subjects.update(each.theme_ids[:1])


def seen_in(candidates: Iterable[Candidate]) -> Seen:
    """What these lessons bring together."""
    found = Seen()
    for each in candidates:
        found.add(each)
    return found


def has_substance(each: Candidate) -> bool:
    """Whether a lesson has a finding that a group can talk about."""
    return each.words_found >= SUBSTANCE[0 if each.found_in_points else 1]


def tells_of_work(each: Candidate, themes: Collection[int] = ()) -> bool:
    """Whether it has a finding about the work with children and families, not about reviews and how staff hear of them.

    For a session on just that (`themes`) there is no difference.
    """
    return has_substance(each) and (not each.reviewing or not each.reviewing.isdisjoint(themes))


def relevance(each: Candidate, themes: Collection[int]) -> int:
    """How much a lesson is about these themes: 2 for mainly, 1 for partly, 0 for beside other matters."""
    place = min((place for place, theme in enumerate(each.theme_ids) if theme in themes), default=_MAINLY)
    return min(max(_MAINLY - place, 0) + (not each.named.isdisjoint(themes)), _MAINLY)


def fits(each: Candidate, themes: Collection[int]) -> bool:
    """Whether a lesson is near enough to these themes to be told for something else too, and has a finding on them."""
    near = not each.named.isdisjoint(themes) or not set(each.theme_ids[:AMONG_ITS_FIRST]).isdisjoint(themes)
    return near and tells_of_work(each, themes)


def is_done(each: Candidate) -> bool:
    """Whether what a lesson tells was carried out: neither only agreed nor only recommended."""
    return each.done_status == "done"


def weight(
    each: Candidate, themes: Collection[int], seen: Seen, agencies: Collection[str], uses: Mapping[int, int]
) -> Weight:
    """What the order of lessons goes by: the higher, the sooner (`kb.packs.choosing.RULE` says it in words).

    `uses`: how often the case of the session makes use of each lesson, where the choice is among those behind it.
    """
    return (
        uses.get(each.lesson_id, 0),
        has_substance(each) + tells_of_work(each, themes),
        relevance(each, themes) > 0,
        not (set(each.theme_ids[:1]) - set(themes)) & seen.subjects,
        relevance(each, themes),
        ("why" in each.told) + (is_done(each) and "effect" in each.told),
        each.stage,
        _DONE.get(each.done_status, 0),
        any(kind not in seen.kinds for kind in each.kinds_of_change),
        not each.agencies.isdisjoint(agencies),
        each.since,
        -each.lesson_id,
    )
