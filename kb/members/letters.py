"""The messages that the people of an organisation get, each with the words its template needs."""

from kb.accounts.models.user import Membership, User
from kb.core.clock import in_uk
from kb.core.settings import settings
from kb.mail.posting import Recipient, post
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import leads_or_admins
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
        link=f"{settings().site_url}/invitations/{token}",
    )


def role_changed(membership: Membership) -> None:
    """Tell a member what they may do from now on."""
    to, role = _recipient(membership.user), membership.role
    if to:
        post(
            to,
            "members/role-changed",
            organisation=membership.organisation.name,
            role=label(role),
            may=BY_ROLE[role].may,
        )


def removed(membership: Membership) -> None:
    """Tell somebody that they no longer belong to the organisation."""
    to = _recipient(membership.user)
    if to:
        post(to, "members/removed", organisation=membership.organisation.name)


def request(made: MembershipRequest) -> None:
    """Tell those who look after the organisation's people that somebody waits for them."""
    organisation = made.organisation
    for to in filter(None, map(_recipient, leads_or_admins(organisation.id))):
        post(
            to,
            "members/request",
            organisation=organisation.name,
            name=made.user.name,
            email=made.user.email,
            link=f"{settings().site_url}/organisations/{organisation.slug}/members",
        )


def request_decided(decided: MembershipRequest, role: str | None) -> None:
    """Tell somebody whether they belong to the organisation now, and in which role."""
    to = _recipient(decided.user)
    if to:
        post(
            to,
            "members/request-decided",
            organisation=decided.organisation.name,
            role=label(role) if role else "",
            may=BY_ROLE[role].may if role else "",
        )


def _recipient(user: User) -> Recipient | None:
    """Where to write to somebody; nowhere where the account is closed."""
    return Recipient(user.email, user.id) if user.email and user.open else None
