"""The second step of signing in, as its owner sets it up, replaces it and switches it off."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.second_factor import new_recovery_codes, step_of, turn_off, turn_on
from kb.accounts.service.proving import Proof, has_password
from kb.accounts.sign_in import end_all
from kb.core.db import utc_now
from kb.core.errors import Conflict, Invalid
from kb.mail.posting import post


@use_case(Permission.ACCOUNT_CHANGE)
def set_up(_who: Actor, user: User, *, proof: Proof, secret: str, code: str, of_session: UserSession) -> list[str]:
    """Have an app count from now on, in place of the one before, once a code shows that it has the secret.

    Returns the recovery codes, which are told this once. The present session counts as begun with a code, and all
    others end. Raises Invalid(code=...).
    """
    proof.require(user)
    step = step_of(secret, code)
    if isinstance(step, str):
        raise Invalid(code=step)
    what = "replaced" if user.has_second_factor else "set up"
    turn_on(user, secret, step)
    of_session.second_factor_at = utc_now()
    end_all(user, but=of_session)
    _tell(user, what)
    return new_recovery_codes(user)


@use_case(Permission.ACCOUNT_CHANGE)
def make_recovery_codes(_who: Actor, user: User, *, proof: Proof) -> list[str]:
    """New recovery codes in place of all there were; they are told this once. Raises Conflict without a second step."""
    proof.require(user)
    if not user.has_second_factor:
        raise Conflict
    _tell(user, "given new recovery codes")
    return new_recovery_codes(user)


@use_case(Permission.ACCOUNT_CHANGE)
def switch_off(_who: Actor, user: User, *, proof: Proof) -> None:
    """Sign in without a code. Raises Conflict for those whose roles need one, and where there is none."""
    proof.require(user)
    if user.needs_second_factor or not user.has_second_factor:
        raise Conflict
    turn_off(user)
    _tell(user, "switched off")


@use_case(Permission.USER_CHANGE)
def reset(_who: Actor, user: User) -> None:
    """Switch it off for somebody who has lost app and recovery codes, and end all sessions.

    Whoever needs a second step is asked to set it up anew after signing in. Raises Conflict where there is none.
    """
    if not user.has_second_factor:
        raise Conflict
    turn_off(user)
    end_all(user)
    _tell(user, "reset by an admin")


def _tell(user: User, what: str) -> None:
    to, link, passwords = recipient_of(user), page_at("/account"), has_password(user)
    post(to, "accounts/second-step-changed", urgent=True, what=what, link=link, passwords=passwords)
