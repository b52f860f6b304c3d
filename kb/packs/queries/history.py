"""Reads of the saved texts of a pack."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import defer, joinedload

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.packs.models import Pack, PackVersion


def versions(pack: Pack, number: int) -> Page[PackVersion]:
    """A page of the versions of a pack, the newest first, without their texts."""
    of_pack = PackVersion.pack_id == pack.id
    total = session.scalar(select(func.count()).select_from(PackVersion).where(of_pack)) or 0
    wanted = select(PackVersion).where(of_pack).order_by(PackVersion.number.desc())
    shown = wanted.options(defer(PackVersion.content), joinedload(PackVersion.saved_by))
    return page_of(number, total, lambda offset, limit: session.scalars(shown.offset(offset).limit(limit)).all())


def version_of(pack: Pack, number: int) -> PackVersion:
    """The version of this number, with its text. Raises NotFound."""
    wanted = select(PackVersion).where(PackVersion.pack_id == pack.id, PackVersion.number == number)
    found = session.scalar(wanted.options(joinedload(PackVersion.saved_by)))
    if found is None:
        raise NotFound
    return found


def last_of_others(pack: Pack, since: int, user_id: int | None) -> tuple[str, datetime] | None:
    """Who but this user saved it last since a version, by name, and when; None where nobody did."""
    wanted = (
        select(PackVersion)
        .where(
            PackVersion.pack_id == pack.id,
            PackVersion.number > since,
            PackVersion.saved_by_id.is_distinct_from(user_id),
        )
        .options(defer(PackVersion.content), joinedload(PackVersion.saved_by))
        .order_by(PackVersion.number.desc())
    )
    found = session.scalars(wanted.limit(1)).first()
    if found is None:
        return None
    return found.saved_by.name if found.saved_by else "Somebody else", found.saved_at
