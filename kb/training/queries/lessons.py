"""Reads of the lessons that material rests on, and of the places in them that it names: published ones alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.sections import NOT_YET_DONE, TITLES


@dataclass(frozen=True, slots=True)
class LessonBehind:
    """A published lesson that material rests on."""

    id: int
    slug: str
    title: str
    done_status_key: str | None

    def section_title(self, section: str) -> str:
        """What stands over a section on the lesson's page; what was only recommended is never called done."""
        recommended = NOT_YET_DONE.get(self.done_status_key or "") if section == "done" else None
        return recommended or TITLES[section]


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a published lesson that something was taken from."""

    lesson: LessonBehind
    section: str

    @property
    def title(self) -> str:
        """What stands over the section."""
        return self.lesson.section_title(self.section)


def published(wanted: ColumnElement[bool]) -> dict[str, LessonBehind]:
    """The published ones among the lessons that meet a condition, by slug; one statement."""
    rows = session.execute(
        select(Lesson.id, Lesson.slug, Revision.title, Revision.done_status_key)
        .join(Revision, live)
        .where(wanted)
        .order_by(Lesson.id)
    )
    return {slug: LessonBehind(number, slug, title, status) for number, slug, title, status in rows if slug}


def places(named: Iterable[Mapping[str, Any]], known: Mapping[str, LessonBehind]) -> tuple[Place, ...]:
    """The places that entries with `lesson` and `section` name, in those of the lessons that are known."""
    return tuple(Place(known[entry["lesson"]], entry["section"]) for entry in named if entry["lesson"] in known)
