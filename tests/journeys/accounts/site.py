"""A site with people on a server of its own: who they are, and what they read in their mail."""

import itertools
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pyotp
from apiflask import APIFlask

from kb import create_app
from kb.accounts import second_factor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.accounts.passwords import hashed
from kb.core import db
from tests import factories
from tests.conftest import settings_in

PASSWORD = "copper lantern beside nine otters"  # noqa: S105 - of invented people
STEP = second_factor.STEP
_numbers = itertools.count(1)


@dataclass(slots=True)
class Somebody:
    """A person who has an account, or will have one."""

    name: str
    email: str
    password: str = PASSWORD
    secret: str = ""
    """What the authenticator app was told; empty where there is none."""
    number: int = 0
    """Of the account; 0 before there is one."""
    _last: int = field(default=0)

    def code(self) -> str:
        """A code from the app that was not used before; waits for one where the last was of the coming half minute."""
        while (step := max(int(time.time()) // STEP, self._last + 1)) > int(time.time()) // STEP + 1:
            time.sleep(0.5)
        self._last = step
        return pyotp.HOTP(self.secret).at(step)


@dataclass(slots=True)
class Site:
    """A running site."""

    address: str
    folder: Path
    app: APIFlask

    @contextmanager
    def rows(self) -> Iterator[None]:
        """Its database, for rows that a test puts there or reads; what was changed is committed."""
        with self.app.app_context():
            yield
            db.session.commit()
            db.session.remove()

    def somebody(self, name: str = "Ada Oduya", *, second_step: bool = False, **has: str) -> Somebody:
        """A new account; `role` in the organisation at `board`, or a `site_role`, which comes with a second step."""
        person = stranger(name)
        with self.rows():
            user = User(name=person.name, email=person.email, password_hash=hashed(person.password))
            db.session.add(user)
            if "role" in has:
                user.memberships = [Membership(organisation=_organisation(has["board"]), role=has["role"])]
            if "site_role" in has:
                user.site_roles = [SiteRole(role=has["site_role"])]
            db.session.flush()
            if second_step or "site_role" in has:
                person.secret = second_factor.new_secret()
                second_factor.turn_on(user, person.secret, 0)
                second_factor.new_recovery_codes(user)
            person.number = user.id
        return person

    def board(self, name: str = "Northbridge Safeguarding Children Board") -> str:
        """A new organisation; returns its word in addresses."""
        slug = f"board-{next(_numbers)}"
        with self.rows():
            factories.organisation(name, slug=slug)
        return slug

    def end_sessions(self, person: Somebody) -> None:
        """Have somebody's sessions be over, as happens after some hours."""
        with self.rows():
            user = db.session.get_one(User, person.number)
            db.session.execute(UserSession.__table__.delete().where(UserSession.user_id == user.id))

    def letters(self, to: str) -> list[str]:
        """The texts of the messages to an address, the oldest first."""
        found = [message_from_bytes(file.read_bytes(), policy=default) for file in sorted(self.mail.glob("*.eml"))]
        return [m.get_body(("plain",)).get_content() for m in found if m["To"] and to in m["To"]]
