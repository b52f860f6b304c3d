"""What can be done with what the provider says: come in, link a work account or unlink it, and for whom it speaks."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import slow_down
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.accounts.service.proving import Proof
from kb.accounts.service.registering import new_user
from kb.accounts.sign_in import may_enter
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.core.settings import settings
from kb.mail.posting import post
from kb.members.service import propose
from kb.sign_on import tenants
from kb.sign_on.identities import Identity
from kb.sign_on.models import ExternalIdentity, OrganisationSignOn
from kb.sign_on.queries import known, links_of, proposed_by
from kb.sign_on.refusals import Reason, Refused

LINKING = "/account/work-account"
"""Path of the page for linking."""


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
        passwords = settings().local_accounts and owner.password_hash is not None
        ways = {"linking": page_at(LINKING), "contact": page_at("/contact")}
        to, closed = recipient_of(owner), not owner.open
        post(to, "sign_on/known-address", urgent=True, closed=closed, passwords=passwords, **ways)
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
    found = known(identity)
    if found is not None:
        if found.user_id != user.id:
            raise Refused(Reason.TAKEN)
        return found
    made = _add(user, identity)
    post(recipient_of(user), "sign_on/linked", urgent=True, email=identity.email, account=page_at("/account"))
    return made


@use_case(Permission.ACCOUNT_CHANGE)
def unlink(_who: Actor, user: User, *, number: int) -> None:
    """Let the person behind one of the links no longer sign in to this account; unlinking twice does no harm.

    Raises Refused where nobody could sign in to it any more.
    """
    links = links_of(user)
    found = next((each for each in links if each.id == number), None)
    if found is None:
        return
    if is_only_way_in(user, len(links)):
        raise Refused(Reason.LAST)
    session.delete(found)


def is_only_way_in(user: User, links: int) -> bool:
    """Whether somebody with so many links could not sign in any more with one less."""
    return links <= 1 and not (settings().local_accounts and user.password_hash)


@use_case(Permission.ORGANISATION_CHANGE)
def add_sign_on(_who: Actor, organisation: Organisation, *, kind: str, value: str) -> OrganisationSignOn:
    """Have memberships proposed to people of a tenant or domain; the admin has verified that it is theirs.

    `kind` is one of `tenants.KINDS`. Raises Invalid(value=...) for what is no tenant or domain, for a domain where
    anybody can have an address, and for one that is entered already.
    """
    value = tenants.tenant(value) if kind == "tenant" else tenants.domain(value)
    entered = session.scalar(
        select(OrganisationSignOn).where(OrganisationSignOn.kind == kind, OrganisationSignOn.value == value)
    )
    if entered is not None:
        raise Invalid(value=f"This is entered already, for {entered.organisation.name}")
    added = OrganisationSignOn(organisation_id=organisation.id, kind=kind, value=value)
    session.add(added)
    return added


@use_case(Permission.ORGANISATION_CHANGE)
def remove_sign_on(_who: Actor, sign_on: OrganisationSignOn) -> None:
    """Have no more memberships proposed; those that there are stay."""
    session.delete(sign_on)


def _add(user: User, identity: Identity) -> ExternalIdentity:
    made = ExternalIdentity(user_id=user.id, tenant=identity.tenant, subject=identity.subject, email=identity.email)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        raise Conflict from None
    _propose(user, identity)
    return made


def _propose(user: User, identity: Identity) -> None:
    """Tell the leads of organisations that the provider stands for; they decide whether the person belongs there."""
    for match in proposed_by(identity):
        propose(user, match.organisation, match.kind)
