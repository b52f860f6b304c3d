"""The rule by which a session on a theme is given its lessons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.packs.content import PackLesson
from kb.packs.queries.candidates import Candidate, candidates_on
from kb.packs.queries.subjects import Subject

WANTED: Mapping[int, int] = {7: 1, 30: 3, 60: 4, 90: 5, 180: 8, 360: 12}
"""Lessons of a session by its minutes."""
FEWEST = 2
"""A session on a theme that has fewer lessons is filled up to as many from the themes near to it."""
RULE = (
    "Lessons that were tested further come first, from an independent evaluation down to an idea.",
    "Among those, what was done comes before what was agreed, and that before what was only recommended.",
    "Then comes a lesson that adds a kind of change which none of those before it has.",
    "Then comes a lesson that concerns an agency of the audience.",
    "Then comes the lesson that was published last.",
)
"""The rule in words, the weightiest line first."""
FILLED_UP = (
    f"Where a theme has fewer than {FEWEST} lessons, the next best come from the same group of themes, and then from "
    "related themes."
)
_DONE = {"done": 2, "agreed": 1}

Weight = tuple[int, int, bool, bool, date, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A lesson that the rule has come to, and which kinds of change it brings that were not there before."""

    candidate: Candidate
    new_kinds: tuple[str, ...]

    def kept(self, subject: Subject, agencies: Collection[str]) -> PackLesson:
        """The lesson as a pack keeps it, with the reasons for it (`kb.packs.reasons`)."""
        each = self.candidate
        near = next((number for number in subject.everything if number in each.theme_ids), None)
        why = (
            "theme" if subject.distance(each.theme_ids) == 0 else f"related-theme:{near}",
            f"stage:{each.stage}",
            each.done_status,
            *(f"new-kind:{kind}" for kind in self.new_kinds),
            *(f"agency:{agency}" for agency in dict.fromkeys(agencies) if agency in each.agencies),
        )
        return PackLesson(each.lesson_id, each.revision_id, why)


def chosen(subject: Subject, minutes: int, agencies: Collection[str]) -> list[Choice]:
    """The lessons of a session on a subject, the best first; fewer where there are fewer, and none where there is none.

    The same content gives the same lessons. Statements: three, or six where the theme has too few lessons.
    """
    wanted = WANTED[minutes]
    found = in_order(candidates_on(subject.themes), agencies, wanted)
    fewest = min(FEWEST, wanted)
    if len(found) >= fewest:
        return found
    near = candidates_on((*subject.grouped, *subject.related))
    for distance in (1, 2):
        at = [each for each in near if subject.distance(each.theme_ids) == distance]
        seen = kinds_of(choice.candidate for choice in found)
        found += in_order(at, agencies, fewest - len(found), after=seen)
    return found


def next_in_line(
    subject: Subject, inside: Sequence[Candidate], agencies: Collection[str], number: int
) -> list[Choice]:  # fmt: skip
    """The lessons on the theme that the rule would take after those that are in a pack; at most so many."""
    taken = {each.lesson_id for each in inside}
    left = [each for each in candidates_on(subject.themes) if each.lesson_id not in taken]
    return in_order(left, agencies, number, after=kinds_of(inside))


def in_order(
    candidates: Iterable[Candidate], agencies: Collection[str], number: int, *, after: Collection[str] = ()
) -> list[Choice]:
    """The first ones of these lessons in the order of the rule; `after`: kinds of change that are there already."""
    left, seen, found = list(candidates), set(after), list[Choice]()
    while left and len(found) < number:
        best = max(left, key=lambda each: _weight(each, seen, agencies))
        left.remove(best)
        found.append(Choice(best, tuple(kind for kind in best.kinds_of_change if kind not in seen)))
        seen.update(best.kinds_of_change)
    return found


def kinds_of(candidates: Iterable[Candidate]) -> set[str]:
    """The kinds of change of all of these lessons together."""
    return {kind for each in candidates for kind in each.kinds_of_change}


def _weight(each: Candidate, seen: Collection[str], agencies: Collection[str]) -> Weight:
    return (
        each.stage,
        _DONE.get(each.done_status, 0),
        any(kind not in seen for kind in each.kinds_of_change),
        not each.agencies.isdisjoint(agencies),
        each.since,
        -each.lesson_id,
    )
