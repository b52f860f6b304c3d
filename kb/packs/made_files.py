"""Files of packs that jobs have made: who may have one still, and how those go that nobody may have any more."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select

from kb.access.actors import Actor, Permission
from kb.access.policy import allows
from kb.accounts.models.user import Membership, User
from kb.core.db import session
from kb.core.job_steps import remove
from kb.core.jobs import Job, enqueue
from kb.packs.models import Pack

EXPORT = "packs.file"
"""Kind of the job. Its payload says which file of which text of which pack, and which lessons are in it."""


def key_of(pack: Pack, owner_id: int, *what: object) -> str:
    """Of the job: the same file of the same text is made once for each person."""
    return " ".join(map(str, (pack.id, *what, owner_id)))


def may_have(who: Actor, payload: Mapping[str, Any]) -> bool:
    """Whether somebody may have a file of this payload: they see the text now that it was made from.

    Nobody may where the payload does not say which text that was.
    """
    pack = session.get(Pack, payload["pack"])
    if pack is None or "publication" not in payload:
        return False
    publication = payload["publication"]
    if publication is None:
        return allows(who, Permission.PACK_WORK_READ, pack)
    return pack.published is not None and pack.published.id == publication


def forget_lost(pack: Pack) -> int:
    """Remove the files of a pack that whoever asked for them may not have any more; returns how many.

    Those that wait to be made are not made, and one that is being made is given up.
    """
    return _forget(Job.key.startswith(f"{pack.id} "))


def forget_all_lost() -> int:
    """The same of all packs."""
    return _forget()


def forget_of(user_id: int) -> int:
    """The same of all that somebody asked for."""
    return _forget(Job.owner_id == user_id)


def forget_closed(user_id: int) -> None:
    """Remove all that was made for an account which is closed: nobody comes back for it."""
    theirs = select(Job.id).where(Job.kind == EXPORT, Job.owner_id == user_id)
    for number in session.scalars(theirs).all():
        remove(number)


def forget_with(lesson_id: int) -> None:
    """Remove those in which a lesson is; one that is being made is made once more."""
    of_files = select(Job.id, Job.key, Job.state, Job.payload).where(Job.kind == EXPORT)
    for row in session.execute(of_files).all():
        if lesson_id not in row.payload["lessons"]:
            continue
        if row.state == "running":
            enqueue(EXPORT, row.key)
        elif row.state != "waiting":
            remove(row.id)


def _forget(*which: ColumnElement[bool]) -> int:
    session.flush()
    found = session.execute(select(Job.id, Job.owner_id, Job.payload).where(Job.kind == EXPORT, *which)).all()
    people = {number: _actor(number) for number in {row.owner_id for row in found}}
    lost = [row.id for row in found if not ((who := people[row.owner_id]) and may_have(who, row.payload))]
    for number in lost:
        remove(number)
    return len(lost)


def _actor(user_id: int | None) -> Actor | None:
    """Somebody as they are now, whatever was read of them before; None for who cannot sign in."""
    user = session.get(User, user_id, populate_existing=True) if user_id else None
    if user is None or not user.open:
        return None
    roles = session.execute(select(Membership.organisation_id, Membership.role).where(Membership.user_id == user.id))
    return Actor(user_id=user.id, memberships={number: role for number, role in roles}, kind="person")
