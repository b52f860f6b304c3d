"""What people do with their own accounts: name, password, sessions, a copy of what is kept about them."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.names import name_of
from kb.accounts.passwords import check, hashed
from kb.accounts.service.proving import Proof
from kb.accounts.service.resetting import after_new_password
from kb.accounts.sign_in import end_all
from kb.core.db import session
from kb.core.errors import Invalid


@use_case(Permission.ACCOUNT_CHANGE)
def change_name(_who: Actor, user: User, *, name: str) -> None:
    """Be called something else. Raises Invalid(name=...)."""
    user.name = name_of(name)


def is_another_name(user: User, name: str) -> bool:
    """Whether this is another name than the user has. Raises Invalid(name=...)."""
    return name_of(name) != user.name


def kept_of_new(user: User, password: str) -> str:
    """What is to be kept of a new password, made outside of any transaction because it takes a while.

    Raises Invalid(new_password=...) for one that is too easy to guess.
    """
    try:
        check(password, user.name, user.email)
    except Invalid as refusal:
        raise Invalid(new_password=refusal.problems["password"]) from None
    return hashed(password)


@use_case(Permission.ACCOUNT_CHANGE)
def change_password(_who: Actor, user: User, *, proof: Proof, kept: str, of_session: UserSession) -> None:
    """Sign in with another password from now on, of which this is kept; whoever knew the old one is signed out."""
    proof.require(user)
    user.password_hash = kept
    end_all(user, but=of_session)
    after_new_password(user)


@use_case(Permission.SESSION_END)
def end_session(_who: Actor, ended: UserSession) -> None:
    """Sign out one browser."""
    session.delete(ended)


@use_case(Permission.SESSION_END)
def sign_out_everywhere(_who: Actor, user: User) -> None:
    """Sign out every browser, that in which it is asked for included."""
    end_all(user)


@use_case(Permission.ACCOUNT_EXPORT)
def export(_who: Actor, _user: User) -> None:
    """Note that somebody takes a copy of `own_data.of_user`, which is read before, so that nobody waits to write."""
