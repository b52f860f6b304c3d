"""How the case and the lessons of a session meet: which ones a case makes use of, and which answer what it asks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from kb.lessons.queries.labels import labels
from kb.packs.content import Block
from kb.packs.queries.subjects import Subject
from kb.training.queries.vignettes import Question, Stage, VignetteShown, vignettes

BEHIND_A_CASE_OF_ANOTHER = 2
"""Lessons on the theme that have to stand behind a case, if the case has not got the theme itself."""
FEWEST_BESIDE = 2
"""Lessons that a session tells at least beside its case; the case tells those that answer what it asks."""
FEWEST_BESIDE_TWO = 3
"""The same of a second case, which a session can do without."""
HALF = 0.5
"""Share of the model points of a question from which on a lesson answers it."""
_NOWHERE = 99


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the cases of a session are to go with."""

    subject: Subject
    tellable: Collection[int]
    """Numbers of the lessons that the session can tell."""
    agencies: Collection[str] = ()
    """Slugs of those that come."""
    given: Collection[int] = ()
    """Numbers of the lessons that it tells in any event: they must not answer what a case asks."""
    first: str = ""
    """Slug of the case that the session names by itself, whatever else is asked for."""


def cases_for(wanted: Wanted, stages: Iterable[int]) -> list[VignetteShown]:
    """The best cases for the parts of a session that work on one, in their order; fewer where there are fewer.

    `stages`: how many stages are worked on in each of these parts, 0 for all. A case has the theme among its themes, or
    so many of the lessons behind it as `BEHIND_A_CASE_OF_ANOTHER`. It comes before others if `FEWEST_BESIDE` lessons
    can be told beside it; then the earlier the theme stands among its themes; then the more agencies of the audience
    appear in it; then the more of the lessons beside it it makes use of in these stages; and then by its title. A
    second one is taken only where `FEWEST_BESIDE_TWO` are left.
    """
    found = list[VignetteShown]()
    left = set(wanted.tellable)
    for number in stages:
        others = [each for each in vignettes() if each not in found]
        fewest = FEWEST_BESIDE_TWO if found else FEWEST_BESIDE
        ranked = ((_weight(each, number, left, fewest, wanted), each) for each in others)
        weighed = [(weight, each) for weight, each in ranked if weight is not None]
        best, case = min(weighed, key=lambda each: each[0], default=(None, None))
        if best is None or case is None or (found and best[0] > 0):
            break
        found.append(case)
        left -= answered_by(case, number)
    return found


def _weight(
    case: VignetteShown, stages: int, left: Set[int], fewest: int, wanted: Wanted
) -> tuple[int, int, int, int] | None:
    """What the order of cases goes by, the lowest first; None for one that is not for this session.

    `left`: the lessons that answer none of the cases before it; `fewest`: how many of them are to be told beside it.
    """
    if case.slug == wanted.first:
        return -1, 0, 0, 0
    answers, place = answered_by(case, stages), _place(case, stages, wanted)
    if place is None or not answers.isdisjoint(wanted.given):
        return None
    beside = left - answers
    of_audience = sum(agency.slug in wanted.agencies for agency in case.agencies)
    met_again = len(beside & uses_in(case, stages).keys())
    return max(fewest - len(beside), 0), place, -of_audience, -met_again


def _place(case: VignetteShown, stages: int, wanted: Wanted) -> int | None:
    """At which place of its themes a case has the theme; after all places where only lessons on it are behind it."""
    slugs = {labels().themes[theme].slug for theme in wanted.subject.themes}
    found = next((place for place, theme in enumerate(case.themes) if theme.slug in slugs), None)
    if found is not None:
        return found
    behind = {used.lesson.id for used in case.lessons}.intersection(wanted.tellable)
    is_near = len(behind) >= BEHIND_A_CASE_OF_ANOTHER and not behind.isdisjoint(uses_in(case, stages))
    return _NOWHERE if is_near else None


def worked_on(case: VignetteShown, stages: int) -> Sequence[Stage]:
    """The stages that there is time for: so many, the first ones; all for 0."""
    return case.stages[: stages or None]


def uses_in(case: VignetteShown, stages: int = 0) -> Mapping[int, int]:
    """How many stages and model points each lesson is behind, by its number, in the stages that there is time for."""
    found = Counter(pointed_at(case, stages))
    found.update(place.lesson.id for stage in worked_on(case, stages) for place in stage.taken_from)
    return found


def pointed_at(case: VignetteShown, stages: int = 0) -> Mapping[int, int]:
    """How many model points alone each lesson is behind, in the same stages."""
    asked = (question for stage in worked_on(case, stages) for question in stage.questions)
    return Counter(point.place.lesson.id for question in asked for point in question.model_points)


def answered_by(case: VignetteShown, stages: int) -> frozenset[int]:
    """The lessons, by their numbers, that answer a question which the case asks in the stages there is time for.

    Whoever was told such a lesson knows the answer. It is behind the first model point of the question, or behind half
    of all its points.
    """
    asked = (question for stage in worked_on(case, stages) for question in stage.questions)
    return frozenset(lesson for question in asked for lesson in _answering(question))


def answered_in(blocks: Iterable[Block]) -> frozenset[int]:
    """The same of all cases that parts of a session work on."""
    known = {case.slug: case for case in vignettes()}
    cases = ((known[each.vignette], each.stages) for each in blocks if each.vignette in known)
    return frozenset().union(*(answered_by(case, stages) for case, stages in cases))


def _answering(question: Question) -> set[int]:
    behind = [point.place.lesson.id for point in question.model_points]
    return {lesson for lesson, times in Counter(behind).items() if lesson == behind[0] or times >= HALF * len(behind)}
