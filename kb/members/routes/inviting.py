"""Pages on which a lead invites people, and sends an invitation again or takes it back."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.core.db import transaction
from kb.core.options import option
from kb.members import queries, service
from kb.members.forms import ROLE_HINTS, InviteForm, PlainForm
from kb.members.models import Invitation
from kb.members.routes.blueprint import NUMBER, OF_ORGANISATION, blueprint, invitation_at


@blueprint.route(f"{OF_ORGANISATION}/invite", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, organisation=queries.organisation_by_slug)
def invite(organisation: Organisation) -> str | Response:
    """Invite people, each with a message."""
    form = InviteForm(organisation, role="contributor")
    if form.validate_on_submit():
        with form.catching():
            with transaction():  # all of them or none
                for email in form.typed.lines:
                    service.invite(actor(), organisation, email=email, role=form.role.data)
            return _to_members(organisation.slug)
    return render_template(
        "members/invite.html", form=form, organisation=organisation, hints=ROLE_HINTS, days=option("invitation_days")
    )


@blueprint.route(f"{OF_ORGANISATION}/invitations/{NUMBER}/send-again", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, invitation=invitation_at)
def send_again(invitation: Invitation) -> str | Response:
    """Send an invitation again, with a new link."""
    form, slug = PlainForm(), invitation.organisation.slug
    if form.validate_on_submit():
        service.send_again(actor(), invitation)
        return _to_members(slug)
    return render_template("members/send_again.html", form=form, invitation=invitation, days=option("invitation_days"))


@blueprint.route(f"{OF_ORGANISATION}/invitations/{NUMBER}/withdraw", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, invitation=invitation_at)
def withdraw(invitation: Invitation) -> str | Response:
    """Take an invitation back."""
    form, slug = PlainForm(), invitation.organisation.slug
    if form.validate_on_submit():
        service.withdraw(actor(), invitation)
        return _to_members(slug)
    return render_template("members/withdraw.html", form=form, invitation=invitation)


def _to_members(slug: str) -> Response:
    return redirect(f"{url_for('members.show', slug=slug)}#invitations", 303)
