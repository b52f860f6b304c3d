"""Reads of the audit trail.

However long the trail is, a page of it takes a few steps in an index: nothing counts it all or looks through all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_, union, union_all

from kb.core.audit import PEOPLE, AuditEvent
from kb.core.clock import start_of
from kb.core.db import session
from kb.core.paging import SIZE

Row = TypeVar("Row", AuditEvent, int)
BATCH = 1000
COUNTED = 1000
"""A page says of more than so many entries only that there are more."""
ORGANISATIONS = "organisation"
_place = tuple_(AuditEvent.at, AuditEvent.id)
"""Where an entry stands: entries of the same moment come in the order of their numbers."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; what is None does not matter."""

    actor_id: int | None = None
    """With what the same person did before signing in, such as signing in itself."""
    verb: str | None = None
    permission: str | None = None
    act: str | None = None
    thing_kind: str | None = None
    thing_id: int | None = None
    """With the kind only: the same number stands for many things."""
    organisation_ids: tuple[int, ...] = ()
    """Numbers that an organisation has and had; none for any organisation."""
    request_id: str | None = None
    since: date | None = None
    until: date | None = None
    """The last day that is wanted."""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What an entry has to meet, but for who did it, the thing and the organisation."""
        names = ("verb", "permission", "act", "request_id")
        given = [(getattr(AuditEvent, name), getattr(self, name)) for name in names]
        wanted: list[ColumnElement[bool]] = [column == value for column, value in given if value is not None]
        if self.since is not None:
            wanted.append(AuditEvent.at >= start_of(self.since))
        if self.until is not None:
            wanted.append(AuditEvent.at < start_of(self.until + timedelta(days=1)))
        return wanted

    def sides(self) -> list[ColumnElement[bool]]:
        """The ways in which an entry may be by the person and about the thing; one is enough, none are all.

        Each is looked up by itself: databases do not read the newest of "this or that" from two indexes.
        """
        given = [sides for sides in (self._actors(), self._things(), self._organisations()) if sides]
        if len(given) < 2:
            return given[0] if given else []
        first, *others = given
        return [and_(side, *(or_(*sides) for sides in others)) for side in first]

    def _actors(self) -> list[ColumnElement[bool]]:
        if self.actor_id is None:
            return []
        before = and_(AuditEvent.person_id == self.actor_id, AuditEvent.actor_kind == "anonymous")
        return [AuditEvent.actor_id == self.actor_id, before]

    def _things(self) -> list[ColumnElement[bool]]:
        if self.thing_kind is None or self.thing_id is None:
            return []
        about = [AuditEvent.person_id == self.thing_id] if self.thing_kind == PEOPLE else []
        done_with = and_(AuditEvent.thing_kind == self.thing_kind, AuditEvent.thing_id == self.thing_id)
        return [*about, done_with, _made(self.thing_kind, self.thing_id)]

    def _organisations(self) -> list[ColumnElement[bool]]:
        of_these = [AuditEvent.organisation_id == number for number in self.organisation_ids]
        return [*of_these, *(_made(ORGANISATIONS, number) for number in self.organisation_ids)]


def _made(kind: str, number: int) -> ColumnElement[bool]:
    """This is what came of it."""
    return and_(AuditEvent.result_kind == kind, AuditEvent.result_id == number)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some entries, newest first, and whether there are others on either side."""

    items: Sequence[AuditEvent]
    newer: bool = False
    older: bool = False


def entries(wanted: Filter, *, before: int | None = None, after: int | None = None) -> Stretch:
    """The newest entries; or those next to the entry of a number: the older before it, the newer after it."""
    if after is not None and (limit := _standing(after)) is not None:
        found = _some(wanted, [_place > limit], newest=False, most=SIZE + 1)
        return Stretch(found[:SIZE][::-1], newer=len(found) > SIZE, older=True)
    limit = _standing(before) if before is not None else None
    found = _some(wanted, [_place < limit] if limit is not None else [], newest=True, most=SIZE + 1)
    return Stretch(found[:SIZE], newer=limit is not None, older=len(found) > SIZE)


def _standing(number: int) -> ColumnElement[tuple[object, ...]] | None:
    """The place of an entry; None where there is no such entry."""
    at = session.scalar(select(AuditEvent.at).where(AuditEvent.id == number))
    return tuple_(at, number, types=[AuditEvent.at.type, AuditEvent.id.type]) if at is not None else None


def _some(wanted: Filter, limits: list[ColumnElement[bool]], *, newest: bool, most: int) -> list[AuditEvent]:
    """So many entries within the limits, from the newest or from the oldest on."""

    def first(statement: Select[Row]) -> Select[Row]:
        order = (AuditEvent.at.desc(), AuditEvent.id.desc()) if newest else (AuditEvent.at, AuditEvent.id)
        return statement.order_by(*order).limit(most)

    conditions, sides = [*wanted.conditions(), *limits], wanted.sides()
    if len(sides) < 2:
        return list(session.scalars(first(select(AuditEvent).where(*conditions, *sides))))
    of_sides = [select(first(_numbers(side, *conditions)).subquery().c.id) for side in sides]
    return list(session.scalars(first(select(AuditEvent).where(AuditEvent.id.in_(union_all(*of_sides))))))


def _numbers(*conditions: ColumnElement[bool]) -> Select[int]:
    return select(AuditEvent.id).where(*conditions)


def count(wanted: Filter, *, most: int | None = None) -> int:
    """How many entries there are; no further than to `most`, where that is given."""
    conditions, sides = wanted.conditions(), wanted.sides()
    if len(sides) < 2:
        found = _numbers(*conditions, *sides).limit(most).subquery()
    else:
        of_sides = [select(_numbers(side, *conditions).limit(most).subquery().c.id) for side in sides]
        found = union(*of_sides).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def batches(wanted: Filter) -> Iterator[list[AuditEvent]]:
    """All entries, oldest first, some at a time; those that are made meanwhile may be among them."""
    limits: list[ColumnElement[bool]] = []
    while batch := _some(wanted, limits, newest=False, most=BATCH):
        yield batch
        limits = [_place > tuple_(batch[-1].at, batch[-1].id, types=[AuditEvent.at.type, AuditEvent.id.type])]
