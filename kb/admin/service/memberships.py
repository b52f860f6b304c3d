"""Making people members of organisations without an invitation; removing them is done on the members' page."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core.db import session
from kb.core.errors import Invalid
from kb.core.settings import settings
from kb.mail.posting import Recipient, post
from kb.members.joining import hold, join
from kb.members.roles import BY_ROLE, higher, label


@use_case(Permission.MEMBER_CHANGE)
def add_member(_who: Actor, organisation: Organisation, *, user: User, role: str) -> Membership:
    """Make somebody a member, or raise the role of one, and tell them.

    Raises Invalid(organisation=...) where the user has this role there, or a higher one.
    """
    hold(organisation.id)
    found = select(Membership.role).where(
        Membership.user_id == user.id, Membership.organisation_id == organisation.id
    )  # fmt: skip
    now = session.scalar(found)
    if now is not None and higher(now, role) == now:
        raise Invalid(organisation=f"{user.name} is {label(now)} there already")
    membership = join(user, organisation.id, role)
    if user.open and user.email:
        words = BY_ROLE[role]
        post(
            Recipient(user.email, user.id), "admin/member-added",
            organisation=organisation.name, role=label(role), may=words.may, site_url=settings().site_url,
        )  # fmt: skip
    return membership


@use_case(Permission.MEMBER_CHANGE)
def let_members_join(who: Actor, organisation: Organisation, *, by: Organisation) -> Organisation:
    """Make the members of an organisation members of the one that took over, in their roles; returns the latter.

    They stay in the old one, whose drafts they have in hand. Whoever has as high a role in the other keeps that.
    """
    there = dict(
        session.execute(select(Membership.user_id, Membership.role).where(Membership.organisation_id == by.id)).all()
    )
    found = select(Membership).where(Membership.organisation_id == organisation.id).options(joinedload(Membership.user))
    for membership in session.scalars(found).all():
        role = there.get(membership.user_id)
        if role is None or higher(role, membership.role) != role:
            add_member(who, by, user=membership.user, role=membership.role)
    return by
