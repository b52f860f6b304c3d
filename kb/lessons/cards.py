"""Lessons as lists show them: everything a line needs, read in three statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select

from kb.core.clock import today
from kb.core.db import Read, session, table_of
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.places import public_place, small_places
from kb.lessons.queries.labels import Label, labels
from kb.lessons.queries.labels import Labels as Known


@dataclass(frozen=True, slots=True)
class Card:
    """A published lesson in a list."""

    id: int
    reference: str
    slug: str
    title: str
    summary: str
    organisation: Label | None
    place: str | None
    year: int | None
    kind: Label
    kinds_of_change: tuple[Label, ...]
    themes: tuple[Label, ...]
    done_status: Label
    evidence_stage: Label
    result: Label | None
    told: tuple[bool, ...]
    """Which of found, why, done, effect and how have text."""
    first_published_on: date
    review_by: date | None

    @property
    def overdue(self) -> bool:
        """Whether the day is over by which it was to be looked at again."""
        return self.review_by is not None and self.review_by < today()


_LESSON, _REVISION, _THEMES, _VALUES = (table_of(model) for model in (Lesson, Revision, RevisionTheme, RevisionValue))


def _has_text(section: str) -> ColumnElement[int]:
    return case((_REVISION.c[section] != "", 1), else_=0)


_lessons = Read(
    lambda ids: (
        select(
            *(_LESSON.c[name] for name in ("id", "reference", "slug", "organisation_id", "organisation_named")),
            _LESSON.c.first_published_on,
            _LESSON.c.review_by,
            *(_REVISION.c[name] for name in ("id", "title", "summary", "year", "kind_key", "done_status_key")),
            *(_REVISION.c[name] for name in ("evidence_stage_key", "result_key", "region_key", "nation_key")),
            *(_has_text(section) for section in SECTIONS),
        )
        .join(_REVISION, live)
        .where(_LESSON.c.id.in_(ids))
    )
)
_themes = Read(
    lambda revisions: select(_THEMES.c.position, _THEMES.c.revision_id, _THEMES.c.theme_id).where(
        _THEMES.c.revision_id.in_(revisions)
    )
)
_OF_CHANGE: ColumnElement[str] = literal_column("'kinds-of-change/%'")  # twice as fast in SQLite as a parameter
_changes = Read(
    lambda revisions: select(_VALUES.c.position, _VALUES.c.revision_id, _VALUES.c.value_key).where(
        _VALUES.c.revision_id.in_(revisions), _VALUES.c.value_key.like(_OF_CHANGE)
    )
)
"""Themes, and kinds of change, of revisions with their places: put in order here, which is quicker."""


def cards(ids: Sequence[int]) -> list[Card]:
    """The published ones among these lessons, in the order of the ids; one that is not published is left out."""
    rows = _lessons.rows(ids) if ids else []
    if not rows:
        return []
    known, revisions = labels(), [row[7] for row in rows]
    themes: dict[int, list[Label]] = defaultdict(list)
    changes: dict[int, list[Label]] = defaultdict(list)
    for _, revision, theme in sorted(_themes.rows(revisions)):
        themes[revision].append(known.themes[theme])
    for _, revision, key in sorted(_changes.rows(revisions)):
        changes[revision].append(known.values[key])
    small = small_places()
    found = {row[0]: _card(row, known, small, tuple(themes[row[7]]), tuple(changes[row[7]])) for row in rows}
    return [found[number] for number in ids if number in found]


Labels = tuple[Label, ...]


def _card(row: tuple[Any, ...], known: Known, small: frozenset[str], themes: Labels, changes: Labels) -> Card:
    number, reference, slug, organisation, named, first_published_on, review_by, _, title, summary, year, *keys = row
    kind, done_status, evidence_stage, result, region, nation, *told = keys
    value = known.values
    return Card(
        id=number,
        reference=reference,
        slug=slug,
        title=title,
        summary=summary,
        organisation=known.organisations.get(organisation) if named else None,
        place=public_place(named, region, nation, small, value),
        year=year,
        kind=value[kind],
        kinds_of_change=changes,
        themes=themes,
        done_status=value[done_status],
        evidence_stage=value[evidence_stage],
        result=value.get(result),
        told=tuple(map(bool, told)),
        first_published_on=first_published_on,
        review_by=review_by,
    )


def cards_page(wanted: Select[int], order: Sequence[Any], page: int) -> Page[Card]:
    """A page of the lessons whose ids a statement gives, in this order."""
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0

    def rows(offset: int, limit: int) -> list[Card]:
        return cards(session.scalars(wanted.order_by(*order).limit(limit).offset(offset)).all())

    return page_of(page, total, rows)
