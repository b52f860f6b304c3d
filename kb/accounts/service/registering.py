"""Registering: an address is proven by a link that is sent to it, then the account is made. The first admin's too."""

from datetime import timedelta

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import links, passwords, slow_down
from kb.accounts.addresses import folded
from kb.accounts.letters import recipient_of
from kb.accounts.links import in_hours, page_at
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.models.user import SiteRole, User
from kb.accounts.names import name_of
from kb.accounts.queries.users import has_admin
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.uniqueness import being_first
from kb.mail.posting import Recipient, post

LASTS = timedelta(hours=24)
"""How long the link in the message is good for."""
FIRST_ADMIN_LASTS = timedelta(days=7)
"""How long the link is good for that a new installation prints."""

TAKEN = "There is an account with this e-mail address already"


@use_case(Permission.LINK_ASK)
def ask(_who: Actor, address: str) -> None:
    """Have a message sent to a folded address: with a link to register, or saying that there is an account already.

    The statements are the same in both cases, and nothing tells whoever asks which it was. After three messages in an
    hour there is none.
    """
    if slow_down.take_turn(slow_down.mail(address)):
        return
    user = session.scalar(select(User).where(User.email == address))
    # Made in any case; where there is an account nobody gets to see it.
    token = links.issue("register", email=address, lasts=LASTS)
    if user is None:
        hours, link = in_hours(LASTS), links.address_of("register", token)
        until = utc_now() + LASTS
        post(Recipient(address), "accounts/register", urgent=True, good_until=until, link=link, hours=hours)
    else:
        post(
            recipient_of(user),
            "accounts/register-known",
            urgent=True,
            open=user.open,
            sign_in=page_at("/sign-in"),
            reset=page_at(links.PATHS["reset"]),
            contact=page_at("/contact"),
        )


@use_case(Permission.ACCOUNT_REGISTER)
def register(_who: Actor, link: OneTimeLink, *, name: str, password_hash: str) -> User:
    """Make the account whose address a link has proven; `checked` gave the hash.

    Raises links.LinkUnusable, and Invalid(email=...) where there is an account with this address by now.
    """
    links.use(link)
    return _new_user(link.email or "", name, password_hash)


@use_case(Permission.ACCOUNT_REGISTER)
def register_first_admin(_who: Actor, link: OneTimeLink, *, email: str, name: str, password_hash: str) -> User:
    """Make the account of the first admin; `checked` gave the hash.

    Raises links.LinkUnusable, and Invalid(email=...) where there is an account with this address.
    """
    links.use(link)
    if has_admin():
        raise links.LinkNeedless(link.kind)
    user = _new_user(email, name, password_hash)
    user.site_roles = [SiteRole(role="admin")]
    return user


@use_case(Permission.UPKEEP)
def first_admin_link(_who: Actor, _nobody: None) -> str:
    """The whole address at which the first admin makes an account; earlier ones stop working.

    Raises Conflict where there is an admin already, NoPasswords where nobody makes an account here: whoever is to be it
    signs in through the provider first, and is then given the role.
    """
    if has_admin():
        raise Conflict
    passwords.require_allowed()
    return links.address_of("first-admin", links.issue("first-admin", lasts=FIRST_ADMIN_LASTS))


def new_user(email: str, name: str, password_hash: str | None) -> User:
    """An account with a proven address, in the current transaction. Raises Conflict where there is one already."""
    made = User(email=folded(email), name=name_of(name), password_hash=password_hash)
    with being_first():
        session.add(made)
    return made


def _new_user(email: str, name: str, password_hash: str) -> User:
    try:
        return new_user(email, name, password_hash)
    except Conflict:
        raise Invalid(email=f"{TAKEN}. Sign in with it") from None


def checked(name: str, email: str, password: str) -> str:
    """What is kept of the password for a new account. Raises Invalid for a name or a password that will not do.

    It takes long, and so comes before the transaction.
    """
    problems: dict[str, str] = {}
    for check in (lambda: name_of(name), lambda: passwords.check(password, name, email)):
        try:
            check()
        except Invalid as refusal:
            problems |= refusal.problems
    if problems:
        raise Invalid(**problems)
    return passwords.hashed(password)
