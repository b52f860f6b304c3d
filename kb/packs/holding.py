"""A pack is changed by one at a time, and every text of it is kept."""

from sqlalchemy import delete, select

from kb.access.actors import Actor, Permission
from kb.access.policy import require
from kb.core.db import session, utc_now
from kb.packs.content import PackContent, kept
from kb.packs.models import Pack, PackItem, PackVersion
from kb.packs.said import SAID


def hold(who: Actor, permission: Permission, pack: Pack) -> PackContent:
    """Have everybody else who changes this pack wait until the transaction ends; returns what it says now.

    On SQLite they wait anyway. Raises what `require` raises: who may do what may have changed since it was read.
    """
    session.execute(select(Pack.id).where(Pack.id == pack.id).with_for_update())
    session.expire(pack)
    require(who, permission, pack)
    return pack.now


def put(who: Actor, pack: Pack, content: PackContent, what: str) -> bool:
    """Save a text of a pack that is held. False, and nothing is written, where it says what it said before."""
    assert what in SAID  # noqa: S101 - a word of ours
    if pack.version and content == pack.now:
        return False
    write(pack, content)
    pack.version += 1
    keep(who, pack, what)
    return True


def write(pack: Pack, content: PackContent) -> None:
    """Have the row and its items say what the content says."""
    pack.content, pack.title, pack.minutes = kept(content), content.title, content.minutes
    pack.changed_at = utc_now()
    session.flush()
    session.execute(delete(PackItem).where(PackItem.pack_id == pack.id))
    session.add_all(
        PackItem(pack_id=pack.id, lesson_id=each.lesson_id, revision_id=each.revision_id) for each in content.lessons
    )
    session.flush()


def keep(who: Actor, pack: Pack, what: str) -> None:
    """Keep the text as the pack's version of its number."""
    session.add(
        PackVersion(
            pack_id=pack.id, number=pack.version, content=pack.content, what=what, saved_by_id=who.user_id
        )
    )  # fmt: skip
    session.flush()
