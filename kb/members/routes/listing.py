"""The page of the people of an organisation."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import needs
from kb.accounts.models.organisation import Organisation
from kb.core.db import utc_now
from kb.core.paging import SIZE
from kb.members.queries import members, waiting
from kb.members.queries.finding import organisation_by_slug
from kb.members.queries.members import MemberFilter
from kb.members.roles import BY_ROLE
from kb.members.routes.blueprint import OF_ORGANISATION, blueprint, place
from kb.web.paging import requested_page


@blueprint.get(OF_ORGANISATION)
@needs(Permission.MEMBERS_READ, organisation=organisation_by_slug)
def show(organisation: Organisation) -> str:
    """Who belongs to an organisation, who was invited, and who waits to be confirmed."""
    here = place()
    chosen = MemberFilter(here.get("q", ""), here.get("role", ""))
    return render_template(
        "members/show.html",
        organisation=organisation,
        page=members.members(organisation, requested_page(), chosen),
        chosen=chosen,
        roles=BY_ROLE,
        invitations=waiting.invitations(organisation, 1),
        expired=waiting.expired_invitations(organisation),
        requests=waiting.requests(organisation),
        most=SIZE,
        now=utc_now(),
    )


@blueprint.get(f"{OF_ORGANISATION}/invitations")
@needs(Permission.MEMBERS_READ, organisation=organisation_by_slug)
def invitations(organisation: Organisation) -> str:
    """All invitations of an organisation that wait for an answer."""
    words = place().get("q", "")
    return render_template(
        "members/invitations.html",
        organisation=organisation,
        page=waiting.invitations(organisation, requested_page(), words),
        words=words,
        expired=waiting.expired_invitations(organisation),
        now=utc_now(),
    )
