"""Has a file of a pack made that takes longer than a page."""

from kb.access.actors import Actor, Permission
from kb.access.policy import allows
from kb.access.use_case import use_case
from kb.core.errors import Denied, NotFound
from kb.core.jobs import Job, enqueue
from kb.packs import exporting
from kb.packs.made_files import EXPORT, key_of
from kb.packs.models import Pack
from kb.packs.queries.resolved import Resolved


@use_case(Permission.PACK_READ)
def export(who: Actor, pack: Pack, *, found: Resolved, name: str) -> Job:
    """Put it on the list; the same file of the same text is there once for each person.

    Raises Denied for somebody without an account, who would not find it again, and NotFound where nothing of the pack
    is public any more for somebody who sees no more than that.
    """
    if who.user_id is None:
        raise Denied
    works = allows(who, Permission.PACK_WORK_READ, pack)
    if not works and pack.published is None:
        raise NotFound
    publication = None if works or pack.published is None else pack.published.id
    payload = exporting.payload_of(pack, found, name, publication=publication)
    key = key_of(pack, who.user_id, name, found.version, publication or "work")
    return enqueue(EXPORT, key, payload=payload, owner_id=who.user_id)
