"""From rows to filters: the values of every facet of each published lesson, and of no other, as its page shows them.

Read as one row for each lesson and given on one by one, so that they are never all in memory, and in a transaction of
its own: a request's may be older than the index that it opens.
"""

from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.sql.functions import aggregate_strings

from kb.core import db
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.models.review import Review
from kb.lessons.models.use import LessonUse
from kb.lessons.models.vocabulary import Tag, Theme
from kb.lessons.places import small_places
from kb.lessons.queries.organisations import listing_organisations
from kb.search.facet_values import LISTS, UNKNOWN

AT_ONCE = 1000
"""Rows that are fetched together."""
SEPARATOR = "\x1f"
"""Stands between values that are read as one text; no value has it."""
_FACETS = {list_slug: facet for facet, list_slug in LISTS.items()}


@dataclass(frozen=True, slots=True)
class Filterable:
    """What the filters, and the orders beside relevance, need of a published lesson."""

    id: int
    first_published_on: date
    values: Mapping[str, Collection[str]]
    """Slugs by the key of their facet; of themes also those of the groups that these belong to, of organisations all
    whose page lists the lesson."""
    uses: int = 0
    """How many people said that they used it."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What its organisations are called, by slug; other new values are called as they are written."""


def filterables(ids: Collection[int] | None = None) -> Generator[Filterable]:
    """What filters need of those of these lessons, or of all, that the public may see; ordered by id."""
    with Session(db.engine()) as session:
        small, themes, organisations = small_places(session), _themes(session), listing_organisations(session)
        statement = _lessons if ids is None else _lessons.where(Lesson.id.in_(ids))
        for row in session.execute(statement.execution_options(yield_per=AT_ONCE)):
            named = organisations.get(row.organisation_id, {}) if row.organisation_named else {}
            values = _values(row, small, themes)
            if named:
                values["organisations"] = named.keys()
            yield Filterable(row.id, row.first_published_on or date.min, values, row.uses, named)


def _values(
    row: Row[*tuple[Any, ...]], small: frozenset[str], themes: Mapping[str, Collection[str]]
) -> dict[str, Collection[str]]:
    """The slugs in each facet but that of organisations; nothing that would tell which one is not named."""
    named = row.organisation_named
    keys = [row.kind_key, row.done_status_key, row.evidence_stage_key, row.result_key]
    keys += [place for place in (row.nation_key, row.region_key) if named or place not in small]
    keys += [row.review_type] if named else []
    values: dict[str, Collection[str]] = {}
    for key in (*keys, *_parts(row.values)):
        found = _closed_value(key)
        if found:
            values[found[0]] = (*values.get(found[0], ()), found[1])
    if row.themes:
        values["themes"] = {slug for theme in _parts(row.themes) for slug in themes[theme]}
    if row.tags:
        values["tags"] = _parts(row.tags)
    if row.year:
        values["years"] = (f"{row.year:04}",)
    return values


def _parts(joined: str | None) -> list[str]:
    return joined.split(SEPARATOR) if joined else []


@lru_cache(maxsize=1000)
def _closed_value(key: str | None) -> tuple[str, str] | None:
    """Facet and slug of a closed value, if its list is one to filter by and it says something."""
    list_slug, _, slug = (key or "").partition("/")
    return (_FACETS[list_slug], slug) if list_slug in _FACETS and slug != UNKNOWN else None


def _themes(session: Session) -> Mapping[str, Collection[str]]:
    """Each theme with the group that it belongs to."""
    broader = aliased(Theme)
    rows = session.execute(select(Theme.slug, broader.slug).outerjoin(broader, broader.id == Theme.broader_id))
    return {slug: (slug, group) if group else (slug,) for slug, group in rows}


# --- the statement


def _joined(column: ColumnElement[str] | InstrumentedAttribute[str]) -> aggregate_strings:
    return aggregate_strings(column, SEPARATOR)


_person = func.coalesce(LessonUse.user_id, -LessonUse.id)
"""Who used a lesson; each use whose account has gone counts as somebody."""
_lessons = (
    select(
        *(Lesson.id, Lesson.first_published_on, Lesson.organisation_id, Lesson.organisation_named),
        *(Revision.kind_key, Revision.done_status_key, Revision.evidence_stage_key, Revision.result_key),
        *(Revision.nation_key, Revision.region_key, Revision.year, Review.kind_key.label("review_type")),
        select(_joined(Theme.slug))
        .join(RevisionTheme, RevisionTheme.theme_id == Theme.id)
        .where(RevisionTheme.revision_id == Revision.id)
        .scalar_subquery()
        .label("themes"),
        select(_joined(RevisionValue.value_key))
        .where(RevisionValue.revision_id == Revision.id)
        .scalar_subquery()
        .label("values"),
        select(_joined(Tag.label))
        .join(RevisionTag, RevisionTag.tag_id == Tag.id)
        .where(RevisionTag.revision_id == Revision.id)
        .scalar_subquery()
        .label("tags"),
        select(func.count(_person.distinct())).where(LessonUse.lesson_id == Lesson.id).scalar_subquery().label("uses"),
    )
    .join(Revision, live)
    .outerjoin(Review, Review.id == Revision.review_id)
    .order_by(Lesson.id)
)
"""One row for each lesson, with what it has several of as one text."""
