"""Reads of the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, and_, func, or_, select, union

from kb.core.audit import AuditEvent
from kb.core.clock import start_of
from kb.core.db import session
from kb.core.paging import Page, page_of

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; what is None does not matter."""

    actor_id: int | None = None
    permission: str | None = None
    act: str | None = None
    thing_kind: str | None = None
    thing_id: int | None = None
    organisation_id: int | None = None
    request_id: str | None = None
    since: date | None = None
    until: date | None = None
    """The last day that is wanted."""

    def of(self, statement: Select[AuditEvent]) -> Select[AuditEvent]:
        """The statement with these conditions."""
        for name in ("actor_id", "permission", "act", "organisation_id", "request_id"):
            wanted = getattr(self, name)
            if wanted is not None:
                statement = statement.where(getattr(AuditEvent, name) == wanted)
        if self.since is not None:
            statement = statement.where(AuditEvent.at >= start_of(self.since))
        if self.until is not None:
            statement = statement.where(AuditEvent.at < start_of(self.until + timedelta(days=1)))
        return self._of_thing(statement)

    def _of_thing(self, statement: Select[AuditEvent]) -> Select[AuditEvent]:
        """It may stand as what something was done with, or as what came of it."""
        sides = []
        for side in ("thing", "result"):
            kind, number = getattr(AuditEvent, f"{side}_kind"), getattr(AuditEvent, f"{side}_id")
            wanted = []
            if self.thing_kind is not None:
                wanted.append(kind == self.thing_kind)
            if self.thing_id is not None:
                wanted.append(number == self.thing_id)
            sides.append(and_(*wanted) if wanted else None)
        given = [side for side in sides if side is not None]
        return statement.where(or_(*given)) if given else statement


def entries(wanted: Filter, number: int) -> Page[AuditEvent]:
    """Page `number` of the entries, newest first."""
    found = wanted.of(select(AuditEvent))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    newest_first = found.order_by(AuditEvent.id.desc())
    return page_of(number, total, lambda at, most: session.scalars(newest_first.offset(at).limit(most)).all())


def count(wanted: Filter) -> int:
    """How many entries there are."""
    return session.scalar(select(func.count()).select_from(wanted.of(select(AuditEvent)).subquery())) or 0


def batches(wanted: Filter) -> Iterator[list[AuditEvent]]:
    """All entries, oldest first, some at a time; those that are made meanwhile may be among them."""
    last = 0
    while True:
        found = wanted.of(select(AuditEvent)).where(AuditEvent.id > last).order_by(AuditEvent.id).limit(BATCH)
        batch = list(session.scalars(found))
        if not batch:
            return
        yield batch
        last = batch[-1].id


@dataclass(frozen=True, slots=True)
class Occurring:
    """What entries say at all, to be chosen from; each in the order of the alphabet."""

    permissions: list[str]
    kinds: list[str]
    """Tables."""
    organisation_ids: list[int]


def occurring() -> Occurring:
    """What can be filtered by."""
    permissions = session.scalars(select(AuditEvent.permission).distinct().order_by(AuditEvent.permission))
    kinds = union(select(AuditEvent.thing_kind), select(AuditEvent.result_kind))
    organisations = session.scalars(select(AuditEvent.organisation_id).distinct())
    return Occurring(
        list(permissions),
        sorted(kind for (kind,) in session.execute(kinds) if kind),
        [number for number in organisations if number is not None],
    )
