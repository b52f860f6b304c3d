"""The rule by which a session on a theme is given its lessons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.packs.content import PackLesson
from kb.packs.queries.candidates import Candidate, candidates_on
from kb.packs.queries.subjects import Subject

WANTED: Mapping[int, int] = {7: 1, 30: 3, 60: 3, 90: 3, 180: 6, 360: 8}
"""Lessons of a session by its minutes."""
BEHIND_A_CASE = 2
"""Most lessons that are taken because they stand behind a case."""
FEWEST_WITH_ONE_DONE = 3
"""Lessons of a session of which one has to be carried out, if the theme has such a lesson that fits."""
AMONG_ITS_FIRST = 3
"""Themes of a lesson that was carried out, one of which the theme has to be, if the lesson does not call it by name."""
FEWEST = 2
"""A session on a theme that has fewer lessons is filled up to as many from the themes near to it."""
SUBSTANCE = (25, 45)
"""Words that a finding has at least which a group can talk about: told in points, and told as running text."""
CASE_FIRST = (
    "The case is chosen before the lessons. It has the theme itself among its themes, as far up as possible; then come "
    "cases in which more agencies of the audience appear."
)
RULE = (
    f"Up to {BEHIND_A_CASE} lessons that stand behind each case come before all others, so that people meet them again "
    "when they work on it. The theme has to be one of their first two, or they have to call it by name.",
    f"A lesson that says little of what was found comes last: fewer than {SUBSTANCE[0]} words, or fewer than "
    f"{SUBSTANCE[1]} that are not in points.",
    "Lessons that are mainly about the theme come first: it is the first of their themes, or it is the second and "
    "their title, summary or findings call it by name.",
    "Then come lessons of which the theme is the second, or which call it by name; and then all others on the theme.",
    "Among those, a lesson that also says why it happened comes before one that does not.",
    "Then come lessons that were tested further, from an independent evaluation down to an idea.",
    "Then, what was done comes before what was agreed, and that before what was only recommended.",
    "Then comes a lesson that adds a kind of change which none of those before it has.",
    "Then comes a lesson that concerns an agency of the audience.",
    "Then comes the lesson that was published last.",
)
"""The rule in words, the weightiest line first."""
ONE_DONE = (
    "Where none of the lessons was carried out, the best one that was takes the place of the last one, if it calls the "
    "theme by name or has it among its first three."
)
FILLED_UP = (
    f"Where a theme has fewer than {FEWEST} lessons, the next best come from the same group of themes, and then from "
    "related themes."
)
_DONE = {"done": 2, "agreed": 1}
_MAINLY = 2

Weight = tuple[bool, int, bool, int, int, bool, bool, date, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A lesson that the rule has come to, and which kinds of change it brings that were not there before."""

    candidate: Candidate
    new_kinds: tuple[str, ...]
    in_case: bool = False
    """Whether it was taken because it stands behind a case of the session."""

    def kept(self, subject: Subject, agencies: Collection[str]) -> PackLesson:
        """The lesson as a pack keeps it, with the reasons for it (`kb.packs.reasons`)."""
        each = self.candidate
        why = (
            *(["case"] if self.in_case else ()),
            *_about(subject, each),
            *(["why"] if "why" in each.told else ()),
            f"stage:{each.stage}",
            each.done_status,
            *(f"new-kind:{kind}" for kind in self.new_kinds),
            *(f"agency:{agency}" for agency in dict.fromkeys(agencies) if agency in each.agencies),
        )
        return PackLesson(each.lesson_id, each.revision_id, why)


def chosen(
    subject: Subject, minutes: int, agencies: Collection[str], behind: Sequence[Collection[int]] = ()
) -> list[Choice]:
    """The lessons of a session on a subject, the best first; fewer where there are fewer, and none where there is none.

    `behind`: the numbers of the lessons behind each case of the session. The same content gives the same lessons.
    Statements: three, or six where the theme has too few lessons.
    """
    wanted = WANTED[minutes]
    on_theme = candidates_on(subject.themes)
    found = _with_one_done(
        _with_cases(on_theme, subject.themes, agencies, wanted, behind), on_theme, subject.themes, agencies
    )
    fewest = min(FEWEST, wanted)
    if len(found) >= fewest:
        return found
    near = candidates_on((*subject.grouped, *subject.related))
    for distance, themes in ((1, subject.grouped), (2, subject.related)):
        at = [each for each in near if subject.distance(each.theme_ids) == distance]
        seen = kinds_of(choice.candidate for choice in found)
        found += _with_cases(at, themes, agencies, fewest - len(found), behind if distance == 1 else (), after=seen)
    return found


def next_in_line(
    subject: Subject, inside: Sequence[Candidate], agencies: Collection[str], number: int
) -> list[Choice]:  # fmt: skip
    """The lessons on the theme that the rule would take after those that are in a pack; at most so many."""
    taken = {each.lesson_id for each in inside}
    left = [each for each in candidates_on(subject.themes) if each.lesson_id not in taken]
    return in_order(left, subject.themes, agencies, number, after=kinds_of(inside))


def in_order(
    candidates: Iterable[Candidate], themes: Collection[int], agencies: Collection[str], number: int, *,
    after: Collection[str] = (), in_case: bool = False,
) -> list[Choice]:  # fmt: skip
    """The first ones of these lessons on these themes in the order of the rule; no more than `number`.

    `after`: kinds of change that are there already.
    """
    left, seen, found = list(candidates), set(after), list[Choice]()
    while left and len(found) < number:
        best = max(left, key=lambda each: _weight(each, themes, seen, agencies))
        left.remove(best)
        found.append(Choice(best, tuple(kind for kind in best.kinds_of_change if kind not in seen), in_case))
        seen.update(best.kinds_of_change)
    return found


def has_substance(each: Candidate) -> bool:
    """Whether a lesson has a finding that a group can talk about."""
    return each.words_found >= SUBSTANCE[0 if each.found_in_points else 1]


def kinds_of(candidates: Iterable[Candidate]) -> set[str]:
    """The kinds of change of all of these lessons together."""
    return {kind for each in candidates for kind in each.kinds_of_change}


def relevance(each: Candidate, themes: Collection[int]) -> int:
    """How much a lesson is about these themes: 2 for mainly, 1 for partly, 0 for beside other matters."""
    place = min((place for place, theme in enumerate(each.theme_ids) if theme in themes), default=_MAINLY)
    return min(max(_MAINLY - place, 0) + (not each.named.isdisjoint(themes)), _MAINLY)


def _with_cases(
    candidates: Sequence[Candidate], themes: Collection[int], agencies: Collection[str], number: int,
    behind: Sequence[Collection[int]], *, after: Collection[str] = (),
) -> list[Choice]:  # fmt: skip
    """The first of these lessons, those behind each case before the others."""
    found, left = list[Choice](), list(candidates)
    for of_case in behind:
        fitting = [
            each for each in left if each.lesson_id in of_case and has_substance(each) and relevance(each, themes)
        ]
        room = min(BEHIND_A_CASE, number - len(found))
        seen = {*after, *kinds_of(choice.candidate for choice in found)}
        found += in_order(fitting, themes, agencies, room, after=seen, in_case=True)
        taken = {choice.candidate.lesson_id for choice in found}
        left = [each for each in left if each.lesson_id not in taken]
    seen = {*after, *kinds_of(choice.candidate for choice in found)}
    return [*found, *in_order(left, themes, agencies, number - len(found), after=seen)]


def _with_one_done(
    found: Sequence[Choice], on_theme: Sequence[Candidate], themes: Collection[int], agencies: Collection[str]
) -> list[Choice]:
    """The same, with a lesson that was carried out in place of the last one that can go, where there was none.

    Every part on what other areas changed would otherwise tell of nothing but recommendations.
    """
    if len(found) < FEWEST_WITH_ONE_DONE or any(choice.candidate.done_status == "done" for choice in found):
        return [*found]
    done = [each for each in on_theme if each.done_status == "done" and _shows_change(each, themes)]
    for place in reversed(range(len(found))):
        left = [*found[:place], *found[place + 1 :]]
        if any(choice.candidate.theme_ids[0] in themes for choice in left) or place == 0:
            instead = in_order(done, themes, agencies, 1, after=kinds_of(choice.candidate for choice in left))
            return [*left, *instead] if instead else [*found]
    return [*found]


def _shows_change(each: Candidate, themes: Collection[int]) -> bool:
    """Whether what was done by a lesson is about these themes, and for a finding that a group can talk about."""
    near = not each.named.isdisjoint(themes) or not set(each.theme_ids[:AMONG_ITS_FIRST]).isdisjoint(themes)
    return near and has_substance(each)


def _about(subject: Subject, each: Candidate) -> Iterable[str]:
    """How the lesson is about the subject, as words of the reasons."""
    place = next((place for place, number in enumerate(each.theme_ids) if number in subject.themes), None)
    if place is None:
        near = next((number for number in subject.everything if number in each.theme_ids), None)
        return (f"related-theme:{near}",)
    of_place = {0: "first-theme", 1: "second-theme"}.get(place, "theme")
    return (of_place, "named") if not each.named.isdisjoint(subject.themes) else (of_place,)


def _weight(each: Candidate, themes: Collection[int], seen: Collection[str], agencies: Collection[str]) -> Weight:
    return (
        has_substance(each),
        relevance(each, themes),
        "why" in each.told,
        each.stage,
        _DONE.get(each.done_status, 0),
        any(kind not in seen for kind in each.kinds_of_change),
        not each.agencies.isdisjoint(agencies),
        each.since,
        -each.lesson_id,
    )
