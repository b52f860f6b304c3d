"""Reads of users."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import selectinload

from kb.accounts.models.user import Membership, SiteRole, User
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.folding import folded_name
from kb.core.settings import settings

MOST_WORDS = 10
"""Words of a search that are looked at."""


def holders_of(role: str) -> Sequence[User]:
    """Everybody who has a role on the site and can sign in, by number; fictional people only in a demonstration."""
    return session.scalars(_holding(role)).all()


def admins() -> Select[User]:
    """Who looks after the site: admins who can sign in, and so no fictional ones, except in a demonstration."""
    return _holding("admin")


def _holding(role: str) -> Select[User]:
    holders = select(User).where(User.site_roles.any(SiteRole.role == role), User.closed_at.is_(None))
    return (holders if settings().demo else holders.where(~User.demo)).order_by(User.id)


def other_admins(user_id: int | None) -> Sequence[User]:
    """Who looks after the site beside this user."""
    return session.scalars(admins().where(User.id != user_id)).all()


def has_admin() -> bool:
    """Whether anybody looks after the site."""
    return session.scalar(admins().with_only_columns(User.id).limit(1)) is not None


def user_by_email(email: str) -> User:
    """The user with this address in its folded form. Raises NotFound."""
    found = session.scalar(select(User).where(User.email == email))
    if found is None:
        raise NotFound
    return found


def users_in_order() -> Sequence[User]:
    """Everybody with an account, the oldest first, with memberships and site roles."""
    loaded = (selectinload(User.memberships).joinedload(Membership.organisation), selectinload(User.site_roles))
    return session.scalars(select(User).options(*loaded).order_by(User.id)).all()


def with_words(words: str) -> list[ColumnElement[bool]]:
    """Conditions for users whose name or address has all of these words, or parts of words, whatever their accents."""
    return [_has(word) for word in words.split()[:MOST_WORDS]]


def _has(word: str) -> ColumnElement[bool]:
    folded = folded_name(word)
    return or_(*(column.contains(part, autoescape=True) for column, part in (
        (User.name_folded, folded), (User.email, folded), (User.email, word.lower()),
    )))  # fmt: skip
