"""The page on which somebody leaves an organisation."""

from flask import render_template
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.user import Membership
from kb.members.forms import SuccessorForm
from kb.members.queries.finding import membership_of
from kb.members.routes.blueprint import blueprint, invitations_of, to_account
from kb.members.service import memberships


def own_membership(slug: str) -> Membership:
    """The membership that whoever asks has in the organisation."""
    return membership_of(slug, actor().user_id)


@blueprint.route("/organisations/<slug>/leave", methods=["GET", "POST"])
@needs(Permission.MEMBER_LEAVE, membership=own_membership)
def leave(membership: Membership) -> str | Response:
    """Leave an organisation."""
    form, organisation = SuccessorForm(membership, actor().user_id), membership.organisation
    if form.validate_on_submit():
        with form.catching():
            memberships.leave(actor(), membership, successor_id=form.successor_id)
            said = invitations_of(form.sent, organisation, stay=form.kept)
            return to_account(f"You no longer belong to {organisation.name}.{said}")
    stuck = not memberships.may_be_without_lead(actor(), membership)
    return render_template("members/leave.html", form=form, membership=membership, stuck=stuck)
