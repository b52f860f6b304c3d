"""A text is changed and decided about by one at a time."""

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.policy import require
from kb.core.db import session
from kb.lessons.models.lesson import Revision


def hold(who: Actor, permission: Permission, revision: Revision) -> None:
    """Have everybody else who changes this revision wait until the transaction ends, and read it anew.

    On SQLite they wait anyway. Raises what `require` raises: its state may be another one by now.
    """
    session.execute(select(Revision.id).where(Revision.id == revision.id).with_for_update())
    session.expire(revision)
    require(who, permission, revision)
