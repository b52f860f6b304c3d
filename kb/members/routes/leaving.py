"""The page on which somebody leaves an organisation."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.user import Membership
from kb.members import queries, service
from kb.members.forms import SuccessorForm
from kb.members.routes.blueprint import blueprint


def own_membership(slug: str) -> Membership:
    """The membership that whoever asks has in the organisation."""
    return queries.membership_of(slug, actor().user_id)


@blueprint.route("/organisations/<slug>/leave", methods=["GET", "POST"])
@needs(Permission.MEMBER_LEAVE, membership=own_membership)
def leave(membership: Membership) -> str | Response:
    """Leave an organisation."""
    form, name = SuccessorForm(membership, default=None), membership.organisation.name
    if form.validate_on_submit():
        with form.catching():
            service.leave(actor(), membership, successor_id=form.successor_id)
            flash(f"You no longer belong to {name}.")
            return redirect(url_for("accounts.account"), 303)
    stuck = not service.may_be_without_lead(actor(), membership)
    return render_template("members/leave.html", form=form, membership=membership, stuck=stuck)
