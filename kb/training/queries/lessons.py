"""Reads of the lessons that material rests on, and of the places in them that it names: published ones alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.places import public_place, small_places
from kb.lessons.queries.labels import Label, labels
from kb.lessons.sections import NOT_YET_DONE, TITLES


@dataclass(frozen=True, slots=True)
class LessonBehind:
    """A published lesson that material rests on."""

    id: int
    reference: str
    slug: str
    title: str
    place: str | None
    """The region or nation, where it may be named."""
    year: int | None
    done_status: Label | None
    evidence_stage: Label | None

    def section_title(self, section: str) -> str:
        """What stands over a section on the lesson's page; what was only recommended is never called done."""
        status = f"done-statuses/{self.done_status.slug}" if section == "done" and self.done_status else ""
        return NOT_YET_DONE.get(status, TITLES[section])


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
    """The published ones among the lessons that meet a condition, by slug; one statement beside what is kept."""
    of_lesson = (Lesson.id, Lesson.reference, Lesson.slug, Lesson.organisation_named)
    keys = (Revision.region_key, Revision.nation_key, Revision.done_status_key, Revision.evidence_stage_key)
    statement = select(*of_lesson, Revision.title, Revision.year, *keys).join(Revision, live).where(wanted)
    rows = session.execute(statement.order_by(Lesson.id)).all()
    values, small = labels().values, small_places()
    return {
        row.slug: LessonBehind(
            id=row.id,
            reference=row.reference,
            slug=row.slug,
            title=row.title,
            place=public_place(row.organisation_named, row.region_key, row.nation_key, small, values),
            year=row.year,
            done_status=values.get(row.done_status_key),
            evidence_stage=values.get(row.evidence_stage_key),
        )
        for row in rows
        if row.slug
    }


def places(named: Iterable[Mapping[str, Any]], known: Mapping[str, LessonBehind]) -> tuple[Place, ...]:
    """The places that entries with `lesson` and `section` name, in those of the lessons that are known."""
    return tuple(Place(known[entry["lesson"]], entry["section"]) for entry in named if entry["lesson"] in known)
