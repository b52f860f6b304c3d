"""Saves what was typed on a page of a pack, whoever has changed the same meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.core.db import session
from kb.packs.content import PackContent, content_of
from kb.packs.holding import hold, put
from kb.packs.merging_texts import merged
from kb.packs.models import Pack, PackVersion


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a pack a page's fields stand, and what its history says of a change to them."""

    part_of: Callable[[PackContent], Any]
    """Raises NotFound where the part is there no more."""
    with_part: Callable[[PackContent, Any], PackContent]
    what: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page."""

    version: int
    """Of the text with which the page goes on."""
    written: bool
    contested: Mapping[str, Any]
    """Fields that somebody else has changed meanwhile, with what they hold now: these were not saved."""

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return self.written


def save_part(who: Actor, pack: Pack, place: Place, *, typed: Any, opened: int) -> Saved:
    """Save the fields of a part that were changed since version `opened`, and by nobody else to something else.

    Nothing is lost: what is contested comes back, and every text that was ever saved is among the versions.
    """
    now = hold(who, Permission.PACK_EDIT, pack)
    present = place.part_of(now)
    before = version_at(pack, opened)
    base = place.part_of(before) if before is not None else present
    taken, contested = merged(base, present, typed)
    written = put(who, pack, place.with_part(now, taken), place.what)
    return Saved(pack.version, written, {name: getattr(present, name) for name in contested})


def version_at(pack: Pack, number: int) -> PackContent | None:
    """What a version says; None where it is not kept."""
    found = session.scalar(
        select(PackVersion.content).where(PackVersion.pack_id == pack.id, PackVersion.number == number)
    )
    return content_of(found) if found is not None else None
