"""Lessons as lists show them: everything a line needs, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from kb.accounts.models import Organisation
from kb.core.db import session
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, RevisionTheme, RevisionValue, live
from kb.lessons.models.vocabulary import ClosedValue, Theme
from kb.lessons.places import public_place, small_places


@dataclass(frozen=True, slots=True)
class Label:
    """A value as a page shows it: the slug for addresses, the label for people."""

    slug: str
    label: str


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


def value_label(value: ClosedValue) -> Label:
    """A value of a closed list."""
    return Label(value.slug, value.label)


def organisation_label(organisation: Organisation) -> Label:
    """An organisation."""
    return Label(organisation.slug, organisation.name)


def published() -> Select[Lesson, Revision]:
    """Every lesson that the public sees, with the revision that it sees."""
    return select(Lesson, Revision).join(Revision, live)


def cards(ids: Sequence[int]) -> list[Card]:
    """The published ones among these lessons, in the order of the ids; one that is not published is left out."""
    if not ids:
        return []
    rows = session.execute(
        published()
        .where(Lesson.id.in_(ids))
        .options(
            joinedload(Lesson.organisation),
            joinedload(Revision.kind),
            joinedload(Revision.done_status),
            joinedload(Revision.evidence_stage),
            joinedload(Revision.result),
            joinedload(Revision.nation),
            joinedload(Revision.region),
        )
    ).all()
    revisions = [revision.id for _, revision in rows]
    themes, changes, small = _themes(revisions), _kinds_of_change(revisions), small_places()
    found = {
        lesson.id: _card(lesson, revision, public_place(lesson, revision, small), themes, changes)
        for lesson, revision in rows
    }
    return [found[number] for number in ids if number in found]


Labels = dict[int, list[Label]]
"""Labels of each revision, by its number."""


def cards_page(wanted: Select[int], order: Sequence[Any], page: int) -> Page[Card]:
    """A page of the lessons whose ids a statement gives, in this order."""
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0

    def rows(offset: int, limit: int) -> list[Card]:
        return cards(session.scalars(wanted.order_by(*order).limit(limit).offset(offset)).all())

    return page_of(page, total, rows)


def _card(lesson: Lesson, revision: Revision, place: str | None, themes: Labels, changes: Labels) -> Card:
    organisation = lesson.public_organisation
    assert lesson.reference and lesson.slug and lesson.first_published_on  # noqa: S101 - kept by constraints
    assert revision.kind and revision.done_status and revision.evidence_stage  # noqa: S101
    return Card(
        id=lesson.id,
        reference=lesson.reference,
        slug=lesson.slug,
        title=revision.title,
        summary=revision.summary,
        organisation=organisation_label(organisation) if organisation else None,
        place=place,
        year=revision.year,
        kind=value_label(revision.kind),
        kinds_of_change=tuple(changes[revision.id]),
        themes=tuple(themes[revision.id]),
        done_status=value_label(revision.done_status),
        evidence_stage=value_label(revision.evidence_stage),
        result=value_label(revision.result) if revision.result else None,
        told=tuple(bool(getattr(revision, section)) for section in SECTIONS),
        first_published_on=lesson.first_published_on,
    )


def _themes(revisions: Iterable[int]) -> Labels:
    rows = session.execute(
        select(RevisionTheme.revision_id, Theme.slug, Theme.label)
        .join(Theme, Theme.id == RevisionTheme.theme_id)
        .where(RevisionTheme.revision_id.in_(revisions))
        .order_by(RevisionTheme.revision_id, RevisionTheme.position)
    )
    return _gathered(rows)


def _kinds_of_change(revisions: Iterable[int]) -> Labels:
    rows = session.execute(
        select(RevisionValue.revision_id, ClosedValue.slug, ClosedValue.label)
        .join(ClosedValue, ClosedValue.key == RevisionValue.value_key)
        .where(RevisionValue.revision_id.in_(revisions), ClosedValue.list_slug == "kinds-of-change")
        .order_by(RevisionValue.revision_id, RevisionValue.position)
    )
    return _gathered(rows)


def _gathered(rows: Iterable[tuple[int, str, str]]) -> Labels:
    labels: Labels = defaultdict(list)
    for revision, slug, label in rows:
        labels[revision].append(Label(slug, label))
    return labels
