"""Reads of users: the list with its filters, and what is known about one of them, without anything secret."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from kb.accounts import roles as site_roles
from kb.accounts.models.credentials import RecoveryCode, UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import ROLES, SITE_ROLES, Membership, SiteRole, User
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.members import roles
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import pending, undecided
from kb.sign_on.models import ExternalIdentity

ROLE_NAMES: Mapping[str, str] = {words.role: words.label for words in (*roles.WORDS, *site_roles.WORDS)}
"""Roles in an organisation and on the site, as pages call them."""
STATE_NAMES: Mapping[str, str] = {
    "open": "Open",
    "closed": "Closed",
    "demo": "Fictional, for demonstrations",
    "without-second-step": "Open, without a second step",
    "role-waits": "Role on the site waits for a second step",
}

role_waits = (
    User.closed_at.is_(None)
    & User.totp_since.is_(None)
    & User.demo.is_(False)
    & User.id.in_(select(SiteRole.user_id))
)  # fmt: skip
"""Open accounts with a role on the site that does not work yet."""
_real = User.deleted_at.is_(None)
_states: Mapping[str, ColumnElement[bool]] = {
    "open": User.closed_at.is_(None),
    "closed": User.closed_at.is_not(None),
    "demo": User.demo.is_(True),
    "without-second-step": User.closed_at.is_(None) & User.totp_since.is_(None),
    "role-waits": role_waits,
}


@dataclass(frozen=True, slots=True)
class UserFilter:
    """Which users to list: words of name or address, a role, the slug of an organisation, a state; empty for all."""

    words: str = ""
    role: str = ""
    organisation: str = ""
    state: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a user has to meet. A role and an organisation together mean the role in that organisation."""
        wanted: list[ColumnElement[bool]] = [_real]
        wanted += [_has(word) for word in self.words.split()[:10]]
        if self.state in _states:
            wanted.append(_states[self.state])
        if self.role in SITE_ROLES:
            wanted.append(exists().where(SiteRole.user_id == User.id, SiteRole.role == self.role))
        if self.organisation or self.role in ROLES:
            wanted.append(self._membership())
        return wanted

    def _membership(self) -> ColumnElement[bool]:
        found = select(Membership.id).where(Membership.user_id == User.id)
        if self.role in ROLES:
            found = found.where(Membership.role == self.role)
        if self.organisation:
            found = found.join(Organisation).where(Organisation.slug == self.organisation)
        return found.exists()


def _has(word: str) -> ColumnElement[bool]:
    """Name or address has this word, whatever its capitals. SQLite itself knows capitals of ASCII letters only."""
    forms = {word, word.lower(), word.capitalize(), word.upper()}
    return or_(
        User.email.icontains(word, autoescape=True),
        User.name.icontains(word, autoescape=True),
        *(User.name.contains(form, autoescape=True) for form in sorted(forms)),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a user beside the row: numbers of things, nothing that opens a door."""

    sessions: int
    recovery_codes: int
    """Those not used yet."""
    sign_ons: int
    """People of the sign-on provider that are linked to the account."""
    invitations: int
    """Open ones to the user's address."""
    requests: int
    """Memberships that the provider proposes and no lead has confirmed."""


def user_rows(chosen: UserFilter, page: int) -> Page[User]:
    """A page of the users by name, each with memberships and site roles."""
    total = session.scalar(select(func.count()).select_from(User).where(*chosen.conditions())) or 0

    def rows(offset: int, limit: int) -> list[User]:
        found = select(User).where(*chosen.conditions()).order_by(func.lower(User.name), User.id)
        found = found.options(
            selectinload(User.memberships).joinedload(Membership.organisation), selectinload(User.site_roles)
        )
        return list(session.scalars(found.limit(limit).offset(offset)))

    return page_of(page, total, rows)


def user_by_number(number: int) -> User:
    """The user, without anything else; a deleted account is none. Raises NotFound.

    One statement whether there is one or not: who may not know finds out nothing from the time it takes.
    """
    user = session.scalar(select(User).where(User.id == number, _real))
    if user is None:
        raise NotFound
    return user


def memberships_of(user: User) -> list[Membership]:
    """The user's memberships by the organisations' names."""
    found = select(Membership).where(Membership.user_id == user.id).join(Organisation)
    return list(session.scalars(found.options(joinedload(Membership.organisation)).order_by(Organisation.name)))


def known_about(user: User) -> Known:
    """How many sessions, codes and so on there are; one statement."""
    counted = (
        _count(UserSession.user_id == user.id),
        _count(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)),
        _count(ExternalIdentity.user_id == user.id),
        _count(Invitation.email == user.email, pending),
        _count(MembershipRequest.user_id == user.id, undecided),
    )
    return Known(*session.execute(select(*(part.scalar_subquery() for part in counted))).one())


def _count(*conditions: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).where(*conditions)


def organisations_with_people() -> list[tuple[str, str]]:
    """Slug and name of the organisations that have a member, to filter by."""
    with_member = select(Membership.organisation_id)
    found = select(Organisation.slug, Organisation.name).where(Organisation.id.in_(with_member))
    return [(slug, name) for slug, name in session.execute(found.order_by(Organisation.name, Organisation.slug))]
