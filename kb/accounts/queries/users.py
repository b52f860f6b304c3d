"""Reads of users for commands."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from kb.accounts.models.user import Membership, User
from kb.core.db import session
from kb.core.errors import NotFound


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
