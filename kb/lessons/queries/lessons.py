"""Reads of lessons: the newest, those tested furthest, those named by their reference."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.core.db import Read, session, table_of
from kb.core.versions import kept
from kb.lessons.cards import Card, cards
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.source import Source
from kb.lessons.queries.labels import Label


@kept
def newest(limit: int) -> tuple[Card, ...]:
    """The lessons published last."""
    return _first(Lesson.first_published_on.desc(), Lesson.id.desc(), limit=limit)


@kept
def furthest_tested(limit: int) -> tuple[Card, ...]:
    """The lessons with the highest stage of evidence, newest review first."""
    return _first(Revision.evidence_stage_key.desc(), Revision.year.desc(), Lesson.id, limit=limit)


def _first(*order: ColumnElement[Any] | InstrumentedAttribute[Any], limit: int) -> tuple[Card, ...]:
    return tuple(cards(session.scalars(select(Lesson.id).join(Revision, live).order_by(*order).limit(limit)).all()))


@kept
def lessons_total() -> int:
    """How many lessons the public sees."""
    return session.scalar(select(func.count()).select_from(Lesson).join(Revision, live)) or 0


def titles(ids: Sequence[int]) -> dict[int, Label]:
    """Address and title of each of these lessons that is published, by its number; at most one statement."""
    return {number: Label(slug, title) for number, slug, title in _titles.rows(ids)} if ids else {}


_LESSON, _REVISION = table_of(Lesson), table_of(Revision)
_titles = Read(
    lambda numbers: (
        select(_LESSON.c.id, _LESSON.c.slug, _REVISION.c.title).join(_REVISION, live).where(_LESSON.c.id.in_(numbers))
    )
)


def lessons_by_reference(references: Sequence[str]) -> list[Card]:
    """The published ones among these lessons, in the order given; for a reader's shortlist."""
    wanted = [reference for reference in references if re.fullmatch(r"LB-[0-9]+", reference)]
    rows = session.execute(select(Lesson.reference, Lesson.id).join(Revision, live).where(Lesson.reference.in_(wanted)))
    ids = {reference: number for reference, number in rows}
    return cards([ids[reference] for reference in references if reference in ids])


def published_ids(names: Collection[str]) -> dict[str, int]:
    """Ids of the published ones among these lessons, by reference or slug, as they were named."""
    rows = session.execute(
        select(Lesson.id, Lesson.reference, Lesson.slug)
        .join(Revision, live)
        .where(or_(Lesson.reference.in_(names), Lesson.slug.in_(names)))
    )
    return {name: number for number, *both in rows for name in both if name and name in names}


def public_sources_of(cards: Sequence[Card]) -> dict[int, list[Source]]:
    """The sources of each of these lessons, by its id; none where the organisation asked not to be named."""
    rows = session.execute(
        select(Lesson.id, Source)
        .join(Revision, live)
        .join(Source, Source.revision_id == Revision.id)
        .where(Lesson.id.in_([card.id for card in cards]), Lesson.organisation_named)
        .order_by(Lesson.id, Source.position)
    )
    found: dict[int, list[Source]] = {card.id: [] for card in cards}
    for lesson, source in rows:
        found[lesson].append(source)
    return found
