"""Proof, before a step that nobody else may take, that it is still the same person who sits there."""

from dataclasses import dataclass

from kb.accounts import slow_down
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.passwords import is_right
from kb.accounts.queries.sessions import is_fresh
from kb.core.db import transaction
from kb.core.errors import Denied, Invalid, Refusal
from kb.core.settings import settings

NOT_RIGHT = "Your password is not right. Enter the one that you sign in with"


class SignInAgain(Refusal):
    """The person has to sign in again first: there is no password to ask for, and signing in was too long ago."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The owner of an account has just shown to be the owner; use cases that nobody else may call take one."""

    user_id: int

    def require(self, user: User) -> None:
        """Raise Denied where it is about another account."""
        if self.user_id != user.id:
            raise Denied


def require_means(user: User, of_session: UserSession) -> None:
    """Let pass who can give a proof now. Raises SignInAgain for others."""
    if lacks_code(user, of_session) or not (has_password(user) or is_fresh(of_session)):
        raise SignInAgain


def has_password(user: User) -> bool:
    """Whether there is a password to ask for: where all sign in through the provider, one from before is forgotten."""
    return settings().local_accounts and user.password_hash is not None


def lacks_code(user: User, of_session: UserSession) -> bool:
    """Whether a session began without the second step of its owner: it proves too little, whatever the password."""
    return user.takes_code and not of_session.has_second_factor


def prove(user: User, of_session: UserSession, password: str | None) -> Proof:
    """Take the password as proof, or for those who have none that they signed in a moment ago.

    Called outside of any transaction, so that a wrong password is counted whatever becomes of the rest. Raises
    Invalid(password=...) for a wrong one or one too many, and SignInAgain.
    """
    require_means(user, of_session)
    if has_password(user):
        _check(user.id, user.password_hash or "", password or "")
    return Proof(user.id)


def _check(number: int, kept: str, password: str) -> None:
    counted = slow_down.proofs(number)
    with transaction():
        wait = slow_down.take_turn(counted)
    if wait:
        words = slow_down.in_words(wait)
        raise Invalid(password=f"There were several wrong passwords. Wait {words}, then enter your password again")
    if not is_right(kept, password):
        raise Invalid(password=NOT_RIGHT)
    with transaction():
        slow_down.was_right(counted)
