"""Reads of the people of an organisation: who belongs to it, who was invited, and who waits to be confirmed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from kb.accounts.digests import token_digest
from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation
from kb.accounts.models.user import Membership, User
from kb.accounts.queries.users import admins
from kb.core.db import session, utc_now
from kb.core.errors import Moved, NotFound
from kb.core.paging import SIZE, Page, page_of
from kb.members.models import Invitation, MembershipRequest

Thing = TypeVar("Thing", Membership, Invitation, MembershipRequest)

pending = and_(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
"""Invitations that were neither used nor withdrawn; one of them may have expired."""
undecided = MembershipRequest.decided_at.is_(None)
_order = case({"lead": 0, "contributor": 1}, value=Membership.role, else_=2)
_by_name = (func.lower(User.name), User.id)

SEEN = ((timedelta(days=31), "In the last month"), (timedelta(days=183), "In the last six months"))


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member in the list."""

    number: int
    """Of the membership."""
    user_id: int
    name: str
    email: str
    role: str
    since: datetime
    seen: str
    """When the account was last used, in words and not exactly: a lead plans with it, and watches nobody."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may take over drafts."""

    user_id: int
    name: str
    role: str


# --- one thing, by its address


def organisation_by_slug(slug: str) -> Organisation:
    """The organisation at this address. Raises NotFound, or Moved where it has another address now."""
    return _here(session.scalar(select(Organisation).where(_at(slug))), slug)


def of_organisation(model: type[Thing], slug: str, number: int) -> Thing:
    """The membership, invitation or request of this number in the organisation at this address.

    One statement, whatever there is. Raises NotFound, or Moved where the organisation has another address now.
    """
    statement = select(Organisation, model).where(_at(slug))
    row = session.execute(
        statement.outerjoin(model, and_(model.organisation_id == Organisation.id, model.id == number))
    ).first()
    _here(row[0] if row else None, slug)
    if row is None or row[1] is None:
        raise NotFound
    found: Thing = row[1]
    return found


def membership_of(slug: str, user_id: int | None) -> Membership:
    """The membership of a user in the organisation at this address. Raises NotFound."""
    found = session.scalar(
        select(Membership)
        .join(Membership.organisation)
        .where(Organisation.slug == slug, Membership.user_id == user_id)
        .options(contains_eager(Membership.organisation))
    )
    if found is None:
        raise NotFound
    return found


def _at(slug: str) -> ColumnElement[bool]:
    former = select(FormerOrganisationSlug.organisation_id).where(FormerOrganisationSlug.slug == slug)
    return or_(Organisation.slug == slug, Organisation.id.in_(former))


def _here(found: Organisation | None, slug: str) -> Organisation:
    if found is None:
        raise NotFound
    if found.slug != slug:
        raise Moved(found.slug)
    return found


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation whose link has this token; None where no link has it."""
    return session.scalar(
        select(Invitation)
        .where(Invitation.token_digest == token_digest(token))
        .options(joinedload(Invitation.organisation), joinedload(Invitation.invited_by))
    )


def standing(invitation: Invitation) -> str:
    """What has become of an invitation: open, accepted, withdrawn, replaced (a newer one is open) or expired."""
    if invitation.accepted_at:
        return "accepted"
    if not invitation.withdrawn_at:
        return "open" if utc_now() < invitation.expires_at else "expired"
    newer = select(Invitation.id).where(
        Invitation.organisation_id == invitation.organisation_id, Invitation.email == invitation.email, pending
    )
    return "replaced" if session.scalar(newer.limit(1)) else "withdrawn"


# --- lists


def members(organisation: Organisation, page: int) -> Page[MemberRow]:
    """A page of the members: leads first, then contributors, each by name."""
    return page_of(page, _count(Membership, organisation), lambda offset, limit: _members(organisation, offset, limit))


def _members(organisation: Organisation, offset: int, limit: int) -> list[MemberRow]:
    rows = session.execute(
        select(Membership, User)
        .join(Membership.user)
        .where(Membership.organisation_id == organisation.id)
        .order_by(_order, *_by_name)
        .offset(offset)
        .limit(limit)
    )
    today = utc_now().date()
    return [
        MemberRow(row.id, user.id, user.name, user.email or "", row.role, row.since, _seen(user, today))
        for row, user in rows
    ]


def _seen(user: User, today: date) -> str:
    if not user.open:
        return "Account closed"
    if user.last_seen_on is None:
        return "Not yet"
    ago = today - user.last_seen_on
    return next((words for within, words in SEEN if ago <= within), "More than six months ago")


def invitations(organisation: Organisation, page: int) -> Page[Invitation]:
    """A page of the invitations that wait for an answer, the newest first."""

    def rows(offset: int, limit: int) -> Sequence[Invitation]:
        wanted = select(Invitation).where(Invitation.organisation_id == organisation.id, pending)
        newest = wanted.order_by(Invitation.made_at.desc(), Invitation.id.desc()).offset(offset).limit(limit)
        return session.scalars(newest.options(joinedload(Invitation.invited_by))).all()

    return page_of(page, _count(Invitation, organisation, pending), rows)


def expired_invitations(organisation: Organisation) -> int:
    """How many of them can no longer be answered, because they are too old."""
    return _count(Invitation, organisation, pending, Invitation.expires_at <= utc_now())


def requests(organisation: Organisation) -> Page[MembershipRequest]:
    """The requests that wait for a decision, the oldest first: as many as fit on a page, and how many there are."""
    wanted = select(MembershipRequest).where(MembershipRequest.organisation_id == organisation.id, undecided)
    oldest = wanted.order_by(MembershipRequest.made_at, MembershipRequest.id).limit(SIZE)
    rows = session.scalars(oldest.options(joinedload(MembershipRequest.user))).all()
    return Page(rows, _count(MembershipRequest, organisation, undecided))


def _count(model: type[Thing], organisation: Organisation, *conditions: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(model).where(model.organisation_id == organisation.id, *conditions)
    return session.scalar(counted) or 0


# --- who else


def members_among(organisation_id: int, emails: Collection[str]) -> set[str]:
    """Those of these addresses whose accounts belong to the organisation."""
    found = session.scalars(
        select(User.email)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, User.email.in_(emails))
    )
    return {email for email in found if email}


def invited_among(organisation_id: int, emails: Collection[str]) -> set[str]:
    """Those of these addresses to which an invitation of the organisation waits for an answer."""
    found = select(Invitation.email).where(Invitation.organisation_id == organisation_id, Invitation.email.in_(emails))
    return set(session.scalars(found.where(pending, Invitation.expires_at > utc_now())))


def colleagues(membership: Membership) -> list[Colleague]:
    """Who else may take over drafts in the organisation: leads first, then contributors, each by name."""
    rows = session.execute(
        _with_open_account(membership.organisation_id, "lead", "contributor")
        .with_only_columns(User.id, User.name, Membership.role)
        .where(Membership.id != membership.id)
        .order_by(_order, *_by_name)
    )
    return [Colleague(*row) for row in rows]


def role_in(organisation_id: int, user_id: int | None) -> str | None:
    """The role of a user in an organisation; None for somebody who does not belong to it."""
    return session.scalar(
        select(Membership.role).where(Membership.organisation_id == organisation_id, Membership.user_id == user_id)
    )


def lead_name(organisation_id: int, user_id: int | None) -> str:
    """Name of a user who leads an organisation; empty for anybody else, such as an admin of the site."""
    theirs = Membership.organisation_id == organisation_id, Membership.user_id == user_id, Membership.role == "lead"
    return session.scalar(select(User.name).join(User.memberships).where(*theirs)) or ""


def is_last_lead(membership: Membership) -> bool:
    """Whether nobody else leads the organisation; a lead whose account is closed does not."""
    if membership.role != "lead":
        return False
    others = _with_open_account(membership.organisation_id, "lead").where(Membership.id != membership.id)
    return session.scalar(others.limit(1)) is None


def leads_or_admins(organisation_id: int) -> Sequence[User]:
    """Who looks after the people of the organisation: its leads, or where it has none the admins of the site."""
    leads = session.scalars(_with_open_account(organisation_id, "lead")).all()
    if leads:
        return leads
    return session.scalars(admins()).all()


def _with_open_account(organisation_id: int, *roles: str) -> Select[User]:
    return (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, Membership.role.in_(roles), User.closed_at.is_(None))
    )


def organisations_of(user: User) -> Sequence[Membership]:
    """Memberships of a user with their organisations, by name."""
    return session.scalars(
        select(Membership)
        .join(Membership.organisation)
        .where(Membership.user_id == user.id)
        .options(contains_eager(Membership.organisation))
        .order_by(func.lower(Organisation.name), Organisation.slug)
    ).all()
