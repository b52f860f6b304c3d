"""Another address for an account: it counts once links at the old and at the new one were used, in any order.

Nothing tells whoever asks whether the new address has an account already: only the new address itself is told.
"""

from datetime import timedelta

from sqlalchemy import func, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import links, slow_down
from kb.accounts.addresses import folded
from kb.accounts.digests import token_digest
from kb.accounts.letters import recipient_of
from kb.accounts.links import LinkUnknown, page_at
from kb.accounts.models.credentials import LINK_KINDS, OneTimeLink
from kb.accounts.models.user import User
from kb.accounts.service.proving import Proof, has_password
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.settings import settings
from kb.core.uniqueness import being_first
from kb.mail.posting import Recipient, post

OLD, NEW = "change-old", "change-new"
BY_ADMIN = "change-by-admin"
"""Kind of the one link where an admin stands in for the old address: `kb.accounts.service.correcting_address`."""
LASTS = timedelta(days=3)
"""A link is good for so long: the old address may be one at work, asked for on a Friday."""
MOST_A_DAY = 5
"""Changes that one may ask for: each writes to an address that may be somebody else's."""


@use_case(Permission.ACCOUNT_CHANGE)
def ask(_who: Actor, user: User, *, proof: Proof, email: str) -> None:
    """Have links sent to both addresses; earlier ones no longer work. Raises Invalid(email=...)."""
    proof.require(user)
    wanted = folded(email)
    if wanted == user.email:
        raise Invalid(email="This is the address of your account already. Enter another one")
    # Those who ask at the same moment come here one after the other, so that one pair of links stays open.
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    if _asked_today(user) >= MOST_A_DAY:
        raise Invalid(email="You have asked for another address several times today. Try again tomorrow")
    links.withdraw(BY_ADMIN, user)  # the newest wish counts
    old, new = (links.issue(kind, user=user, email=wanted, lasts=LASTS) for kind in (OLD, NEW))
    to, link, days, until = recipient_of(user), links.address_of(OLD, old), LASTS.days, utc_now() + LASTS
    post(
        to,
        "accounts/change-old",
        urgent=True,
        good_until=until,
        email=wanted,
        link=link,
        days=days,
        passwords=has_password(user),
    )
    if slow_down.take_turn(slow_down.mail(wanted)):
        return  # it has got enough messages of late, whoever asked for them
    owner = session.scalar(select(User.id).where(User.email == wanted))
    if owner is None:
        link = links.address_of(NEW, new)
        post(Recipient(wanted), "accounts/change-new", urgent=True, good_until=until, link=link, days=days)
    else:
        _tell_owner(wanted, owner)


def link_of(token: str) -> OneTimeLink:
    """The link, sent to either address, with this token. Raises LinkUnknown, LinkUsed or LinkExpired."""
    try:
        return links.found(OLD, token)
    except LinkUnknown:
        return links.found(NEW, token)


def half_done(token: str) -> OneTimeLink | None:
    """The link with this token, where it has done its half and the one sent to the other address is still awaited."""
    link = session.scalar(select(OneTimeLink).where(OneTimeLink.token_digest == token_digest(token)))
    if link is None or link.kind not in {OLD, NEW} or link.used_at is None:
        return None
    # Asking again takes back both links at once; a lone one that is open waits for the second half.
    newest = select(func.max(OneTimeLink.id)).where(OneTimeLink.user_id == link.user_id, OneTimeLink.kind == link.kind)
    waits = session.scalar(newest) == link.id and link.user is not None and pending(link.user, OLD, NEW) == link.email
    return link if waits else None


def pending(user: User, *kinds: str) -> str | None:
    """The address that an account gets once the links that are open have been used; None without a change at hand."""
    open_ones = (OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > utc_now())
    of_change = (OneTimeLink.user_id == user.id, OneTimeLink.kind.in_(kinds or (OLD, NEW, BY_ADMIN)))
    return session.scalar(
        select(OneTimeLink.email).where(*of_change, *open_ones).order_by(OneTimeLink.id.desc()).limit(1)
    )


@use_case(Permission.ACCOUNT_CHANGE)
def take_back(_who: Actor, user: User) -> None:
    """Keep the present address after all: links that were sent for another one no longer work."""
    for kind in (OLD, NEW, BY_ADMIN):
        links.withdraw(kind, user)


@use_case(Permission.LINK_USE)
def confirm(_who: Actor, link: OneTimeLink) -> bool:
    """Use a link that was sent to one of the addresses: whether the account has its new address now.

    If not, the link sent to the other address was not used yet, or the new address has got an account meanwhile.
    Raises LinkUnknown, LinkUsed or LinkExpired.
    """
    # Those who use both links at the same moment come here one after the other.
    user = session.scalar(select(User).where(User.id == link.user_id).with_for_update())
    if user is None or not user.open:
        raise LinkUnknown(link.kind)
    links.use(link)
    wanted, before = link.email or "", recipient_of(user)
    if not _other_was_used(link):
        return False
    if not takes(user, wanted):
        _tell_owner(wanted, session.scalar(select(User.id).where(User.email == wanted)))
        return False
    for kind in LINK_KINDS:
        links.withdraw(kind, user)  # such as one for a new password, sent to the old address
    post(before, "accounts/address-changed", email=wanted, link=page_at("/contact"))
    return True


def _asked_today(user: User) -> int:
    since = utc_now() - timedelta(days=1)
    asked = select(func.count()).where(
        OneTimeLink.user_id == user.id, OneTimeLink.kind == NEW, OneTimeLink.made_at > since
    )
    return session.scalar(asked) or 0


def _other_was_used(link: OneTimeLink) -> bool:
    """Whether that sent to the other address was: the newest one, for asking again withdraws those before."""
    other = NEW if link.kind == OLD else OLD
    newest = (
        select(OneTimeLink.used_at)
        .where(OneTimeLink.user_id == link.user_id, OneTimeLink.kind == other, OneTimeLink.email == link.email)
        .order_by(OneTimeLink.id.desc())
        .limit(1)
    )
    return session.scalar(newest) is not None


def takes(user: User, wanted: str) -> bool:
    """Give the account its new address, in the current transaction, unless it is another's; the database decides."""
    try:
        with being_first():
            user.email = wanted
    except Conflict:
        return False
    return True


def _tell_owner(address: str, owner: int | None) -> None:
    passwords = settings().local_accounts
    link = page_at(links.PATHS["reset"] if passwords else "/sign-in")
    post(Recipient(address, owner), "accounts/address-taken", urgent=True, link=link, passwords=passwords)
