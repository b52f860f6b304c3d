"""Whom the messages about an account go to."""

from kb.accounts.models.user import User
from kb.mail.posting import Recipient


def recipient_of(user: User) -> Recipient:
    """Where to write to somebody whose account is not deleted."""
    assert user.email is not None  # noqa: S101 - a deleted account is told nothing
    return Recipient(user.email, user.id)
