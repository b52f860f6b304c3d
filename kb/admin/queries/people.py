"""Names of people and organisations for entries of the audit trail, which know only their numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.admin.queries.merged import into_which
from kb.core.audit import AuditEvent
from kb.core.db import session


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in some entries stand for today."""

    people: Mapping[int, str]
    """Names of those who still have one."""
    organisations: Mapping[int, Organisation]
    into: Mapping[int, int]
    """For the number of an organisation that was merged, that of the one that stayed."""

    def organisation(self, number: int | None) -> Organisation | None:
        """The organisation, or the one that it was merged into."""
        return self.organisations.get(self.into.get(number or 0, number or 0))


def names_in(entries: Iterable[AuditEvent]) -> Names:
    """The names of everybody and everything in these entries that has one."""
    people: set[int | None] = set()
    organisations: set[int | None] = set()
    for entry in entries:
        people |= {entry.actor_id, entry.person_id, *_things(entry, User.__tablename__)}
        organisations |= {entry.organisation_id, *_things(entry, Organisation.__tablename__)}
    numbers = {number for number in organisations if number is not None}
    known = _organisations(numbers)
    into = into_which(numbers - known.keys())
    return Names(names_of(people), known | _organisations(set(into.values()) - known.keys()), into)


def _things(entry: AuditEvent, kind: str) -> set[int | None]:
    """Numbers of what an entry is about that is of this table."""
    sides = ((entry.thing_kind, entry.thing_id), (entry.result_kind, entry.result_id))
    return {number for table, number in sides if table == kind}


def names_of(numbers: Iterable[int | None]) -> dict[int, str]:
    """Names of users by number, of those who still have one."""
    wanted = {number for number in numbers if number is not None}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(wanted))) if wanted else ()
    return {number: name for number, name in rows if name}


def _organisations(numbers: set[int]) -> dict[int, Organisation]:
    found = select(Organisation).where(Organisation.id.in_(numbers))
    return {row.id: row for row in session.scalars(found)} if numbers else {}


def organisation_of(numbers: Sequence[int]) -> tuple[str | None, str | None]:
    """Address and name of the organisation with the first of these numbers; where it is gone, its number."""
    if not numbers:
        return None, None
    found = _organisations({numbers[0]}).get(numbers[0])
    return (found.slug, found.name) if found else (None, f"Organisation {numbers[0]}")
