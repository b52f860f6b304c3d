"""Reads: the people whom the provider knows, and the organisations it stands for."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.errors import NotFound
from kb.sign_on.identities import Identity
from kb.sign_on.models import ExternalIdentity, OrganisationSignOn


def known(identity: Identity) -> ExternalIdentity | None:
    """The row of a person whom the provider named before: by tenant and subject, whatever the address is now."""
    return session.scalar(
        select(ExternalIdentity).where(
            ExternalIdentity.tenant == identity.tenant, ExternalIdentity.subject == identity.subject
        )
    )


def links_of(user: User) -> Sequence[ExternalIdentity]:
    """The work accounts that are linked to a user's account, the oldest first."""
    mine = select(ExternalIdentity).where(ExternalIdentity.user_id == user.id)
    return session.scalars(mine.order_by(ExternalIdentity.id)).all()


def link_of(user: User, number: int) -> ExternalIdentity:
    """One of them. Raises NotFound for one that is not linked to this user's account."""
    found = session.get(ExternalIdentity, number)
    if found is None or found.user_id != user.id:
        raise NotFound
    return found


def proposed_by(identity: Identity) -> Sequence[OrganisationSignOn]:
    """By which tenants and domains the provider says that a person belongs to organisations, one for each."""
    of = OrganisationSignOn
    by_tenant = and_(of.kind == "tenant", of.value == identity.tenant)
    by_domain = and_(of.kind == "domain", of.value == identity.domain)
    # A tenant says more than a domain, and comes last so that it stays.
    matches = session.scalars(select(of).where(or_(by_tenant, by_domain)).order_by(of.organisation_id, of.kind))
    return list({match.organisation_id: match for match in matches}.values())


def sign_ons_of(organisation: Organisation) -> list[OrganisationSignOn]:
    """Tenants and domains whose people belong to it."""
    found = select(OrganisationSignOn).where(OrganisationSignOn.organisation_id == organisation.id)
    return list(session.scalars(found.order_by(OrganisationSignOn.kind, OrganisationSignOn.value)))


def sign_on_of(slug: str, number: int) -> OrganisationSignOn:
    """The one of this number, of the organisation at this address. Raises NotFound."""
    found = session.scalar(
        select(OrganisationSignOn)
        .join(Organisation)
        .where(Organisation.slug == slug, OrganisationSignOn.id == number)
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found
