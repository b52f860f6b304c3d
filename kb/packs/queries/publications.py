"""Reads of the texts of packs that are to be, are, or were public."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from kb.access.actors import Actor, Permission
from kb.access.policy import reach
from kb.accounts.models.user import Membership
from kb.core.clock import day_of
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.core.versions import kept
from kb.packs.models import Pack, PackEditor, PackLogo, PackPublication, PublishedLogo


class PublicationColumns:
    """The columns of such a text under the names that rules ask for, in SQL (`kb.access.policy.reach`)."""

    @staticmethod
    def written_by(user_id: int | None) -> ColumnElement[bool]:
        """That this user made the pack or asked for it."""
        of_pack = PackPublication.pack_id == Pack.id
        edits = PackEditor.pack_id == PackPublication.pack_id
        return or_(
            PackPublication.asked_by_id.is_not_distinct_from(user_id) & PackPublication.asked_by_id.is_not(None),
            exists().where(of_pack, Pack.owner_id == user_id),
            exists().where(edits, PackEditor.user_id == user_id),
        )


def publication_at(number: int) -> PackPublication:
    """The text of this number, with its pack and who made that, in one statement. Raises NotFound."""
    wanted = select(PackPublication).where(PackPublication.id == number)
    whole = wanted.options(
        joinedload(PackPublication.pack).joinedload(Pack.editors),
        joinedload(PackPublication.pack).joinedload(Pack.owner),
        joinedload(PackPublication.asked_by),
    )
    found = session.scalars(whole).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def waiting_for(who: Actor, number: int) -> Page[PackPublication]:
    """The texts about which somebody may decide, the one that waits longest first."""
    theirs = _waiting_for(who)
    total = number_waiting_for(who)
    ordered = select(PackPublication).where(*theirs).order_by(PackPublication.asked_at, PackPublication.id)
    shown = ordered.options(joinedload(PackPublication.asked_by), joinedload(PackPublication.pack))
    return page_of(number, total, lambda offset, limit: session.scalars(shown.offset(offset).limit(limit)).all())


def number_waiting_for(who: Actor) -> int:
    """How many texts wait about which somebody may decide."""
    return session.scalar(select(func.count()).select_from(PackPublication).where(*_waiting_for(who))) or 0


def _waiting_for(who: Actor) -> tuple[ColumnElement[bool], ...]:
    return PackPublication.state == "asked", reach(who, Permission.PACK_PUBLISH, PublicationColumns)


def waiting_of(pack: Pack) -> PackPublication | None:
    """The text of a pack about which nobody has decided yet; None where it was not asked, or was decided."""
    return session.scalar(
        select(PackPublication).where(PackPublication.pack_id == pack.id, PackPublication.state == "asked")
    )


def decided_last(pack: Pack) -> PackPublication | None:
    """The text of a pack about which was decided last."""
    wanted = select(PackPublication).where(PackPublication.pack_id == pack.id, PackPublication.decided_at.is_not(None))
    return session.scalars(wanted.order_by(PackPublication.decided_at.desc(), PackPublication.id.desc())).first()


def organisations_around(pack: Pack) -> frozenset[int]:
    """The organisations whose words the check of a pack looks for: where it is shared, and those of its owner."""
    theirs = select(Membership.organisation_id).where(Membership.user_id == pack.owner_id)
    shared = [] if pack.organisation_id is None else [pack.organisation_id]
    return frozenset([*session.scalars(theirs), *shared])


def logo_of(publication: PackPublication) -> PublishedLogo | None:
    """The picture that goes with a text; None where there is none."""
    return session.get(PublishedLogo, publication.id)


def logo_now(pack: Pack) -> PackLogo | None:
    """The picture of a pack as it is now."""
    return session.get(PackLogo, pack.id)


# --- what everybody sees


@dataclass(frozen=True, slots=True)
class PublicPack:
    """A public pack in a short list."""

    slug: str
    title: str
    minutes: int
    made_by: str
    theme_ids: frozenset[int]
    since: date


@kept
def public_packs() -> Sequence[PublicPack]:
    """All packs that are public, published last first."""
    public = select(PackPublication).where(PackPublication.state == "published")
    ordered = public.order_by(PackPublication.published_on.desc(), PackPublication.id)
    found = []
    for each in session.scalars(ordered.options(joinedload(PackPublication.pack))):
        said = each.said
        since = day_of(each.published_on or each.asked_at)
        found.append(
            PublicPack(each.pack.slug, said.title, said.minutes, said.made_by, frozenset(said.theme_ids), since)
        )
    return tuple(found)


def public_packs_on(theme_ids: Collection[int]) -> list[PublicPack]:
    """Those that are about any of these themes."""
    return [each for each in public_packs() if not each.theme_ids.isdisjoint(theme_ids)]


def pack_addresses() -> Iterator[tuple[str, date]]:
    """Slug of each public pack, and since when its text is public."""
    for each in public_packs():
        yield each.slug, each.since
