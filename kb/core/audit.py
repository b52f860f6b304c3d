"""The audit trail: who did what with what, and when. Numbers and digests, no text; nothing in it is ever changed.

An entry is written in the transaction of what it is about (`kb.access.use_case`), and for each reading of something
that is not published (`kb.access.guard`). The database itself refuses to change or remove an entry (migration 0010).
"""

import hashlib
import hmac
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, session, utc_now
from kb.core.settings import settings
from kb.core.versions import ON_NO_PAGE

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""Identifier of the current request, which its answer carries too; None outside of requests."""

ACTS = ("did", "read")
PEOPLE = "user_account"
"""Table of the people that entries are about."""


class AuditEvent(Base):
    """One entry of the trail."""

    __tablename__ = "audit_event"
    __table_args__ = (
        CheckConstraint(f"act IN {ACTS}", name="act"),
        # Each ends with the moment: entries of one person, one verb and so on are read newest first.
        Index("ix_audit_event_actor_id", "actor_id", "at"),
        Index("ix_audit_event_organisation_id", "organisation_id", "at"),
        Index("ix_audit_event_permission", "permission", "at"),
        Index("ix_audit_event_person_id", "person_id", "at"),
        Index("ix_audit_event_result", "result_kind", "result_id", "at"),
        Index("ix_audit_event_thing", "thing_kind", "thing_id", "at"),
        Index("ix_audit_event_verb", "verb", "at"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    actor_id: Mapped[int | None]
    """Number of the user; None for somebody who is not signed in, and for the site itself. Not a foreign key: an
    entry outlives what it is about."""
    actor_kind: Mapped[str]
    """person, anonymous, operator (a `kb` command) or site (a job)."""
    act: Mapped[str]
    permission: Mapped[str]
    """Name of the `Permission` that was asked."""
    verb: Mapped[str | None]
    """Name of the use case, such as leaving.close; of the page or command, for what was read. None in old entries."""
    choice: Mapped[str | None]
    """The word of a closed list that was chosen, such as a role or the name of an option; never anything typed."""
    value: Mapped[int | None]
    """The number that was chosen for an option."""
    thing_kind: Mapped[str | None]
    """Table of what it was done with."""
    thing_id: Mapped[int | None]
    result_kind: Mapped[str | None]
    """Table of what came of it, where something was made."""
    result_id: Mapped[int | None]
    person_id: Mapped[int | None]
    """The user whose account, membership or session it is about, where it is about one. None in old entries."""
    organisation_id: Mapped[int | None]
    """The organisation that the thing is, or belongs to."""
    digest: Mapped[str | None]
    """Keyed digest of something without a number, such as the address for which a link was asked."""
    request_id: Mapped[str | None] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done or read, in words and numbers that the code knows."""

    act: str
    permission: str
    verb: str | None = None
    choice: str | None = None
    value: int | None = None


def record(deed: Deed, *, actor: tuple[str, int | None], thing: Any = None, result: Any = None) -> None:
    """Add an entry to the current transaction. `actor`: kind and number. Rows are noted by table and number."""
    session.flush()  # what was made gets its number
    result = result if result is not thing else None
    kind, number = _name(thing)
    result_kind, result_number = _name(result)
    entry = AuditEvent(
        **asdict(deed),
        actor_kind=actor[0],
        actor_id=actor[1],
        thing_kind=kind,
        thing_id=number,
        result_kind=result_kind,
        result_id=result_number,
        person_id=_person(thing, result),
        organisation_id=_first(getattr(row, "organisation_id", None) for row in (thing, result)),
        digest=digest(thing) if isinstance(thing, str) else None,
        request_id=request_id.get(),
    )
    session.add(entry)


def digest(text: str) -> str:
    """Keyed digest of a text: the same text gives the same, and nobody without the site's key can guess it back."""
    return hmac.new(settings().secret_key.encode(), b"audit " + text.encode(), hashlib.sha256).hexdigest()[:32]


def _name(thing: Any) -> tuple[str | None, int | None]:
    return (thing.__tablename__, getattr(thing, "id", None)) if isinstance(thing, Base) else (None, None)


def _person(*rows: Any) -> int | None:
    """Number of the user that the first of these rows is, or belongs to, that has one."""
    return _first(row.id if _name(row)[0] == PEOPLE else getattr(row, "user_id", None) for row in rows)


def _first(numbers: Iterable[int | None]) -> int | None:
    return next((number for number in numbers if number is not None), None)
