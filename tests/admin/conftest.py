"""What tests of the admin pages share."""

from collections.abc import Callable

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.core.audit import AuditEvent
from tests.pages import Person


@pytest.fixture
def who(admin: Person) -> Actor:
    """The admin as use cases see one."""
    return Actor(user_id=admin.user.id, site_roles=frozenset({"admin"}), kind="person")


@pytest.fixture
def audited() -> Callable[[], list[tuple[str, str | None, int | None]]]:
    """Gives what was done, from the audit trail: permission, table and number of the thing."""

    def entries() -> list[tuple[str, str | None, int | None]]:
        db.session.rollback()
        found = db.session.query(AuditEvent).filter_by(act="did").order_by(AuditEvent.id)
        return [(entry.permission, entry.thing_kind, entry.thing_id) for entry in found]

    return entries
