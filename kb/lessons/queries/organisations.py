"""Reads of organisations: the list with its filters, and one organisation with what came before and after it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session, selectinload

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation, OrganisationSuccession
from kb.core.db import session
from kb.core.errors import Moved, NotFound
from kb.core.folding import folded_name
from kb.core.paging import Page, page_of
from kb.lessons.cards import Card, cards_page
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.vocabulary import ClosedValue
from kb.lessons.queries.labels import Label

Key = TypeVar("Key")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in a list."""

    slug: str
    name: str
    kind: str
    place: str
    former: bool
    lessons: int


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """Which organisations to list: words of the name, slugs of a region and of a kind; empty for all."""

    words: str = ""
    region: str = ""
    kind: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What an organisation has to meet: every word somewhere in its name."""
        words = folded_name(self.words).split()[:10]
        wanted = [Organisation.name_folded.contains(word, autoescape=True) for word in words]
        if self.region:
            wanted.append(Organisation.region_key == f"regions/{self.region}")
        if self.kind:
            wanted.append(Organisation.kind_key == f"organisation-kinds/{self.kind}")
        return wanted


def _lessons_of(organisation_id: object) -> ColumnElement[int]:
    """Number of published lessons in which the organisation is named."""
    return (
        select(func.count())
        .select_from(Lesson)
        .join(Revision, live)
        .where(Lesson.organisation_id == organisation_id, Lesson.organisation_named)
        .correlate(Organisation)
        .scalar_subquery()
    )


def organisation_rows(chosen: OrganisationFilter, page: int) -> Page[OrganisationRow]:
    """A page of the organisations by name."""
    total = session.scalar(select(func.count()).select_from(Organisation).where(*chosen.conditions())) or 0
    return page_of(page, total, lambda offset, limit: _rows(chosen, offset, limit))


def _rows(chosen: OrganisationFilter, offset: int, limit: int) -> list[OrganisationRow]:
    place = func.coalesce(_value(Organisation.region_key), _value(Organisation.nation_key))
    rows = session.execute(
        select(Organisation, _value(Organisation.kind_key), place, _lessons_of(Organisation.id))
        .where(*chosen.conditions())
        .order_by(Organisation.name_folded, Organisation.slug)
        .limit(limit)
        .offset(offset)
    )
    return [OrganisationRow(o.slug, o.name, kind, where, o.ended, lessons) for o, kind, where, lessons in rows]


def _value(column: object) -> ColumnElement[str]:
    """The label of the closed value whose key stands in a column of the organisation."""
    return select(ClosedValue.label).where(ClosedValue.key == column).correlate(Organisation).scalar_subquery()


def organisation_by_slug(slug: str) -> Organisation:
    """The organisation at this address with those before and after it.

    Raises Moved for the address of one that was merged into another, NotFound where there was never any.
    """
    organisation = session.scalar(
        select(Organisation)
        .where(Organisation.slug == slug)
        .options(selectinload(Organisation.predecessors), selectinload(Organisation.successors))
    )
    if organisation is None:
        former = select(Organisation.slug).join(FormerOrganisationSlug).where(FormerOrganisationSlug.slug == slug)
        now_at = session.scalar(former)
        raise Moved(now_at) if now_at else NotFound
    return organisation


def labels_of(organisation: Organisation) -> tuple[str, str]:
    """Its kind and its place in words."""
    keys = [organisation.kind_key, organisation.region_key or organisation.nation_key]
    labels = {
        key: label
        for key, label in session.execute(select(ClosedValue.key, ClosedValue.label).where(ClosedValue.key.in_(keys)))
    }
    return labels[keys[0]], labels[keys[1]]


def areas_of(organisation: Organisation) -> list[Label]:
    """The authorities whose area it covers."""
    return _labels(Organisation.slug.in_(organisation.areas))


def boards_of(organisation: Organisation) -> list[Label]:
    """The boards and partnerships that cover the area of an authority."""
    # The areas are a short JSON list that is compared as text: both databases write it with quoted slugs.
    return _labels(cast(Organisation.areas, String).contains(f'"{organisation.slug}"', autoescape=True))


def _labels(condition: ColumnElement[bool]) -> list[Label]:
    rows = session.execute(
        select(Organisation.slug, Organisation.name).where(condition).order_by(Organisation.name_folded).limit(50)
    )
    return [Label(slug, name) for slug, name in rows]


def of_the_same_area(organisation: Organisation) -> list[int]:
    """The authorities that a board covers, or the boards that cover an authority."""
    covered = Organisation.slug.in_(organisation.areas)
    covering = cast(Organisation.areas, String).contains(f'"{organisation.slug}"', autoescape=True)
    return list(session.scalars(select(Organisation.id).where(covered | covering)))


def with_predecessors(organisation: Organisation) -> list[int]:
    """The organisation and all that came before it, so that today's partnership shows its old board's entries."""
    start = select(OrganisationSuccession.predecessor_id, OrganisationSuccession.successor_id).where(
        OrganisationSuccession.successor_id == organisation.id
    )
    earlier = start.cte("earlier", recursive=True)
    earlier = earlier.union(
        select(OrganisationSuccession.predecessor_id, OrganisationSuccession.successor_id).join(
            earlier, OrganisationSuccession.successor_id == earlier.c.predecessor_id
        )
    )
    return [organisation.id, *session.scalars(select(earlier.c.predecessor_id).distinct())]


def listing_organisations(reading: Session) -> Mapping[int, Mapping[str, str]]:
    """For each organisation, by its number, slug and name of all whose page lists its lessons.

    The rule of that page (`with_predecessors`, `of_the_same_area`), seen from the lesson: itself, those that came after
    it, the boards that cover its area, the authorities whose area it covers.
    """
    rows = reading.execute(select(Organisation.id, Organisation.slug, Organisation.name, Organisation.areas)).all()
    slugs = {number: slug for number, slug, _, _ in rows}
    names = {slug: name for _, slug, name, _ in rows}
    boards = _gathered((area, slug) for _, slug, _, areas in rows for area in areas)
    succession = OrganisationSuccession
    pairs = reading.execute(select(succession.predecessor_id, succession.successor_id))
    after = _gathered((earlier, later) for earlier, later in pairs)
    found = {}
    for number, slug, _, areas in rows:
        line = {number: None}
        following = [number]
        while following:
            following = [later for earlier in following for later in after[earlier] if later not in line]
            line.update(dict.fromkeys(following))
        listing = [*(slugs[member] for member in line), *boards[slug], *(area for area in areas if area in names)]
        found[number] = {other: names[other] for other in listing}
    return found


def _gathered(pairs: Iterable[tuple[Key, Other]]) -> defaultdict[Key, list[Other]]:
    found: defaultdict[Key, list[Other]] = defaultdict(list)
    for key, other in pairs:
        found[key].append(other)
    return found


def lessons_of(organisation_ids: list[int], page: int) -> Page[Card]:
    """A page of the lessons in which one of these organisations is named, newest first."""
    wanted = (
        select(Lesson.id)
        .join(Revision, live)
        .where(Lesson.organisation_id.in_(organisation_ids), Lesson.organisation_named)
    )
    return cards_page(wanted, (Lesson.first_published_on.desc(), Lesson.id), page)
