"""The page of the people of an organisation."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import needs
from kb.accounts.models.organisation import Organisation
from kb.core.db import utc_now
from kb.core.paging import SIZE
from kb.members import queries
from kb.members.routes.blueprint import OF_ORGANISATION, blueprint
from kb.web.paging import requested_page


@blueprint.get(OF_ORGANISATION)
@needs(Permission.MEMBERS_READ, organisation=queries.organisation_by_slug)
def show(organisation: Organisation) -> str:
    """Who belongs to an organisation, who was invited, and who waits to be confirmed."""
    return render_template(
        "members/show.html",
        organisation=organisation,
        page=queries.members(organisation, requested_page()),
        invitations=queries.invitations(organisation, 1),
        expired=queries.expired_invitations(organisation),
        requests=queries.requests(organisation),
        most=SIZE,
        now=utc_now(),
    )


@blueprint.get(f"{OF_ORGANISATION}/invitations")
@needs(Permission.MEMBERS_READ, organisation=queries.organisation_by_slug)
def invitations(organisation: Organisation) -> str:
    """All invitations of an organisation that wait for an answer."""
    page = queries.invitations(organisation, requested_page())
    expired = queries.expired_invitations(organisation)
    return render_template(
        "members/invitations.html", organisation=organisation, page=page, expired=expired, now=utc_now()
    )
