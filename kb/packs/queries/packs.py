"""Reads of packs: one by its address, those that somebody may work on, and what is public."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from kb.access.actors import Actor, Permission
from kb.access.policy import allows, reach
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.packs.content import PackContent
from kb.packs.models import Pack, PackEditor, PackLogo, PackPublication


class PackColumns:
    """The columns of a pack under the names that rules ask for, in SQL (`kb.access.policy.reach`)."""

    owner_id = Pack.owner_id
    organisation_id = Pack.organisation_id
    is_shared = Pack.organisation_id.is_not(None)
    is_published = exists().where(PackPublication.pack_id == Pack.id, PackPublication.state == "published")

    @staticmethod
    def edited_by(user_id: int | None) -> ColumnElement[bool]:
        """That this user edits it together with its owner."""
        return exists().where(PackEditor.pack_id == Pack.id, PackEditor.user_id == user_id)


def pack_by_slug(slug: str) -> Pack:
    """The pack at this address, with what rules ask of it, in one statement whoever asks. Raises NotFound."""
    wanted = select(Pack).where(Pack.slug == slug).options(joinedload(Pack.editors), joinedload(Pack.published))
    found = session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def seen_by(who: Actor, pack: Pack) -> PackContent:
    """What somebody sees of a pack who may see it: what it says now, or else what is public of it."""
    if allows(who, Permission.PACK_WORK_READ, pack):
        return pack.now
    assert pack.published is not None  # noqa: S101 - it would not be theirs to see
    return pack.published.said


def packs_for(who: Actor, number: int) -> Page[Pack]:
    """The packs that somebody works on or that colleagues share, changed last first."""
    theirs = reach(who, Permission.PACK_WORK_READ, PackColumns)
    total = number_for(who)
    ordered = select(Pack).where(theirs).order_by(Pack.changed_at.desc(), Pack.id.desc())
    shown = ordered.options(joinedload(Pack.owner), joinedload(Pack.organisation), selectinload(Pack.editors))
    return page_of(number, total, lambda offset, limit: session.scalars(shown.offset(offset).limit(limit)).all())


def number_for(who: Actor) -> int:
    """How many packs somebody works on or sees because colleagues share them."""
    theirs = reach(who, Permission.PACK_WORK_READ, PackColumns)
    return session.scalar(select(func.count()).select_from(Pack).where(theirs)) or 0


def edited_last(who: Actor) -> Sequence[Pack]:
    """The packs that somebody may change, changed last first; not all of many."""
    theirs = reach(who, Permission.PACK_EDIT, PackColumns)
    return session.scalars(select(Pack).where(theirs).order_by(Pack.changed_at.desc(), Pack.id.desc()).limit(20)).all()


def published_packs(number: int) -> Page[PackPublication]:
    """What is public of packs, published last first."""
    public = PackPublication.state == "published"
    total = session.scalar(select(func.count()).select_from(PackPublication).where(public)) or 0
    ordered = select(PackPublication).where(public).order_by(PackPublication.published_on.desc(), PackPublication.id)
    shown = ordered.options(joinedload(PackPublication.pack))
    return page_of(number, total, lambda offset, limit: session.scalars(shown.offset(offset).limit(limit)).all())


def has_logo(pack: Pack) -> bool:
    """Whether somebody has given it a picture."""
    return session.scalar(select(PackLogo.pack_id).where(PackLogo.pack_id == pack.id)) is not None


def credit_to(pack: Pack, content: PackContent) -> str:
    """How a copy of this pack names it: its title, whose it is as far as that was said, and whom it came from."""
    by = f" by {content.made_by}" if content.made_by else ""
    before = f" ({pack.credit[0].lower()}{pack.credit[1:]})" if pack.credit else ""
    return f"Based on “{content.title}”{by}{before}"
