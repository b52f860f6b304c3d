"""What tests of signing in share: people with passwords, and a count of hashes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyotp
from argon2 import PasswordHasher
from flask import g

from kb.accounts import passwords, second_factor
from kb.accounts.models.user import User
from kb.core import db
from tests import factories
from tests.pages import Page, Person

PASSWORD = "wooden kettle nine herons"
OTHER_PASSWORD = "seven quiet bridges over slate"
ADDRESS = "owner@example.org"


def owner(**fields: Any) -> User:
    """Somebody with a password."""
    made = factories.user(**{"email": ADDRESS, "password_hash": passwords.hashed(PASSWORD), **fields})
    db.session.commit()
    return made


def with_second_factor(user: User) -> pyotp.TOTP:
    """Set up an authenticator app for somebody; returns the app."""
    secret = second_factor.new_secret()
    second_factor.turn_on(user, secret, 0)
    db.session.commit()
    return pyotp.TOTP(secret)


def sign_in(person: Person, email: str = ADDRESS, password: str = PASSWORD, **how: Any) -> Page:
    """Fill the page for signing in."""
    return person.get("accounts.sign_in", **how).submit("Sign in", email=email, password=password)


def who_is(person: Person) -> str | None:
    """Address of whoever is signed in in this browser."""
    with person.app.app_context(), person.client:
        person.client.get("/help")
        user = db.session.get(User, g.actor.user_id) if g.actor.user_id else None
        return user.email if user else None


@contextmanager
def hashes() -> Iterator[list[str]]:
    """The passwords that are hashed or compared inside."""
    done: list[str] = []
    make, compare = PasswordHasher.hash, PasswordHasher.verify

    def counted_make(self: PasswordHasher, password: str, **rest: Any) -> str:
        done.append(password)
        return make(self, password, **rest)

    def counted_compare(self: PasswordHasher, kept: str, password: str) -> bool:
        done.append(password)
        return compare(self, kept, password)

    PasswordHasher.hash, PasswordHasher.verify = counted_make, counted_compare  # type: ignore[method-assign]
    try:
        yield done
    finally:
        PasswordHasher.hash, PasswordHasher.verify = make, compare  # type: ignore[method-assign]
