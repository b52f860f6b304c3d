"""Who belongs to an organisation, and what each is in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import ROLES, Membership, User
from kb.accounts.queries.users import admins, with_words
from kb.core.clock import today
from kb.core.db import session
from kb.core.paging import Page, page_of

WRITERS = ("lead", "contributor")
"""Roles of those who may have lessons in hand."""
_order = case({"lead": 0, "contributor": 1}, value=Membership.role, else_=2)
_by_name = (User.name_folded, User.id)

SEEN = ((timedelta(days=31), "In the last month"), (timedelta(days=183), "In the last six months"))


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """Which members to list: parts of name or address, and a role; empty for all."""

    words: str = ""
    role: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a member has to meet. A role that there is none of is read as no filter."""
        wanted = with_words(self.words)
        return [*wanted, Membership.role == self.role] if self.role in ROLES else wanted

    @property
    def chooses(self) -> bool:
        """Whether it leaves anybody out."""
        return bool(self.words.split()) or self.role in ROLES


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
    """Somebody else in the organisation who can sign in."""

    user_id: int
    name: str
    email: str
    role: str


def members(organisation: Organisation, page: int, chosen: MemberFilter) -> Page[MemberRow]:
    """A page of the members: leads first, then contributors, each by name."""
    conditions = (Membership.organisation_id == organisation.id, *chosen.conditions())
    counted = select(func.count()).select_from(Membership).join(Membership.user).where(*conditions)

    def rows(offset: int, limit: int) -> list[MemberRow]:
        wanted = select(Membership, User).join(Membership.user).where(*conditions)
        found = session.execute(wanted.order_by(_order, *_by_name).offset(offset).limit(limit))
        return [
            MemberRow(row.id, user.id, user.name, user.email or "", row.role, row.since, _seen(user))
            for row, user in found
        ]

    return page_of(page, session.scalar(counted) or 0, rows)


def _seen(user: User) -> str:
    if not user.open:
        return "Account closed"
    if user.last_seen_on is None:
        return "Never"
    ago = today() - user.last_seen_on
    return next((words for within, words in SEEN if ago <= within), "More than six months ago")


def members_among(organisation_id: int, emails: Collection[str]) -> set[str]:
    """Those of these addresses whose accounts belong to the organisation."""
    found = session.scalars(
        select(User.email)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, User.email.in_(emails))
    )
    return {email for email in found if email}


def writers_beside(membership: Membership) -> list[Colleague]:
    """Who else may take over drafts in the organisation: leads first, then contributors, each by name."""
    return _beside(membership, *WRITERS)


def others_beside(membership: Membership) -> list[Colleague]:
    """Everybody else who may be made lead of the organisation: contributors before members, each by name."""
    return _beside(membership, *ROLES)


def _beside(membership: Membership, *roles: str) -> list[Colleague]:
    rows = session.execute(
        _with_open_account(membership.organisation_id, *roles)
        .with_only_columns(User.id, User.name, User.email, Membership.role)
        .where(Membership.id != membership.id)
        .order_by(_order, *_by_name)
    )
    return [Colleague(user_id, name, email or "", role) for user_id, name, email, role in rows]


def role_in(organisation_id: int, user_id: int | None) -> str | None:
    """The role of a user in an organisation; None for somebody who does not belong to it."""
    return session.scalar(
        select(Membership.role).where(Membership.organisation_id == organisation_id, Membership.user_id == user_id)
    )


def lead_name(organisation_id: int, user_id: int | None) -> str:
    """Name of a user who leads an organisation; empty for anybody else, such as an admin of the site."""
    theirs = Membership.organisation_id == organisation_id, Membership.user_id == user_id, Membership.role == "lead"
    return session.scalar(select(User.name).join(User.memberships).where(*theirs)) or ""


def has_another_lead(membership: Membership) -> bool:
    """Whether somebody else leads the organisation; one whose account is closed does not."""
    others = _with_open_account(membership.organisation_id, "lead").where(Membership.id != membership.id)
    return session.scalar(others.limit(1)) is not None


def leads(organisation_id: int) -> Sequence[User]:
    """Who leads the organisation and can sign in."""
    return session.scalars(_with_open_account(organisation_id, "lead").order_by(User.id)).all()


def leads_or_admins(organisation_id: int) -> Sequence[User]:
    """Who looks after the people of the organisation: its leads, or where it has none the admins of the site."""
    return leads(organisation_id) or session.scalars(admins()).all()


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
        .order_by(Organisation.name_folded, Organisation.slug)
    ).all()
