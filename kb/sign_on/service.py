"""What can be done with what the provider says: come in, link a work account or unlink it, and for whom it speaks."""

from datetime import timedelta

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import links, slow_down
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.accounts.service import resetting, signing_in
from kb.accounts.service.proving import Proof, has_password
from kb.accounts.service.registering import new_user
from kb.accounts.sign_in import end_all, may_enter
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.settings import settings
from kb.core.uniqueness import being_first
from kb.mail.posting import post
from kb.members.service.requests import propose
from kb.sign_on import tenants
from kb.sign_on.identities import Identity
from kb.sign_on.models import ExternalIdentity, OrganisationSignOn
from kb.sign_on.queries import known, links_of, proposed_by
from kb.sign_on.refusals import Reason, Refused

LINKING = "/account/work-account"
"""Path of the page for linking."""
BY_MAIL = "work-account"
"""Kind of the links by which a work account is linked to an account that nobody can sign in to."""
LASTS = timedelta(hours=1)
"""How long such a link is good for: as long as one for a new password, whose place it takes."""


def arrive(who: Actor, identity: Identity) -> ExternalIdentity | None:
    """The link between the person whom the provider named and the user who may now come in; both are made if need be.

    None for somebody new whose address belongs to an account here: an address proves nothing, so its owner is told by
    mail how to link the two. Raises Refused.
    """
    try:
        return _arrive(who, identity)
    except Conflict:  # the same person came in at this moment in another window
        return _arrive(who, identity)


@use_case(Permission.SESSION_BEGIN)
def _arrive(who: Actor, identity: Identity) -> ExternalIdentity | None:
    found = known(identity)
    if found is None:
        return _newcomer(who, identity)
    if not may_enter(found.user):
        raise Refused(Reason.CLOSED)
    if found.email != identity.email:
        found.email = identity.email
    _propose(found.user, identity)
    return found


def _newcomer(who: Actor, identity: Identity) -> ExternalIdentity | None:
    if identity.email is None:
        raise Refused(Reason.NO_ADDRESS)
    if not identity.proven:
        raise Refused(Reason.UNPROVEN)
    owner = session.scalar(select(User).where(User.email == identity.email))
    if owner is None:
        register(who, identity)
        return known(identity)
    if known(identity) is not None:  # and owner: both were made at this moment, in another window
        raise Conflict
    if not slow_down.take_turn(slow_down.mail(identity.email)):
        # Whom the provider knows already gets no link: who has left it must not come back with only a mailbox.
        stranded = not settings().local_accounts and may_enter(owner) and not links_of(owner)
        post(
            recipient_of(owner),
            "sign_on/known-address",
            urgent=True,
            good_until=utc_now() + LASTS if stranded else None,
            closed=not owner.open,
            passwords=has_password(owner),
            link=_new_link(owner) if stranded else None,
            hours=links.in_hours(LASTS),
            linking=page_at(LINKING),
            contact=page_at("/contact"),
        )
    return None


@use_case(Permission.ACCOUNT_REGISTER)
def register(_who: Actor, identity: Identity) -> User:
    """Make an account for somebody whom the provider has named for the first time.

    Whether people may register by themselves plays no part: the provider vouches for these, and whoever runs the site
    has said whose people it lets in. Raises Conflict where the address has an account.
    """
    user = new_user(identity.email or "", identity.name, None)
    _add(user, identity)
    return user


@use_case(Permission.ACCOUNT_CHANGE)
def link(_who: Actor, user: User, *, identity: Identity, proof: Proof) -> ExternalIdentity:
    """Let the person whom the provider named sign in to this account from now on; its owner is told by mail.

    Raises Refused where that person signs in to another account, Conflict where that has just come about, and Denied.
    """
    proof.require(user)
    return _link(user, identity)


@use_case(Permission.USER_CHANGE)
def work_link_for(_who: Actor, user: User) -> str:
    """The whole address of a link by which a user links a work account and is signed in, where nobody has a password.

    Raises Conflict where the account is closed.
    """
    if not may_enter(user):
        raise Conflict
    return _new_link(user)


@use_case(Permission.USER_CHANGE)
def send_work_link(_who: Actor, user: User) -> None:
    """Send a user such a link, three in an hour at most; the admin has made sure that the address is still theirs."""
    if slow_down.take_turn(slow_down.mail(recipient_of(user).address)):
        return
    link, hours, until = _new_link(user), links.in_hours(LASTS), utc_now() + LASTS
    post(recipient_of(user), "sign_on/link-by-mail", urgent=True, good_until=until, link=link, hours=hours)


def link_by_mail(who: Actor, link: OneTimeLink, *, identity: Identity, code: str) -> None:
    """Let the person whom the provider named sign in to the account of a link, and sign in. The link shows that the
    mailbox of the account is theirs; who has a second step needs a code as well. The same is enough for a new password
    elsewhere.

    Raises Refused where that person signs in to another account, Invalid(code=...) and links.LinkUnusable. Wrong codes
    are counted, and leave the link as it is.
    """
    user = resetting.user_of(link)
    signing_in.begin_by_link(who, user, lambda: _link_by_mail(who, link, identity=identity), code=code)


@use_case(Permission.LINK_USE)
def _link_by_mail(_who: Actor, link: OneTimeLink, *, identity: Identity) -> User:
    links.use(link)
    user = resetting.user_of(link)
    end_all(user)  # begun with a password, perhaps by somebody else who knew it
    _link(user, identity)
    return user


@use_case(Permission.ACCOUNT_CHANGE)
def unlink(_who: Actor, user: User, *, number: int, proof: Proof) -> None:
    """Let the person behind one of the links no longer sign in to this account; unlinking twice does no harm.

    Raises Refused where nobody could sign in to it any more, and Denied.
    """
    proof.require(user)
    # Of two at the same moment the second sees what the first has left, so that one way in stays.
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    linked = links_of(user)
    found = next((each for each in linked if each.id == number), None)
    if found is None:
        return
    if is_only_way_in(user, len(linked)):
        raise Refused(Reason.LAST)
    session.delete(found)
    post(recipient_of(user), "sign_on/unlinked", urgent=True, email=found.email, account=page_at("/account"))


def is_only_way_in(user: User, linked: int) -> bool:
    """Whether somebody with so many links could not sign in any more with one less."""
    return linked <= 1 and not has_password(user)


@use_case(Permission.ORGANISATION_CHANGE, choice="kind")
def add_sign_on(_who: Actor, organisation: Organisation, *, kind: str, value: str) -> OrganisationSignOn:
    """Have memberships proposed to people of a tenant or domain; the admin has verified that it is theirs.

    `kind` is one of `tenants.KINDS`. Raises Invalid(value=...) for what is no tenant or domain, for a domain where
    anybody can have an address, and for one that is entered already.
    """
    value = tenants.tenant(value) if kind == "tenant" else tenants.domain(value)
    added = OrganisationSignOn(organisation_id=organisation.id, kind=kind, value=value)
    try:
        with being_first():
            session.add(added)
    except Conflict:
        same = select(OrganisationSignOn).where(OrganisationSignOn.kind == kind, OrganisationSignOn.value == value)
        entered = session.scalars(same).one()
        raise Invalid(value=f"This is entered already, for {entered.organisation.name}") from None
    return added


@use_case(Permission.ORGANISATION_CHANGE)
def remove_sign_on(_who: Actor, sign_on: OrganisationSignOn) -> None:
    """Have no more memberships proposed; those that there are stay."""
    session.delete(sign_on)


def _new_link(user: User) -> str:
    return links.address_of(BY_MAIL, links.issue(BY_MAIL, user=user, email=user.email, lasts=LASTS))


def _link(user: User, identity: Identity) -> ExternalIdentity:
    """The link between the two, made and told to its owner if there was none."""
    found = known(identity)
    if found is None:
        found = _add(user, identity)
        to, account, passwords = recipient_of(user), page_at("/account"), has_password(user)
        post(to, "sign_on/linked", urgent=True, email=identity.email, account=account, passwords=passwords)
    elif found.user_id != user.id:
        raise Refused(Reason.TAKEN)
    return found


def _add(user: User, identity: Identity) -> ExternalIdentity:
    made = ExternalIdentity(user_id=user.id, tenant=identity.tenant, subject=identity.subject, email=identity.email)
    with being_first():
        session.add(made)
    _propose(user, identity)
    return made


def _propose(user: User, identity: Identity) -> None:
    """Tell the leads of organisations that the provider stands for; they decide whether the person belongs there."""
    for match in proposed_by(identity):
        propose(user, match.organisation, match.kind)
