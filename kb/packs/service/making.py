"""Begins a pack, copies one, removes one."""

from dataclasses import replace

from sqlalchemy import delete

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Invalid
from kb.packs import limits
from kb.packs.content import PackContent, public_part
from kb.packs.holding import hold, keep, write
from kb.packs.keys import drawn
from kb.packs.made_files import forget_lost
from kb.packs.models import Pack, PackLogo, PackPublication
from kb.packs.queries.people import nation_of

LONGEST_TITLE = 120
"""Characters of a title."""
COPY = "Copy of "


@use_case(Permission.PACK_MAKE)
def begin(who: Actor, _nothing: None, *, content: PackContent, what: str = "begin") -> Pack:
    """Make a private pack that says this. Raises Invalid for a title or a length that there is not."""
    if not 0 < len(content.title.strip()) <= LONGEST_TITLE:
        raise Invalid(title=f"Enter a title of at most {LONGEST_TITLE} characters")
    fewest, most = limits.SESSION
    if not fewest <= content.minutes <= most:
        raise Invalid(minutes=f"A session has {fewest} to {most} minutes")
    return _made(who, content, what)


@use_case(Permission.PACK_COPY)
def copy(who: Actor, pack: Pack, *, content: PackContent, credit: str) -> Pack:
    """Make a private pack of one's own that says what another one says, with credit to it.

    `content` is what the person sees of the other one: what is public, or what it says now. What is local to the other
    area, its name, and when and where it meets are left out.
    """
    titled = replace(public_part(content), title=_copy_of(content.title))
    from_here = replace(titled, nation="", made_by="", logo_alternative="")
    made = _made(who, from_here, "copy")
    made.copied_from_id, made.credit = pack.id, credit
    return made


@use_case(Permission.PACK_MANAGE)
def remove(who: Actor, pack: Pack) -> None:
    """Remove a pack with all its versions; what was copied from it stays."""
    hold(who, Permission.PACK_MANAGE, pack)
    session.execute(delete(PackPublication).where(PackPublication.pack_id == pack.id))  # pages kept in memory notice it
    session.delete(pack)
    forget_lost(pack)


def _made(who: Actor, content: PackContent, what: str) -> Pack:
    content = replace(content, nation=content.nation or nation_of(who.memberships))
    pack = Pack(slug=drawn(10), owner_id=who.user_id, title=content.title, minutes=content.minutes, content={})
    session.add(pack)
    session.flush()
    write(pack, content)
    keep(who, pack, what)
    return pack


def _copy_of(title: str) -> str:
    """The title of a copy, so that it is told apart from what it was made from."""
    named = title if title.startswith(COPY) else f"{COPY}{title}"
    return named if len(named) <= LONGEST_TITLE else f"{named[: LONGEST_TITLE - 1].rstrip()}…"


def put_logo(pack: Pack, content: bytes, kind: str) -> None:
    """Have the pack show this picture."""
    session.merge(PackLogo(pack_id=pack.id, content=content, kind=kind))
