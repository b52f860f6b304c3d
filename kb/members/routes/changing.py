"""Pages on which a lead confirms, changes or removes somebody."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.user import Membership
from kb.members import service
from kb.members.forms import DECLINE, ROLE_HINTS, DecisionForm, RoleForm, SuccessorForm
from kb.members.models import MembershipRequest
from kb.members.routes.blueprint import NUMBER, OF_ORGANISATION, blueprint, membership_at, request_at


@blueprint.route(f"{OF_ORGANISATION}/{NUMBER}/role", methods=["GET", "POST"])
@needs(Permission.MEMBER_CHANGE, membership=membership_at)
def change_role(membership: Membership) -> str | Response:
    """Give a member another role."""
    form, slug = RoleForm(role=membership.role), membership.organisation.slug
    if form.validate_on_submit():
        with form.catching():
            service.change_role(actor(), membership, role=form.role.data)
            return redirect(url_for("members.show", slug=slug), 303)
    return render_template("members/change_role.html", form=form, membership=membership, hints=ROLE_HINTS)


@blueprint.route(f"{OF_ORGANISATION}/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.MEMBER_REMOVE, membership=membership_at)
def remove(membership: Membership) -> str | Response:
    """Remove a member."""
    slug = membership.organisation.slug
    if membership.user_id == actor().user_id:
        return redirect(url_for("members.leave", slug=slug), 303)
    form = SuccessorForm(membership, default=actor().user_id)
    if form.validate_on_submit():
        with form.catching():
            service.remove(actor(), membership, successor_id=form.successor_id)
            return redirect(url_for("members.show", slug=slug), 303)
    stuck = not service.may_be_without_lead(actor(), membership)
    return render_template("members/remove.html", form=form, membership=membership, stuck=stuck)


@blueprint.route(f"{OF_ORGANISATION}/requests/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.MEMBER_CONFIRM, asked=request_at)
def decide(asked: MembershipRequest) -> str | Response:
    """Say whether somebody belongs to the organisation."""
    form, slug = DecisionForm(), asked.organisation.slug
    if form.validate_on_submit():
        if form.decision.data == DECLINE:
            service.decline(actor(), asked)
        else:
            service.confirm(actor(), asked, role=form.decision.data)
        return redirect(url_for("members.show", slug=slug), 303)
    return render_template("members/decide.html", form=form, asked=asked, hints=ROLE_HINTS)
