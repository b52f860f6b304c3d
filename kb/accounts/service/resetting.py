"""Choosing a new password with a link that is sent to the account's address."""

from datetime import timedelta

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import links, passwords, sign_in, slow_down
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.credentials import LINK_KINDS, OneTimeLink
from kb.accounts.models.user import User
from kb.accounts.service import signing_in
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.settings import settings
from kb.mail.posting import Recipient, post

LASTS = timedelta(hours=1)
"""How long the link in the message is good for."""


@use_case(Permission.LINK_ASK)
def ask(_who: Actor, address: str) -> None:
    """Have a message sent to a folded address: with a link to choose a new password, or saying that there is none to
    choose. The statements are the same in both cases. After three messages in an hour there is none.

    Raises NoPasswords where nobody has one.
    """
    passwords.require_allowed()
    if slow_down.take_turn(slow_down.mail(address)):
        return
    user = session.scalar(select(User).where(User.email == address))
    may = user is not None and _has_password_here(user)
    token = links.issue("reset", user=user if may else None, email=address, lasts=LASTS)
    to = Recipient(address, user.id if user else None)
    if may:
        link, hours = links.address_of("reset", token), links.in_hours(LASTS)
        post(to, "accounts/reset", urgent=True, good_until=utc_now() + LASTS, link=link, hours=hours)
    else:
        reason = "none" if user is None else "provider" if sign_in.may_enter(user) else "closed"
        post(
            to,
            "accounts/reset-unknown",
            urgent=True,
            reason=reason,
            sign_in=page_at("/sign-in"),
            contact=page_at("/contact"),
        )


@use_case(Permission.USER_CHANGE)
def link_for(_who: Actor, user: User) -> str:
    """The whole address of a link with which a user chooses a new password, for where no mail can be sent.

    Raises Conflict where the account is closed, NoPasswords where nobody has one.
    """
    passwords.require_allowed()
    if not sign_in.may_enter(user):
        raise Conflict
    return links.address_of("reset", links.issue("reset", user=user, email=user.email, lasts=LASTS))


def reset(who: Actor, link: OneTimeLink, *, password: str, code: str) -> None:
    """Give the user of a link this password, and sign in with it. Who has a second step needs a code as well.

    Raises Invalid(password=..., code=...) and links.LinkUnusable. Wrong codes are counted, and leave the link as it is.
    """
    user = user_of(link)
    passwords.check(password, user.name, user.email)
    if user.takes_code and (wait := slow_down.waiting(slow_down.codes(user.id))):
        raise Invalid(code=f"Wait {slow_down.in_words(wait)} and try again")
    password_hash = passwords.hashed(password)  # takes long, and so comes before the transaction
    signing_in.begin_by_link(who, user, lambda: _change(who, link, password_hash=password_hash), code=code)


def user_of(link: OneTimeLink) -> User:
    """Whose password a link changes. Raises links.LinkUnknown where the account was closed meanwhile."""
    if link.user is None or not sign_in.may_enter(link.user):
        raise links.LinkUnknown(link.kind)
    return link.user


@use_case(Permission.LINK_USE)
def _change(_who: Actor, link: OneTimeLink, *, password_hash: str) -> User:
    links.use(link)
    user = user_of(link)
    user.password_hash = password_hash
    sign_in.end_all(user)
    after_new_password(user)
    return user


def after_new_password(user: User) -> None:
    """Take back all links sent to somebody whose password is another one now, and tell its owner, who may not know."""
    for kind in LINK_KINDS:
        links.withdraw(kind, user)
    post(recipient_of(user), "accounts/password-changed", urgent=True, link=page_at(links.PATHS["reset"]))


def _has_password_here(user: User) -> bool:
    """Whether the password is ours to change: not that of somebody whom the provider lets in, or no longer lets in."""
    ours = user.password_hash is not None or settings().sign_on is None
    return sign_in.may_enter(user) and ours
