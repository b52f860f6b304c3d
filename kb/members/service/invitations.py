"""Invitations: sent, sent again, and taken back."""

from datetime import timedelta

from sqlalchemy import func, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.digests import new_token, token_digest
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.options import option
from kb.members import letters
from kb.members.joining import held, hold, not_oneself, withdraw_invitations
from kb.members.models import Invitation
from kb.members.queries.members import members_among
from kb.members.queries.waiting import all_expired, standing

MOST_A_DAY = 300
"""Invitations that one organisation may send in a day: no organisation has as many people to ask, and a stolen account
cannot flood strangers with mail from here."""
MOST_A_DAY_TO_ONE = 3
"""Invitations that one organisation may send in a day to one address."""


@use_case(Permission.MEMBER_INVITE, choice="role")
def invite(who: Actor, organisation: Organisation, *, email: str, role: str) -> Invitation:
    """Ask somebody to join; an invitation to the same address that waits for an answer gives way to this one.

    Raises Invalid(addresses=...) where the address belongs to a member, or is that of an admin who could ask another
    one, or far too many were invited today.
    """
    hold(organisation.id)
    return _invite(who, organisation, email, role)


@use_case(Permission.MEMBER_INVITE)
def send_again(who: Actor, invitation: Invitation) -> Invitation:
    """Send a new invitation in place of one that waits for an answer or has expired; the old link ends.

    Raises Conflict where it was answered or withdrawn, and Invalid as `invite`.
    """
    invitation = held(invitation)
    if standing(invitation) not in {"open", "expired"}:
        raise Conflict
    return _invite(who, invitation.organisation, invitation.email, invitation.role)


def send_expired(who: Actor, organisation: Organisation) -> tuple[int, list[str]]:
    """Send all invitations again that have expired, each with `send_again`.

    Says how many were sent, and why others were not. One that somebody was faster with is neither.
    """
    sent = 0
    refused: list[str] = []
    for number in [each.id for each in all_expired(organisation)]:
        try:
            send_again(who, session.get_one(Invitation, number))
        except Conflict:
            continue
        except Invalid as refusal:
            refused += refusal.problems.values()
        else:
            sent += 1
    return sent, list(dict.fromkeys(refused))


def _invite(who: Actor, organisation: Organisation, email: str, role: str) -> Invitation:
    if members_among(organisation.id, [email]):
        raise Invalid(addresses=f"{email} belongs to somebody who is a member already")
    if who.user_id is not None and session.scalar(select(User.email).where(User.id == who.user_id)) == email:
        not_oneself(who, who.user_id, "addresses")
    now = utc_now()
    of_today = Invitation.organisation_id == organisation.id, Invitation.made_at > now - timedelta(days=1)
    to_one = func.count().filter(Invitation.email == email)
    sent, sent_to_one = session.execute(select(func.count(), to_one).where(*of_today)).one()
    if sent >= MOST_A_DAY:
        raise Invalid(addresses=f"This organisation has sent {MOST_A_DAY} invitations today. Send the others tomorrow")
    if sent_to_one >= MOST_A_DAY_TO_ONE:
        raise Invalid(addresses=f"{email} was invited {MOST_A_DAY_TO_ONE} times today. Wait until tomorrow")
    withdraw_invitations(organisation.id, email)
    token = new_token()
    made = Invitation(
        organisation_id=organisation.id,
        email=email,
        role=role,
        invited_by_id=who.user_id,
        token_digest=token_digest(token),
        expires_at=now + timedelta(days=option("invitation_days")),
    )
    session.add(made)
    session.flush()
    letters.invitation(made, token)
    return made


@use_case(Permission.MEMBER_INVITE)
def withdraw(_who: Actor, invitation: Invitation) -> None:
    """Take an invitation back; its link ends. Raises Conflict where it was answered or withdrawn."""
    invitation = held(invitation)
    if standing(invitation) not in {"open", "expired"}:
        raise Conflict
    invitation.withdrawn_at = utc_now()
