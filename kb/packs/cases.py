"""How the case and the lessons of a session meet: which ones a case makes use of, and which give its answers away."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from kb.lessons.queries.labels import labels
from kb.packs.queries.subjects import Subject
from kb.training.queries.vignettes import Question, Stage, VignetteShown, vignettes

BEHIND_A_CASE_OF_ANOTHER = 2
"""Lessons on the theme that have to stand behind a case, if the case has not got the theme itself."""
HALF = 0.5
"""Share of the model points of a question from which on a lesson answers it."""
_NOWHERE = 99


def cases_on(
    subject: Subject, agencies: Collection[str], number: int, *, first: str = "", stages: int = 0,
    tellable: Collection[int] = (),
) -> list[VignetteShown]:  # fmt: skip
    """The best cases for a session, no more than `number`.

    They have the theme among their themes, or so many lessons on it behind them as `BEHIND_A_CASE_OF_ANOTHER`. A case
    comes before others the earlier the theme stands among its themes; where that is alike, the more agencies of the
    audience appear in it; then the more lessons that the session can tell (`tellable`, their numbers) it makes use of
    in its first stages (0 for all); and then by its title. `first`: the slug of one that is named already.
    """
    known = labels().themes
    wanted = {known[theme].slug for theme in subject.themes}
    found = []
    for at, vignette in enumerate(vignettes()):
        place = next((place for place, theme in enumerate(vignette.themes) if theme.slug in wanted), _NOWHERE)
        behind = {used.lesson.id for used in vignette.lessons}.intersection(tellable)
        here = behind.intersection(uses_in(vignette, stages))
        if vignette.slug == first:
            found.append((-1, 0, 0, at, vignette))
        elif place < _NOWHERE or (len(behind) >= BEHIND_A_CASE_OF_ANOTHER and here):
            of_audience = sum(agency.slug in agencies for agency in vignette.agencies)
            found.append((place, -of_audience, -len(here), at, vignette))
    return [vignette for *_, vignette in sorted(found, key=lambda each: each[:4])][:number]


def worked_on(case: VignetteShown, stages: int) -> Sequence[Stage]:
    """The stages that there is time for: so many, the first ones; all for 0."""
    return case.stages[: stages or None]


def uses_in(case: VignetteShown, stages: int = 0) -> Mapping[int, int]:
    """How many stages and model points each lesson is behind, by its number, in the stages that there is time for."""
    found = Counter[int]()
    for stage in worked_on(case, stages):
        points = [point.place for question in stage.questions for point in question.model_points]
        found.update(place.lesson.id for place in (*stage.taken_from, *points))
    return found


def answered_by(case: VignetteShown, stages: int, sections: Collection[str]) -> Mapping[int, int]:
    """How many questions each lesson answers, by its number, for people who have heard these sections of it.

    It does where it is behind the first model point of the question, or behind half of all its points.
    """
    found = Counter[int]()
    for stage in worked_on(case, stages):
        for question in stage.questions:
            found.update(_answering(question, sections))
    return found


def _answering(question: Question, sections: Collection[str]) -> set[int]:
    heard = [point.place.lesson.id if point.place.section in sections else None for point in question.model_points]
    number = Counter(lesson for lesson in heard if lesson is not None)
    return {lesson for lesson, times in number.items() if lesson == heard[0] or times >= HALF * len(heard)}
