"""Another address for an account whose mailbox is gone: an admin asks, its owner confirms.

The admin stands in for the link to the old address, and for nothing else. The change counts once the owner has opened
the link that went to the new address, signed in to the account, and given a password, or where there is none signed in
a moment ago; with the second step, where one is set up. So whoever talks an admin into a wrong address, and whoever
works as an admin, gets into no account by it: what opens one has to be theirs already. Who has forgotten the password,
too, is invited anew.
"""

from datetime import timedelta

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import links, sign_in, slow_down
from kb.accounts.addresses import folded
from kb.accounts.letters import recipient_of
from kb.accounts.links import LinkUnknown, page_at
from kb.accounts.models.credentials import LINK_KINDS, OneTimeLink
from kb.accounts.models.user import User
from kb.accounts.service import changing_address
from kb.accounts.service.changing_address import BY_ADMIN
from kb.accounts.service.proving import Proof
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.mail.posting import Recipient, post

LASTS = timedelta(days=3)


@use_case(Permission.USER_CHANGE)
def ask(who: Actor, user: User, *, email: str) -> None:
    """Have a link sent to the new address, and tell the old one. Links from before no longer work.

    Raises Invalid(email=...) for one's own account, for an address that another account has, and where too many
    messages went to the address of late; Conflict where the account is closed.
    """
    if user.id == who.user_id:
        raise Invalid(email="Change your own address on the page of your account")
    if not user.open:
        raise Conflict
    wanted = _good_address(user, email)
    # Those who ask at the same moment come here one after the other, so that one link stays open.
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    for kind in (changing_address.OLD, changing_address.NEW):
        links.withdraw(kind, user)
    token = links.issue(BY_ADMIN, user=user, email=wanted, lasts=LASTS)
    link, until, days = links.address_of(BY_ADMIN, token), utc_now() + LASTS, LASTS.days
    post(Recipient(wanted), "accounts/correct-new", urgent=True, good_until=until, email=wanted, link=link, days=days)
    post(recipient_of(user), "accounts/correct-old", urgent=True, email=wanted, link=page_at("/contact"))


@use_case(Permission.USER_CHANGE)
def take_back(_who: Actor, user: User) -> None:
    """Leave the address as it is: the link that was sent no longer works. Raises Conflict where none is open."""
    if pending(user) is None:
        raise Conflict
    links.withdraw(BY_ADMIN, user)


def link_of(user: User, token: str) -> OneTimeLink:
    """The link with this token that was sent for this account. Raises LinkUnknown, LinkUsed or LinkExpired."""
    link = links.found(BY_ADMIN, token)
    if link.user_id != user.id:
        raise LinkUnknown(BY_ADMIN)
    return link


@use_case(Permission.ACCOUNT_CHANGE)
def confirm(_who: Actor, link: OneTimeLink, *, proof: Proof) -> None:
    """Give the account its new address, sign it out everywhere, and tell the old address.

    Raises Invalid(confirm=...) where the new address has got an account of its own meanwhile, and links.LinkUnusable.
    """
    user = session.scalars(select(User).where(User.id == link.user_id).with_for_update()).one()
    proof.require(user)
    links.use(link)
    before = recipient_of(user)
    if not changing_address.takes(user, link.email or ""):
        raise Invalid(confirm="This address has an account of its own now, so nothing was changed")
    for kind in LINK_KINDS:
        links.withdraw(kind, user)  # such as one for a new password, sent to the old address
    sign_in.end_all(user)
    post(before, "accounts/address-changed", email=user.email, link=page_at("/contact"))


def pending(user: User) -> str | None:
    """The address that an admin has asked for and the owner has not confirmed; None without one."""
    return changing_address.pending(user, BY_ADMIN)


def _good_address(user: User, typed: str) -> str:
    wanted = folded(typed)
    if wanted == user.email:
        raise Invalid(email="This is the address of the account already")
    if session.scalar(select(User.id).where(User.email == wanted)) is not None:
        raise Invalid(email="Another account has this address")
    if wait := slow_down.take_turn(slow_down.mail(wanted)):
        raise Invalid(
            email=f"Nothing was sent: too many messages went to this address. Try again in {slow_down.in_words(wait)}"
        )
    return wanted
