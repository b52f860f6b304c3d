"""The audit trail: who did what with what, and when. Numbers and digests, no text; nothing in it is ever changed.

An entry is written in the transaction of what it is about (`kb.access.use_case`), and for each reading of something
that is not published (`kb.access.guard`). The database itself refuses to change or remove an entry (migration 0010).
"""

import hashlib
import hmac
from contextvars import ContextVar
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


class AuditEvent(Base):
    """One entry of the trail."""

    __tablename__ = "audit_event"
    __table_args__ = (
        CheckConstraint(f"act IN {ACTS}", name="act"),
        Index("ix_audit_event_actor_id", "actor_id"),
        Index("ix_audit_event_thing", "thing_kind", "thing_id"),
        Index("ix_audit_event_permission", "permission"),
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
    thing_kind: Mapped[str | None]
    """Table of what it was done with."""
    thing_id: Mapped[int | None]
    result_kind: Mapped[str | None]
    """Table of what came of it, where something was made."""
    result_id: Mapped[int | None]
    organisation_id: Mapped[int | None] = mapped_column(index=True)
    """The organisation that the thing belongs to, where it belongs to one."""
    digest: Mapped[str | None]
    """Keyed digest of something without a number, such as the address an invitation went to."""
    request_id: Mapped[str | None] = mapped_column(index=True)


def record(
    act: str,
    permission: str,
    *,
    actor: tuple[str, int | None],
    thing: Any = None,
    result: Any = None,
) -> None:
    """Add an entry to the current transaction. `actor`: kind and number. Rows are noted by table and number."""
    session.flush()  # what was made gets its number
    kind, number = _name(thing)
    result_kind, result_number = _name(result) if result is not thing else (None, None)
    entry = AuditEvent(
        actor_kind=actor[0],
        actor_id=actor[1],
        act=act,
        permission=permission,
        thing_kind=kind,
        thing_id=number,
        result_kind=result_kind,
        result_id=result_number,
        organisation_id=getattr(thing, "organisation_id", None),
        digest=digest(thing) if isinstance(thing, str) else None,
        request_id=request_id.get(),
    )
    session.add(entry)


def digest(text: str) -> str:
    """Keyed digest of a text: the same text gives the same, and nobody without the site's key can guess it back."""
    return hmac.new(settings().secret_key.encode(), b"audit " + text.encode(), hashlib.sha256).hexdigest()[:32]


def _name(thing: Any) -> tuple[str | None, int | None]:
    number = getattr(thing, "id", None) if isinstance(thing, Base) else None
    return (thing.__tablename__, number) if isinstance(thing, Base) else (None, None)
