"""Signing in and out. Who does not get in learns nothing about which accounts there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from kb.access.actors import ANONYMOUS, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import known_browsers, links, passwords, second_factor, sign_in, slow_down
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.slow_down import Counted
from kb.core.db import session, transaction
from kb.core.errors import Invalid
from kb.core.settings import settings
from kb.mail.posting import post

MANY = 10
"""After so many wrong codes the owner is written to: whoever tries them knows the password."""
NOT_RIGHT = "The e-mail address or the password is not right"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Where a password comes from, and for which account."""

    address: str
    """As `kb.accounts.addresses.folded` gives it."""
    network: str
    cookies: Sequence[str] = ()
    """Of known browsers, whosever they are."""

    def counted(self, number: int | None) -> list[Counted]:
        """As what it is counted: for a browser that its owner has used, as that alone."""
        known = known_browsers.counted(self.cookies, number)
        return [known] if known else [slow_down.account(self.address), slow_down.network(self.network)]


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody has given the password of a user."""

    user: User
    kept: str
    """What was kept of that password. Comparing takes long, so it may be another one by now."""


def prove(attempt: Attempt, password: str) -> Proven:
    """The user with this address and password. Raises Invalid(password=...) for every other case, in the same words.

    The statements and the one hash are the same for an account that exists, is closed, has no password or is none. The
    hash is made outside of transactions, because it takes long. What was counted stays, whatever becomes of the rest.
    """
    if len(password) > passwords.LONGEST:
        raise Invalid(password=passwords.TOO_LONG)
    user = session.scalar(select(User).where(User.email == attempt.address))
    number, kept = (user.id, user.password_hash) if user and sign_in.may_enter(user) else (None, None)
    counted = attempt.counted(number)
    wait = slow_down.waiting(*counted)  # a flood of tries that come too soon only reads
    if not wait:
        with transaction():
            wait = slow_down.take_turn(*counted)
    if wait:
        raise Invalid(password=f"Wait {slow_down.in_words(wait)} and try again, or get a link by e-mail")
    if not passwords.is_right(kept, password) or user is None or kept is None:
        raise Invalid(password=NOT_RIGHT)
    return Proven(user, _after_right(counted, user, kept, password))


def _after_right(counted: Sequence[Counted], user: User, kept: str, password: str) -> str:
    """Forget failures, and make the hash anew where its parameters are out of date; returns what is kept now."""
    renewed = passwords.hashed(password) if passwords.outdated(kept) else None
    with transaction():
        slow_down.was_right(*counted)
        if renewed:  # not over a password that was changed in this very moment
            this = (User.id == user.id, User.password_hash == kept)
            session.execute(update(User).where(*this).values(password_hash=renewed))
    return renewed or kept


def begin_with_password(who: Actor, proven: Proven) -> None:
    """Sign in who has given the password. Raises Invalid(password=...) where it was changed while it was compared: then
    all sessions were ended, and one for the old password must not begin after that."""
    with transaction():
        now = select(User.password_hash).where(User.id == proven.user.id).with_for_update(key_share=True)
        if session.scalar(now) != proven.kept:
            raise Invalid(password=NOT_RIGHT)
        begin(who, proven.user)


@use_case(Permission.SESSION_BEGIN)
def begin(_who: Actor, user: User, *, second_factor: bool = False) -> UserSession:
    """Sign a user in who has shown who it is; `second_factor` says that a code was given."""
    return sign_in.begin(user, second_factor=second_factor)


def begin_with_code(who: Actor, user: User, *, code: str) -> None:
    """Sign a user in who has given the password before and now gives a code. Raises Invalid(code=...)."""
    with transaction():
        problem = refusal_of_code(user, code)
        if problem is None:
            begin(who, user, second_factor=True)
    if problem:
        raise Invalid(code=problem)


def begin_by_link(who: Actor, user: User, act: Callable[[], object], *, code: str) -> None:
    """Do what a link was sent for, and sign its user in; who has a second step needs a code as well.

    Raises Invalid(code=...) and what `act` raises. Wrong codes are counted, and leave the link as it is.
    """
    codes = user.takes_code
    with transaction():
        problem = refusal_of_code(user, code) if codes else None
        if problem is None:
            act()
            begin(who, user, second_factor=codes)
    if problem:
        raise Invalid(code=problem)


def refusal_of_code(user: User, code: str) -> str | None:
    """Use a code of somebody, in the current transaction, which must be committed in any case: wrong ones are counted.

    None, or the sentence that says why it does not do.
    """
    counted = slow_down.codes(user.id)
    if wait := slow_down.take_turn(counted):
        return f"Wait {slow_down.in_words(wait)} and try again"
    problem = second_factor.refusal(user, code)
    if problem is None:
        slow_down.was_right(counted)
    elif slow_down.failures(counted) == MANY:
        tell_of_wrong_codes(ANONYMOUS, user)
    return problem


@use_case(Permission.LINK_ASK)
def tell_of_wrong_codes(_who: Actor, user: User) -> None:
    """Write to a user whose codes somebody tries who knows the password."""
    reset = page_at(links.PATHS["reset"]) if settings().local_accounts and user.password_hash else None
    to, contact = recipient_of(user), page_at("/contact")
    post(to, "accounts/wrong-codes", urgent=True, number=MANY, reset=reset, contact=contact)


@use_case(Permission.SESSION_END)
def end(_who: Actor, ended: UserSession) -> None:
    """Sign out in this browser."""
    session.delete(ended)
    sign_in.end()
