"""An organisation, and one thing about its people, by what an address names."""

from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation
from kb.accounts.models.user import Membership
from kb.core.db import session
from kb.core.errors import Moved, NotFound
from kb.members.models import Invitation, MembershipRequest

Thing = TypeVar("Thing", Membership, Invitation, MembershipRequest)


def organisation_by_slug(slug: str) -> Organisation:
    """The organisation at this address. Raises NotFound, or Moved where it has another address now."""
    return _here(session.scalar(select(Organisation).where(_at(slug))), slug)


def of_organisation(model: type[Thing], slug: str, number: int) -> Thing:
    """The membership, invitation or request of this number in the organisation at this address.

    One statement, whatever there is. Raises NotFound, or Moved where the organisation has another address now.
    """
    statement = select(Organisation, model).where(_at(slug))
    this = and_(model.organisation_id == Organisation.id, model.id == number)
    row = session.execute(statement.outerjoin(model, this)).first()
    _here(row[0] if row else None, slug)
    if row is None or row[1] is None:
        raise NotFound
    found: Thing = row[1]
    return found


def membership_of(slug: str, user_id: int | None) -> Membership:
    """The membership of a user in the organisation at this address.

    Raises NotFound, or Moved where its members belong to the organisation at another address now.
    """
    found = session.scalar(
        select(Membership)
        .join(Membership.organisation)
        .where(_at(slug), Membership.user_id == user_id)
        .options(contains_eager(Membership.organisation))
    )
    if found is None:
        raise NotFound
    if found.organisation.slug != slug:
        raise Moved(found.organisation.slug)
    return found


def _at(slug: str) -> ColumnElement[bool]:
    former = select(FormerOrganisationSlug.organisation_id).where(FormerOrganisationSlug.slug == slug)
    return or_(Organisation.slug == slug, Organisation.id.in_(former))


def _here(found: Organisation | None, slug: str) -> Organisation:
    if found is None:
        raise NotFound
    if found.slug != slug:
        raise Moved(found.slug, found)
    return found
