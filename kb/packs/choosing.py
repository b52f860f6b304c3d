"""The rule by which a session on a theme is given its lessons."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kb.packs.cases import BEHIND_A_CASE_OF_ANOTHER, FEWEST_BESIDE, FEWEST_BESIDE_TWO
from kb.packs.content import PackLesson
from kb.packs.queries.candidates import REVIEWING_AMONG, Candidate, candidates_on
from kb.packs.queries.subjects import Subject
from kb.packs.weighing import AMONG_ITS_FIRST, SUBSTANCE, fits, is_done, seen_in, tells_of_work, weight

WANTED: Mapping[int, int] = {7: 1, 30: 3, 60: 3, 90: 3, 180: 6, 360: 8}
"""Lessons of a session by its minutes."""
BEHIND_A_CASE = 2
"""Most lessons that are taken because they stand behind a case."""
MET_AGAIN = 2
"""Times that a case has to make use of a lesson, so that it is taken for the case: by a stage or by a model point."""
FEWEST_WITH_ONE_DONE = 3
"""Lessons of a session of which one has to be carried out and one has to have the theme first, if there are such."""
FEWEST = 2
"""A theme that has fewer lessons with a finding on the work is filled up to as many from the themes near to it."""
THE_CASE = (
    "The case is chosen first, with a view to the lessons. It has the theme itself among its themes, or else at least "
    f"{BEHIND_A_CASE_OF_ANOTHER} lessons on the theme stand behind it. A case beside which at least {FEWEST_BESIDE} "
    "lessons on the theme can be told comes before others; then one that has the theme further up; then one in which "
    "more agencies of the audience appear; and then one that makes use of more of the lessons that are told beside it, "
    f"in the stages that there is time for. A second case is taken only where {FEWEST_BESIDE_TWO} lessons are left."
)
LEFT_TO_THE_CASE = (
    "No part of the session tells a lesson that answers what its case asks: one that is behind the first model point "
    "of a question, or behind half of them. The case tells it, and the guide names it with the model points."
)
RULE = (
    f"Up to {BEHIND_A_CASE} lessons of which the case makes use at least {MET_AGAIN} times, in the stages that there "
    "is time for, and which answer none of its questions, come before all others, so that people meet them again; "
    "those that it uses most come first. The "
    f"theme has to be among their first {AMONG_ITS_FIRST}, or they have to call it by name.",
    "Lessons that tell what was found in the work with children and families come before those that are about reviews "
    "or about how staff hear of them. That is so where “Quality of reviews”, “Learning into practice” or “Audit and "
    f"assurance” is their first theme, or where one of the former two is among their first {REVIEWING_AMONG} and all "
    "that changed is scrutiny, audits, training, briefings or who takes part. A lesson that says little of what was "
    f"found comes last: fewer than {SUBSTANCE[0]} words, or fewer than {SUBSTANCE[1]} that are not in points.",
    "Lessons of which the theme is the first or the second, or which call it by name in their title, summary or "
    "findings, come before all others on the theme.",
    "Among those, a lesson that is mainly about the same other matter as one before it comes later.",
    "Then come lessons that are mainly about the theme: it is the first of their themes, or it is the second and they "
    "call it by name.",
    "Then comes a lesson that also says why it happened, or what came of what was done.",
    "Then come lessons that were tested further, from an independent evaluation down to an idea.",
    "Then, what was done comes before what was agreed, and that before what was only recommended.",
    "Then comes a lesson that adds a kind of change which none of those before it has.",
    "Then comes a lesson that concerns an agency of the audience.",
    "Then comes the lesson that was published last.",
)
"""The rule in words, the weightiest line first."""
ONE_DONE = (
    "Where none of the lessons has the theme first, the best one that has, and where none was carried out, the best "
    "one that was, takes the place of the last one that can go. It has to call the theme by name or to have it among "
    f"its first {AMONG_ITS_FIRST}, and to tell a finding."
)
FILLED_UP = (
    f"Where fewer than {FEWEST} lessons on a theme tell what was found in the work, the next best come from the themes "
    "near to it: those that call the theme by name, then those on related themes, and then those on other themes of "
    "the same group. The pack says so."
)


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
            *([] if tells_of_work(each, subject.themes) else ["no-finding"]),
            *(["why"] if "why" in each.told else ()),
            *(["effect"] if "effect" in each.told and is_done(each) else ()),
            f"stage:{each.stage}",
            each.done_status,
            *(f"new-kind:{kind}" for kind in self.new_kinds),
            *(f"agency:{agency}" for agency in dict.fromkeys(agencies) if agency in each.agencies),
        )
        return PackLesson(each.lesson_id, each.revision_id, why)


def chosen(
    subject: Subject, minutes: int, agencies: Collection[str], behind: Sequence[Mapping[int, int]] = (),
    on_theme: Sequence[Candidate] | None = None, answers: Collection[int] = (),
) -> list[Choice]:  # fmt: skip
    """The lessons of a session on a subject, the best first; fewer where there are fewer, and none where there is none.

    `behind`: for each case of the session, how often it makes use of each lesson behind it. `on_theme`: the lessons on
    the subject, where they were read already. `answers`: the lessons that are left to the cases. The same content gives
    the same lessons. Statements: three each for the theme and, where it has too few lessons with a finding, for those
    near to it.
    """
    wanted, themes = WANTED[minutes], subject.themes
    every = candidates_on(themes) if on_theme is None else on_theme
    candidates = [each for each in every if each.lesson_id not in answers]
    found = _with_cases(candidates, themes, agencies, wanted, behind)
    for is_it in (partial(_is_mainly_on, themes), is_done):
        found = _with_one(found, candidates, themes, agencies, is_it)
    missing = min(FEWEST, wanted) - sum(tells_of_work(choice.candidate, themes) for choice in found)
    if missing <= 0:
        return found
    more = _from_near(subject, agencies, missing, found, answers)
    return [*found[: wanted - len(more)], *more]


def next_in_line(
    candidates: Iterable[Candidate], subject: Subject, inside: Sequence[Candidate], agencies: Collection[str],
    number: int,
) -> list[Choice]:  # fmt: skip
    """Those of these lessons that the rule would take after the ones that are in a pack; at most so many."""
    taken = {each.lesson_id for each in inside}
    left = [each for each in candidates if each.lesson_id not in taken]
    return in_order(left, subject.themes, agencies, number, after=inside)


def in_order(
    candidates: Iterable[Candidate], themes: Collection[int], agencies: Collection[str], number: int, *,
    after: Iterable[Candidate] = (), uses: Mapping[int, int] | None = None,
) -> list[Choice]:  # fmt: skip
    """The first ones of these lessons on these themes in the order of the rule; no more than `number`.

    `after`: the lessons that were taken already. `uses`: how often the case that they are behind makes use of each.
    """
    left, seen, found = list(candidates), seen_in(after), list[Choice]()
    while left and len(found) < number:
        best = max(left, key=lambda each: weight(each, themes, seen, agencies, uses or {}))
        left.remove(best)
        new_kinds = tuple(kind for kind in best.kinds_of_change if kind not in seen.kinds)
        found.append(Choice(best, new_kinds, uses is not None))
        seen.add(best)
    return found


def _with_cases(
    candidates: Sequence[Candidate], themes: Collection[int], agencies: Collection[str], number: int,
    behind: Sequence[Mapping[int, int]],
) -> list[Choice]:  # fmt: skip
    """The first of these lessons, those behind each case before the others."""
    found, left = list[Choice](), list(candidates)
    for uses in behind:
        fitting = [each for each in left if uses.get(each.lesson_id, 0) >= MET_AGAIN and fits(each, themes)]
        room = min(BEHIND_A_CASE, number - len(found))
        found += in_order(fitting, themes, agencies, room, after=_of(found), uses=uses)
        taken = {choice.candidate.lesson_id for choice in found}
        left = [each for each in left if each.lesson_id not in taken]
    return [*found, *in_order(left, themes, agencies, number - len(found), after=_of(found))]


def _with_one(
    found: Sequence[Choice], those: Iterable[Candidate], themes: Collection[int], agencies: Collection[str],
    is_it: Callable[[Candidate], bool],
) -> list[Choice]:  # fmt: skip
    """The same, with a lesson of which something is true in place of the last one that can go, where it is of none.

    What is true of one of them alone stays so: that it was carried out, has the theme first, or is behind the case.
    """
    if len(found) < FEWEST_WITH_ONE_DONE or any(map(is_it, _of(found))):
        return [*found]
    fitting = [each for each in those if is_it(each) and fits(each, themes)]
    for place in reversed(range(len(found))):
        left = [*found[:place], *found[place + 1 :]]
        if all(any(map(is_so, left)) or not any(map(is_so, found)) for is_so in _worth_keeping(themes)):
            instead = in_order(fitting, themes, agencies, 1, after=_of(left))
            return [*left, *instead] if instead else [*found]
    return [*found]


def _worth_keeping(themes: Collection[int]) -> Iterable[Callable[[Choice], bool]]:
    return (
        lambda choice: choice.in_case,
        lambda choice: is_done(choice.candidate),
        lambda choice: _is_mainly_on(themes, choice.candidate),
    )


def _is_mainly_on(themes: Collection[int], each: Candidate) -> bool:
    """Whether the theme is the first one of a lesson."""
    return not set(each.theme_ids[:1]).isdisjoint(themes)


def _from_near(
    subject: Subject, agencies: Collection[str], number: int, found: Sequence[Choice], answers: Collection[int]
) -> list[Choice]:
    """So many lessons with a finding from the themes near to it; any, where they and the theme have no such lesson."""
    candidates = candidates_on((*subject.grouped, *subject.related), naming=subject.themes)
    own = {choice.candidate.lesson_id for choice in found} | {*answers}
    near = [each for each in candidates if each.lesson_id not in own and subject.distance(each.theme_ids) != 0]
    telling = [each for each in near if tells_of_work(each)] or ([] if found else near)
    more = list[Choice]()
    for themes in (subject.themes, *((theme,) for theme in subject.neighbours)):
        taken = {choice.candidate.lesson_id for choice in more}
        at = [each for each in telling if each.lesson_id not in taken and _is_near(each, themes)]
        more += in_order(at, themes, agencies, number - len(more), after=_of([*found, *more]))
    return more


def _is_near(each: Candidate, themes: Collection[int]) -> bool:
    return not each.named.isdisjoint(themes) or not set(each.theme_ids).isdisjoint(themes)


def _of(choices: Iterable[Choice]) -> list[Candidate]:
    return [choice.candidate for choice in choices]


def _about(subject: Subject, each: Candidate) -> Iterable[str]:
    """How the lesson is about the subject, as words of the reasons."""
    place = next((place for place, number in enumerate(each.theme_ids) if number in subject.themes), None)
    named = () if each.named.isdisjoint(subject.themes) else ("named",)
    if place is None:
        near = next((number for number in subject.neighbours if number in each.theme_ids), None)
        return (*named, f"related-theme:{near}")
    return ({0: "first-theme", 1: "second-theme"}.get(place, "theme"), *named)
