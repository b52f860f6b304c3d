"""Reads of users: the list with its filters, and what is known about one of them, without anything secret."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from kb.accounts import roles as site_roles
from kb.accounts.models.credentials import RecoveryCode, UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import ROLES, SITE_ROLES, Membership, SiteRole, User
from kb.accounts.queries.leaving import unused_since
from kb.accounts.queries.users import with_words
from kb.core.clock import months_before, today
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.options import option
from kb.core.paging import Page, page_of
from kb.members import roles
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.waiting import pending, undecided
from kb.sign_on.models import ExternalIdentity

ROLE_NAMES: Mapping[str, str] = {words.role: words.label for words in (*roles.WORDS, *site_roles.WORDS)}
"""Roles in an organisation and on the site, as pages call them."""
STATE_NAMES: Mapping[str, str] = {
    "open": "Open",
    "closed": "Closed",
    "demo": "Fictional, for demonstrations",
    "without-second-step": "Open, without a second step",
    "role-waits": "Role on the site waits for a second step",
    "told": "Told that the account is unused",
}
SEEN_NAMES: Mapping[str, str] = {
    "6": "Not in the last 6 months",
    "12": "Not in the last 12 months",
    "18": "Not in the last 18 months",
    "never": "Never",
}
"""When accounts were last used, to filter by."""
ORDER_NAMES: Mapping[str, str] = {
    "name": "Name",
    "seen": "Last seen, longest ago first",
    "seen-lately": "Last seen, latest first",
    "since": "Since, newest first",
    "since-long": "Since, oldest first",
}
"""In which order users are listed."""
ARGUMENTS = {
    "words": "q", "role": "role", "organisation": "organisation", "state": "state", "seen": "seen", "order": "sort",
}  # fmt: skip
"""Parts of the filter, and what they are called in an address."""
BATCH = 500
"""Users of an export that are read at a time."""

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
    "told": User.closed_at.is_(None) & User.reminded_at.is_not(None),
}
_never_last, _never_first = User.last_seen_on.is_(None), User.last_seen_on.is_not(None)
_orders: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "name": (User.name_folded.asc(),),
    "seen": (_never_first, User.last_seen_on.asc()),
    "seen-lately": (_never_last, User.last_seen_on.desc()),
    "since": (User.created_at.desc(),),
    "since-long": (User.created_at.asc(),),
}


@dataclass(frozen=True, slots=True)
class UserFilter:
    """Which users to list: words of name or address, a role, the slug of an organisation, a state, since when they were
    not seen; empty for all. And in which order."""

    words: str = ""
    role: str = ""
    organisation: str = ""
    state: str = ""
    seen: str = ""
    order: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """The filter as the address of the list says it."""
        return {ARGUMENTS[name]: value for name, value in asdict(self).items() if value}

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a user has to meet. A role and an organisation together mean the role in that organisation."""
        wanted: list[ColumnElement[bool]] = [_real]
        wanted += with_words(self.words)
        if self.state in _states:
            wanted.append(_states[self.state])
        if self.seen in SEEN_NAMES:
            wanted.append(_not_seen(self.seen))
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


def _not_seen(since: str) -> ColumnElement[bool]:
    """Nobody who is new stands among those who were not seen for months: with no use, the day of making counts."""
    if since == "never":
        return User.last_seen_on.is_(None)
    return User.id.in_(unused_since(months_before(today(), int(since))).with_only_columns(User.id))


@dataclass(frozen=True, slots=True)
class Unused:
    """What becomes of accounts that nobody uses."""

    months: int
    """After so many without use their owners are written to; 0 where nothing becomes of them."""
    to_tell: int
    """Owners who are written to next."""
    told: int
    """Owners who were, and have not signed in since."""


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
    """A page of the users in their order, each with memberships and site roles."""
    total = number_of_users(chosen)
    found = _ordered(chosen)
    return page_of(page, total, lambda offset, limit: session.scalars(found.limit(limit).offset(offset)).all())


def number_of_users(chosen: UserFilter) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(User).where(*chosen.conditions())) or 0


def user_batches(chosen: UserFilter) -> Iterator[Sequence[User]]:
    """All of them in their order, some at a time, as they are when the reading begins."""
    numbers = session.scalars(_ordered(chosen).with_only_columns(User.id)).all()
    for at in range(0, len(numbers), BATCH):
        wanted = numbers[at : at + BATCH]
        rows = {user.id: user for user in session.scalars(_with_roles(select(User)).where(User.id.in_(wanted), _real))}
        yield [rows[number] for number in wanted if number in rows]


def unused() -> Unused:
    """What becomes of accounts that nobody uses."""
    months = option("dormant_months")
    if not months:
        return Unused(0, 0, 0)
    found = unused_since(months_before(today(), months)).with_only_columns(User.reminded_at).order_by(None).subquery()
    told, all_of_them = session.execute(select(func.count(found.c.reminded_at), func.count()).select_from(found)).one()
    return Unused(months, all_of_them - told, told)


def _ordered(chosen: UserFilter) -> Select[User]:
    order = _orders.get(chosen.order, _orders["name"])
    return _with_roles(select(User)).where(*chosen.conditions()).order_by(*order, User.name_folded, User.id)


def _with_roles(found: Select[User]) -> Select[User]:
    loaded = (selectinload(User.memberships).joinedload(Membership.organisation), selectinload(User.site_roles))
    return found.options(*loaded)


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
    return list(session.scalars(found.options(joinedload(Membership.organisation)).order_by(Organisation.name_folded)))


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
    return [(slug, name) for slug, name in session.execute(found.order_by(Organisation.name_folded, Organisation.slug))]
