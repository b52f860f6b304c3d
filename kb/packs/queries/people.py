"""Reads of the people and organisations around packs."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.errors import NotFound
from kb.packs.models import Pack, PackInvitation


def own_organisations(who: Actor) -> Sequence[Organisation]:
    """The organisations that somebody belongs to, by name."""
    wanted = select(Organisation).where(Organisation.id.in_(sorted(who.memberships)))
    return session.scalars(wanted.order_by(Organisation.name)).all()


def invitation_for(who: Actor, slug: str) -> PackInvitation:
    """The invitation of somebody's own address to the pack at this address. Raises NotFound."""
    wanted = (
        select(PackInvitation)
        .join(Pack)
        .join(User, User.email == PackInvitation.email)
        .where(Pack.slug == slug, User.id == who.user_id)
        .options(joinedload(PackInvitation.pack).joinedload(Pack.owner))
    )
    found = session.scalar(wanted)
    if found is None:
        raise NotFound
    return found
