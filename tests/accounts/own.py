"""People with a password or an app, for tests of what they do with their own accounts."""

from datetime import timedelta

import pyotp
from sqlalchemy import select

from kb.accounts import second_factor
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.passwords import hashed
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from tests.pages import Person

PASSWORD = "gravel-lantern-otter-seven"
ANOTHER = "violet-harbour-pencil-nine"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_password(person: Person, password: str = PASSWORD) -> Person:
    """The person with a password."""
    person.user.password_hash = hashed(password)
    db.session.commit()
    return person


def with_app(person: Person) -> Person:
    """The person with an authenticator app whose codes have not been used; the session was begun with one, if any."""
    second_factor.turn_on(person.user, SECRET, 0)
    for row in sessions_of(person.user):
        row.second_factor_at = row.second_factor_at and utc_now()
    db.session.commit()
    return person


def without_app(person: Person) -> Person:
    """The holder of a site role who has not set up an app yet."""
    second_factor.turn_off(person.user)
    db.session.commit()
    return person


def code() -> str:
    """What the app shows now."""
    return pyotp.TOTP(SECRET).now()


def signed_in_long_ago(person: Person, minutes: int = 20) -> Person:
    """The person in a session that began so long ago."""
    for row in sessions_of(person.user):
        row.began_at -= timedelta(minutes=minutes)
    db.session.commit()
    return person


def sessions_of(user: User) -> list[UserSession]:
    """The rows of a user's sessions."""
    found = select(UserSession).where(UserSession.user_id == user.id).order_by(UserSession.id)
    return list(db.session.scalars(found.execution_options(populate_existing=True)))


def trail(user: User) -> list[str]:
    """The permissions of what the audit trail says that a user did, in order."""
    found = select(AuditEvent.permission).where(AuditEvent.actor_id == user.id, AuditEvent.act == "did")
    return list(db.session.scalars(found.order_by(AuditEvent.id)))
