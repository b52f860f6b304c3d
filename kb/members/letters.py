"""The messages that the people of an organisation get, each with the words its template needs; none to an account that
is closed."""

from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.mail.posting import Recipient, post
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.members import lead_name, leads, leads_or_admins, role_in
from kb.members.roles import BY_ROLE, label


def invitation(made: Invitation, token: str) -> None:
    """Ask somebody to join. It reads the same, and costs the same, whether or not the address has an account."""
    post(
        Recipient(made.email),
        "members/invitation",
        good_until=made.expires_at,
        organisation=made.organisation.name,
        inviter=made.invited_by.name if made.invited_by else "",
        role=label(made.role),
        may=BY_ROLE[made.role].may,
        until=made.expires_at,
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
            link=people_of(organisation),
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


def changed_by_admin(membership: Membership, *, by: int | None) -> None:
    """Tell the leads of an organisation that somebody who does not lead it, an admin, has made somebody what they are.

    `by` is the number of who decided it, as above. Whoever it is about, and whoever decided it, knows already.
    """
    organisation_id, user = membership.organisation_id, membership.user
    if by is None or role_in(organisation_id, by) == "lead":
        return
    for lead in leads(organisation_id):
        if lead.id not in {user.id, by}:
            post(
                recipient_of(lead),
                "members/changed-by-admin",
                organisation=membership.organisation.name,
                name=user.name,
                email=user.email or "",
                role=label(membership.role),
                may=BY_ROLE[membership.role].may,
                link=people_of(membership.organisation),
            )


def joined(membership: Membership, invitation: Invitation) -> None:
    """Tell the leads who has come by an invitation of somebody who does not lead the organisation (any more)."""
    for lead in leads(membership.organisation_id):
        if lead.id != membership.user_id:
            post(
                recipient_of(lead),
                "members/joined",
                organisation=membership.organisation.name,
                name=membership.user.name,
                email=membership.user.email or "",
                role=label(membership.role),
                inviter=invitation.invited_by.name if invitation.invited_by else "",
                link=people_of(membership.organisation),
            )


def members_of_another(organisation: Organisation, *, before: Organisation, number: int) -> None:
    """Tell the leads how many have come at once from an organisation that this one took over from."""
    for lead in leads(organisation.id) if number else ():
        post(
            recipient_of(lead),
            "members/members-of-another",
            organisation=organisation.name,
            before=before.name,
            number=number,
            link=people_of(organisation),
        )


def handed_over(heir: Membership, *, before: Membership, invitations: int) -> None:
    """Tell somebody that they lead the organisation now; `invitations` is how many open ones they answer for."""
    post(
        recipient_of(heir.user),
        "members/handed-over",
        organisation=heir.organisation.name,
        before=before.user.name,
        may=BY_ROLE["lead"].may,
        invitations=invitations,
        link=people_of(heir.organisation),
    )


def people_of(organisation: Organisation) -> str:
    """Address of the page of an organisation's people."""
    return page_at(f"/organisations/{organisation.slug}/members")
