"""Pages on which a lead invites people, and sends an invitation again or takes it back."""

from collections.abc import Collection

from flask import render_template
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.core.db import transaction
from kb.core.options import option
from kb.members import queries, service
from kb.members.forms import ROLE_HINTS, InviteForm, PlainForm, SendAgainForm
from kb.members.models import Invitation
from kb.members.routes.blueprint import OF_ORGANISATION, blueprint, invitation_at, to_people
from kb.web.addresses import NUMBER


@blueprint.route(f"{OF_ORGANISATION}/invite", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, organisation=queries.organisation_by_slug)
def invite(organisation: Organisation) -> str | Response:
    """Invite people, each with a message."""
    form = InviteForm(organisation, role="member")
    if form.validate_on_submit():
        with form.catching():
            earlier = queries.invited_among(organisation.id, form.typed.lines)
            with transaction():  # all of them or none
                for email in form.typed.lines:
                    service.invite(actor(), organisation, email=email, role=form.role.data)
            return to_people(organisation.slug, _sent(len(form.typed.lines), earlier))
    return render_template(
        "members/invite.html", form=form, organisation=organisation, hints=ROLE_HINTS, days=option("invitation_days")
    )


@blueprint.route(f"{OF_ORGANISATION}/invitations/{NUMBER}/send-again", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, invitation=invitation_at)
def send_again(invitation: Invitation) -> str | Response:
    """Send an invitation again, with a new link."""
    form, slug = SendAgainForm(), invitation.organisation.slug
    if form.validate_on_submit():
        with form.catching():
            service.send_again(actor(), invitation)
            return to_people(slug, f"A new invitation to {invitation.email} is on its way.")
    return render_template("members/send_again.html", form=form, invitation=invitation, days=option("invitation_days"))


@blueprint.route(f"{OF_ORGANISATION}/invitations/{NUMBER}/withdraw", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, invitation=invitation_at)
def withdraw(invitation: Invitation) -> str | Response:
    """Take an invitation back."""
    form, slug = PlainForm(), invitation.organisation.slug
    if form.validate_on_submit():
        service.withdraw(actor(), invitation)
        return to_people(slug, f"The invitation to {invitation.email} was withdrawn.")
    return render_template("members/withdraw.html", form=form, invitation=invitation)


def _sent(number: int, earlier: Collection[str]) -> str:
    """What was done; `earlier` are the addresses that had an open invitation."""
    done = "The invitation is on its way." if number == 1 else f"{number} invitations are on their way."
    if earlier:
        done += f" The earlier invitation to {', '.join(sorted(earlier))} no longer works."
    return done
