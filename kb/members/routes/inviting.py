"""Pages on which a lead invites people, and sends invitations again or takes one back."""

from collections.abc import Collection, Sequence

from flask import render_template
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.core.db import transaction
from kb.core.options import option
from kb.members.forms import ROLE_HINTS, InviteForm, PlainForm, SendAgainForm
from kb.members.models import Invitation
from kb.members.queries import waiting
from kb.members.queries.finding import organisation_by_slug
from kb.members.routes.blueprint import OF_ORGANISATION, blueprint, invitation_at, to_people
from kb.members.service import invitations as service
from kb.web.addresses import NUMBER

SECTION = "invitations"
WAITS = {"open", "expired"}
"""Invitations with which something can still be done."""


@blueprint.route(f"{OF_ORGANISATION}/invite", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, organisation=organisation_by_slug)
def invite(organisation: Organisation) -> str | Response:
    """Invite people, each with a message."""
    form = InviteForm(organisation, role="member")
    if form.validate_on_submit():
        with form.catching():
            earlier = waiting.invited_among(organisation.id, form.typed.lines)
            with transaction():  # all of them or none
                for email in form.typed.lines:
                    service.invite(actor(), organisation, email=email, role=form.role.data)
            return to_people(organisation.slug, _sent(len(form.typed.lines), earlier), SECTION)
    return render_template(
        "members/invite.html", form=form, organisation=organisation, hints=ROLE_HINTS, days=option("invitation_days")
    )


@blueprint.route(f"{OF_ORGANISATION}/invitations/{NUMBER}/send-again", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, invitation=invitation_at)
def send_again(invitation: Invitation) -> str | Response | tuple[str, int]:
    """Send an invitation again, with a new link."""
    form, slug = SendAgainForm(), invitation.organisation.slug
    if waiting.standing(invitation) not in WAITS:
        return _answered(invitation)
    if form.validate_on_submit():
        with form.catching():
            service.send_again(actor(), invitation)
            return to_people(slug, f"A new invitation to {invitation.email} is on its way.", SECTION)
    return render_template("members/send_again.html", form=form, invitation=invitation, days=option("invitation_days"))


@blueprint.route(f"{OF_ORGANISATION}/invitations/send-expired", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, organisation=organisation_by_slug)
def send_expired(organisation: Organisation) -> str | Response:
    """Send all invitations again that have expired."""
    form = PlainForm()
    if form.validate_on_submit():
        sent, refused = service.send_expired(actor(), organisation)
        return to_people(organisation.slug, _sent_again(sent, refused), SECTION)
    expired = waiting.all_expired(organisation)
    return render_template(
        "members/send_expired.html",
        form=form,
        organisation=organisation,
        expired=expired,
        days=option("invitation_days"),
    )


@blueprint.route(f"{OF_ORGANISATION}/invitations/{NUMBER}/withdraw", methods=["GET", "POST"])
@needs(Permission.MEMBER_INVITE, invitation=invitation_at)
def withdraw(invitation: Invitation) -> str | Response | tuple[str, int]:
    """Take an invitation back."""
    form, slug = PlainForm(), invitation.organisation.slug
    if waiting.standing(invitation) not in WAITS:
        return _answered(invitation)
    if form.validate_on_submit():
        service.withdraw(actor(), invitation)
        return to_people(slug, f"The invitation to {invitation.email} was withdrawn.", SECTION)
    return render_template("members/withdraw.html", form=form, invitation=invitation)


def _answered(invitation: Invitation) -> tuple[str, int]:
    """Says what has become of an invitation meanwhile, perhaps in another window."""
    how = waiting.standing(invitation)
    return render_template("members/answered_invitation.html", invitation=invitation, standing=how), 409


def _sent(number: int, earlier: Collection[str]) -> str:
    """What was done; `earlier` are the addresses that had an open invitation."""
    done = "The invitation is on its way." if number == 1 else f"{number} invitations are on their way."
    if earlier:
        done += f" The earlier invitation to {', '.join(sorted(earlier))} no longer works."
    return done


def _sent_again(number: int, refused: Sequence[str]) -> str:
    """What was done, and why not all of it."""
    done = _sent(number, ()) if number else "Nothing was sent."
    return " ".join([done, *(f"{reason}." for reason in refused)]) if refused or number else f"{done} None has expired."
