"""The messages that the people of an organisation get, each with the words its template needs; none to an account that
is closed."""

from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.user import Membership
from kb.core.clock import in_uk
from kb.mail.posting import Recipient, post
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import lead_name, leads_or_admins
from kb.members.roles import BY_ROLE, label


def invitation(made: Invitation, token: str) -> None:
    """Ask somebody to join. It reads the same, and costs the same, whether or not the address has an account."""
    post(
        Recipient(made.email),
        "members/invitation",
        organisation=made.organisation.name,
        inviter=made.invited_by.name if made.invited_by else "",
        role=label(made.role),
        may=BY_ROLE[made.role].may,
        until=in_uk(made.expires_at).date(),
        link=page_at(f"/invitations/{token}"),
    )


def added(membership: Membership) -> None:
    """Tell somebody whom an admin has made a member, or given a higher role."""
    if membership.user.open:
        post(
            recipient_of(membership.user),
            "members/added",
            organisation=membership.organisation.name,
            role=label(membership.role),
            may=BY_ROLE[membership.role].may,
            contact=page_at("/contact"),
        )


def role_changed(membership: Membership, *, by: int | None) -> None:
    """Tell a member what they may do from now on; `by` is the number of the user who decided it."""
    if membership.user.open:
        post(
            recipient_of(membership.user),
            "members/role-changed",
            organisation=membership.organisation.name,
            role=label(membership.role),
            may=BY_ROLE[membership.role].may,
            lead=lead_name(membership.organisation_id, by),
        )


def removed(membership: Membership, *, by: int | None) -> None:
    """Tell somebody that they no longer belong to the organisation; `by` is as above."""
    if membership.user.open:
        post(
            recipient_of(membership.user),
            "members/removed",
            organisation=membership.organisation.name,
            lead=lead_name(membership.organisation_id, by),
        )


def request(made: MembershipRequest) -> None:
    """Tell those who look after the organisation's people that somebody waits for them."""
    organisation = made.organisation
    for user in leads_or_admins(organisation.id):
        post(
            recipient_of(user),
            "members/request",
            organisation=organisation.name,
            name=made.user.name,
            email=made.user.email,
            link=page_at(f"/organisations/{organisation.slug}/members"),
        )


def request_decided(decided: MembershipRequest, role: str | None, *, by: int | None) -> None:
    """Tell somebody whether they belong to the organisation now, and in which role; `by` is as above."""
    if decided.user.open:
        post(
            recipient_of(decided.user),
            "members/request-decided",
            organisation=decided.organisation.name,
            role=label(role) if role else "",
            may=BY_ROLE[role].may if role else "",
            lead=lead_name(decided.organisation_id, by),
        )
