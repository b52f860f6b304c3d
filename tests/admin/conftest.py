"""What tests of the admin pages share."""

import importlib
import pkgutil
from collections.abc import Callable
from contextlib import suppress

import pytest

import kb.accounts.routes
import kb.admin.routes.joining
import kb.admin.routes.options
import kb.admin.routes.organisations
import kb.admin.routes.overview
import kb.admin.routes.sign_on
import kb.admin.routes.users  # until kb.wiring names them
from kb.access.actors import Actor
from kb.core import db
from kb.core.audit import AuditEvent
from tests.pages import Person

for module in pkgutil.iter_modules(kb.accounts.routes.__path__):  # TEMPORARY
    with suppress(ImportError):
        importlib.import_module(f"kb.accounts.routes.{module.name}")


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
