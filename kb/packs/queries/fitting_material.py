"""Reads of the site's own material that fits a session: made-up cases, quiz questions, a self-check."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.lessons.queries.labels import labels
from kb.lessons.queries.themes import theme_by_slug
from kb.packs.queries.subjects import Subject
from kb.training.queries.quiz import questions
from kb.training.queries.vignettes import VignetteShown


@dataclass(frozen=True, slots=True)
class Asking:
    """A quiz question that could be asked, and what the choice among several rests on."""

    slug: str
    lesson_id: int
    answer: int
    """Number of the right option, from 1."""


@dataclass(frozen=True, slots=True)
class Material:
    """What there is for a session, the best first."""

    vignettes: tuple[str, ...]
    """Slugs."""
    questions: tuple[Asking, ...]
    """On its lessons, and then on its themes."""
    further_questions: tuple[Asking, ...]
    """On other themes of the same group."""
    self_check: int | None
    """The theme whose self-check is asked."""
    cases: tuple[VignetteShown, ...] = ()
    """The vignettes in full, if what they ask is to be looked at."""


def material_on(subject: Subject, cases: Sequence[VignetteShown], lesson_ids: Sequence[int]) -> Material:
    """What there is on a subject for a session with these cases and lessons."""
    of_lessons: list[tuple[int, int, Asking]] = []
    by_distance: dict[int | None, list[Asking]] = {}
    for item in questions():
        asking = Asking(item.slug, item.place.lesson.id, item.answer)
        if asking.lesson_id in lesson_ids:
            of_lessons.append((lesson_ids.index(asking.lesson_id), item.number, asking))
        else:
            by_distance.setdefault(subject.distance(item.theme_ids), []).append(asking)
    own = [asking for *_, asking in sorted(of_lessons, key=lambda each: each[:2])]
    return Material(
        vignettes=tuple(case.slug for case in cases),
        questions=(*own, *by_distance.get(0, ())),
        further_questions=tuple(by_distance.get(1, ())),
        self_check=_self_check(subject),
        cases=tuple(cases),
    )


def _self_check(subject: Subject) -> int | None:
    """The first of its themes that has questions by which an area looks at itself."""
    known = labels().themes
    return next((number for number in subject.themes if theme_by_slug(known[number].slug).self_check), None)
