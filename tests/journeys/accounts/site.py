"""A site on a server of its own, the people on it, and what they read in their mail."""

import itertools
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from secrets import choice

import pyotp
from apiflask import APIFlask
from sqlalchemy import delete, select

from kb.accounts import second_factor
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.accounts.passwords import hashed
from kb.core import db
from tests import factories

PASSWORD = "copper lantern beside nine otters"
_numbers = itertools.count(1)


@dataclass(slots=True)
class Somebody:
    """A person who has an account, or will have one."""

    name: str
    email: str
    password: str = PASSWORD
    secret: str = ""
    """What the authenticator app was told; empty where none is set up."""
    last_step: int = 0
    """Half minute of the last code that was used."""

    def code(self) -> str:
        """A code that was not used before: that of the coming half minute is taken too, after that it has to wait."""
        step = max(_now(), self.last_step + 1)
        while step > _now() + 1:
            time.sleep(0.2)
        self.last_step = step
        return pyotp.HOTP(self.secret).at(step)

    def code_after(self, *, minutes: int) -> str:
        """The code of so many minutes later, which an app shows whose clock is wrong."""
        return pyotp.HOTP(self.secret).at(_now() + minutes * 60 // second_factor.STEP)


def a_word() -> str:
    """A word that stands nowhere else. Without vowels, or it would be the name of a person now and then."""
    return "".join(choice("bcdfghjkmnpqrstvwxz") for _ in range(8))


def stranger(name: str = "Ada Oduya") -> Somebody:
    """Somebody whom the site does not know yet."""
    return Somebody(name, f"{name.split()[0].lower()}-{next(_numbers)}@example.org")


@dataclass(frozen=True, slots=True)
class Site:
    """A running site."""

    address: str
    folder: Path
    app: APIFlask
    """Another process's view of the same database."""

    @contextmanager
    def rows(self) -> Iterator[None]:
        """The database, for what a test puts there; it is committed."""
        with self.app.app_context():
            with db.transaction():
                yield
            db.session.remove()

    def board(self, name: str = "Northbridge Safeguarding Children Board") -> str:
        """A new organisation; returns its word in addresses."""
        slug = f"board-{next(_numbers)}"
        with self.rows():
            factories.organisation(name, slug=slug)
        return slug

    def somebody(self, name: str = "Ada Oduya", *, second_step: bool = False) -> Somebody:
        """Somebody with an account."""
        person = stranger(name)
        with self.rows():
            user = User(name=person.name, email=person.email, password_hash=hashed(person.password))
            db.session.add(user)
            db.session.flush()
            if second_step:
                person.secret = second_factor.new_secret()
                second_factor.turn_on(user, person.secret, 0)
                second_factor.new_recovery_codes(user)
        return person

    def member(self, name: str, board: str, role: str) -> Somebody:
        """Somebody with an account and a role in an organisation."""
        person = self.somebody(name)
        with self.rows():
            of = db.session.scalars(select(Organisation).where(Organisation.slug == board)).one()
            self.user(person).memberships = [Membership(organisation=of, role=role)]
        return person

    def holder(self, site_role: str, name: str = "Wilhelmina Brandt") -> Somebody:
        """Somebody with a role on the site, and the second step that it takes."""
        person = self.somebody(name, second_step=True)
        with self.rows():
            self.user(person).site_roles = [SiteRole(role=site_role)]
        return person

    def user(self, person: Somebody) -> User:
        """The row of somebody; among `rows()`."""
        return db.session.scalars(select(User).where(User.email == person.email)).one()

    def end_sessions(self, person: Somebody) -> None:
        """Have somebody's sessions be over, as they are after some hours."""
        with self.rows():
            db.session.execute(delete(UserSession).where(UserSession.user_id == self.user(person).id))

    def letters(self, to: str) -> list[str]:
        """The texts of the messages to an address, the oldest first."""
        messages = [
            message_from_bytes(file.read_bytes(), policy=default)
            for file in sorted((self.folder / "mail").glob("*.eml"))
        ]
        bodies = [message.get_body(("plain",)) for message in messages if to in str(message["To"])]
        return [body.get_content() for body in bodies if body]

    def link_to(self, person: Somebody, part: str) -> str:
        """Path of the link, with this in it, in the newest message that has one; waits until that has come."""
        pattern = re.compile(rf"^{re.escape(self.address)}(\S*{re.escape(part)}\S*)\s*$", re.MULTILINE)
        for _ in range(100):
            found = [match for text in self.letters(person.email) if (match := pattern.search(text))]
            if found:
                return found[-1][1]
            time.sleep(0.1)
        raise AssertionError(f"no message to {person.email} with a link to {part}")


def _now() -> int:
    return int(time.time()) // second_factor.STEP
