"""Entries of the audit trail, and how the page shows them, for tests."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from kb.core import audit, db
from kb.core.audit import AuditEvent, Deed
from kb.core.db import transaction
from tests.pages import Page

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def note(
    permission: str,
    *,
    actor_id: int | None = None,
    kind: str = "site",
    thing: object = None,
    act: str = "did",
    **said: Any,
) -> int:
    """An entry as the code enters it, and its number; without a verb it is one from before there were any."""
    with transaction():
        deed = Deed(act, permission, **said)
        audit.record(deed, actor=("person" if actor_id else kind, actor_id), thing=thing)
    return db.session.scalar(select(func.max(AuditEvent.id))) or 0


def whats(page: Page) -> list[str]:
    """What was done or read, as the rows say."""
    return page.rows('td[data-name="What"]')


def numbered(many: int, **said: Any) -> list[int]:
    """So many entries of upkeep; their numbers."""
    return [note("UPKEEP", **said) for _ in range(many)]
