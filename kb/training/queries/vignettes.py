"""Reads of vignettes. One is there while all lessons behind it are published: its text retells each of them.

There are some dozens, the same for everybody, so they are read at once and kept. An address is then looked up in
memory, and an unpublished vignette cannot be told from one that never was.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.versions import kept
from kb.lessons.models.lesson import Lesson
from kb.lessons.queries.labels import Label, Labels, labels
from kb.training.models import Vignette, VignetteLesson, VignetteTheme
from kb.training.queries.lessons import LessonBehind, Place, places, published


@dataclass(frozen=True, slots=True)
class ModelPoint:
    """Something that a good answer has, and the place in a lesson that shows it."""

    text: str
    place: Place
    source: str = ""
    """Where what goes beyond the lesson can be read, such as an Act; empty where the lesson is all there is."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a group, with what a good answer has."""

    number: int
    text: str
    model_points: tuple[ModelPoint, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the case that is read out, and what is asked after it."""

    number: int
    title: str
    text: str
    taken_from: tuple[Place, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class LessonUsed:
    """A lesson behind a vignette, and what it is behind."""

    lesson: LessonBehind
    parts: tuple[tuple[int, Place], ...]
    """Numbers of stages, each with a place in the lesson that it was taken from."""
    questions: tuple[int, ...]
    """Numbers of the questions that it has model points for."""


@dataclass(frozen=True, slots=True)
class VignetteShown:
    """A vignette as pages show it."""

    slug: str
    title: str
    summary: str
    age_band: Label
    minutes: int
    changed: str
    themes: tuple[Label, ...]
    theme_ids: frozenset[int]
    agencies: tuple[Label, ...]
    stages: tuple[Stage, ...]
    lessons: tuple[LessonUsed, ...]
    harm_types: tuple[str, ...] | None
    """Slugs of the kinds of harm that it tells of or hints at; None where nobody has said which these are."""


@kept
def vignettes() -> tuple[VignetteShown, ...]:
    """All of them, by title."""
    known, behind = labels(), published(Lesson.id.in_(select(VignetteLesson.lesson_id)))
    by_id = {lesson.id: lesson for lesson in behind.values()}
    lessons = _linked(VignetteLesson.vignette_id, VignetteLesson.lesson_id, VignetteLesson.position)
    themes = _linked(VignetteTheme.vignette_id, VignetteTheme.theme_id, VignetteTheme.position)
    rows = session.scalars(select(Vignette).order_by(Vignette.title, Vignette.id)).all()
    return tuple(
        _shown(row, [by_id[of] for of in lessons[row.id]], themes[row.id], known)
        for row in rows
        if lessons[row.id] and all(of in by_id for of in lessons[row.id])
    )


def vignette_by_slug(slug: str) -> VignetteShown:
    """The vignette at this address. Raises NotFound."""
    found = _by_slug().get(slug)
    if found is None:
        raise NotFound
    return found


def vignette_title(slug: str) -> Label | None:
    """Address and title of a vignette; None where the public sees none of this name."""
    found = _by_slug().get(slug)
    return Label(found.slug, found.title) if found else None


def vignettes_on(lesson_id: int) -> list[VignetteShown]:
    """Those that a lesson is behind."""
    return [vignette for vignette in vignettes() if any(used.lesson.id == lesson_id for used in vignette.lessons)]


def vignettes_about(theme_ids: Sequence[int]) -> list[VignetteShown]:
    """Those that have any of these themes."""
    return [vignette for vignette in vignettes() if not vignette.theme_ids.isdisjoint(theme_ids)]


@kept
def _by_slug() -> dict[str, VignetteShown]:
    return {vignette.slug: vignette for vignette in vignettes()}


def _linked(vignette: Any, other: Any, position: Any) -> dict[int, list[int]]:
    """Numbers of what is linked to each vignette, in its order."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, linked in session.execute(select(vignette, other).order_by(position)):
        found[number].append(linked)
    return found


def _shown(row: Vignette, lessons: list[LessonBehind], themes: list[int], known: Labels) -> VignetteShown:
    details, behind = row.details, {lesson.slug: lesson for lesson in lessons}
    stages = _stages(details["stages"], _questions(details["questions"], behind), behind)
    keys = [f"agencies/{slug}" for slug in details.get("agencies", ())]
    return VignetteShown(
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        age_band=known.values[row.age_band_key],
        minutes=row.minutes,
        changed=row.changed,
        themes=tuple(known.themes[theme] for theme in themes),
        theme_ids=frozenset(themes),
        agencies=tuple(known.values[key] for key in keys if key in known.values),
        stages=stages,
        lessons=tuple(_used(lesson, stages) for lesson in lessons),
        harm_types=tuple(details["harm_types"]) if "harm_types" in details else None,
    )


def _used(lesson: LessonBehind, stages: Sequence[Stage]) -> LessonUsed:
    asked = [question for stage in stages for question in stage.questions]
    return LessonUsed(
        lesson,
        tuple((stage.number, place) for stage in stages for place in stage.taken_from if place.lesson == lesson),
        tuple(of.number for of in asked if any(point.place.lesson == lesson for point in of.model_points)),
    )


def _questions(told: Sequence[Mapping[str, Any]], behind: Mapping[str, LessonBehind]) -> dict[int, list[Question]]:
    """Questions by the number of the stage after which they are asked, numbered through in that order."""
    found: dict[int, list[Question]] = defaultdict(list)
    for number, question in enumerate(sorted(told, key=lambda question: question["stage"]), 1):
        points = tuple(
            ModelPoint(point["text"], place, point.get("source", ""), point.get("url", ""))
            for point in question["model_points"]
            for place in places([point], behind)
        )  # fmt: skip
        found[question["stage"]].append(Question(number, question["text"], points))
    return found


def _stages(
    told: Sequence[Mapping[str, Any]], questions: Mapping[int, list[Question]], behind: Mapping[str, LessonBehind]
) -> tuple[Stage, ...]:
    return tuple(
        Stage(number, stage["title"], stage["text"], places(stage["from"], behind), tuple(questions.get(number, ())))
        for number, stage in enumerate(told, 1)
    )
