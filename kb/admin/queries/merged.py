"""Which organisations were merged into which: the audit trail alone knows the numbers of those that are gone."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select

from kb.accounts.models.organisation import Organisation
from kb.core.audit import AuditEvent
from kb.core.db import session


def merged_into(number: int) -> list[int]:
    """Numbers of the organisations that were merged into this one, also by way of others."""
    found: set[int] = set()
    looking = {number}
    while looking:
        looking = {gone for gone, _into in _merges(AuditEvent.result_id.in_(looking))} - {number, *found}
        found |= looking
    return sorted(found)


def into_which(numbers: Iterable[int]) -> dict[int, int]:
    """For those of these numbers that were merged, the number of the organisation that stayed in the end."""
    into: dict[int, int] = {}
    looking = set(numbers)
    while looking:
        found = dict(_merges(AuditEvent.thing_id.in_(looking)))
        into |= found
        looking = set(found.values()) - into.keys()
    return {number: _last(into, number) for number in numbers if number in into}


def _last(into: dict[int, int], number: int) -> int:
    while number in into:
        number = into[number]
    return number


def _merges(condition: ColumnElement[bool]) -> list[tuple[int, int]]:
    """Pairs of the organisation that went and the one that stayed.

    Entries from before there were verbs are taken for a merge where the organisation is gone.
    """
    found = select(AuditEvent.thing_id, AuditEvent.result_id).where(
        AuditEvent.thing_kind == Organisation.__tablename__,
        AuditEvent.result_kind == Organisation.__tablename__,
        (AuditEvent.verb == "merging.merge") | AuditEvent.verb.is_(None),
        AuditEvent.thing_id.not_in(select(Organisation.id)),
        condition,
    )
    return [(gone, stayed) for gone, stayed in session.execute(found) if gone and stayed]
