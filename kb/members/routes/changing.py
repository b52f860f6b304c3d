"""Pages on which a lead confirms, changes or removes somebody."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.user import Membership
from kb.members import service
from kb.members.forms import DECLINE, ROLE_HINTS, DecisionForm, RoleForm, SuccessorForm
from kb.members.models import MembershipRequest
from kb.members.roles import label
from kb.members.routes.blueprint import OF_ORGANISATION, blueprint, membership_at, request_at, to_people
from kb.web.addresses import NUMBER


@blueprint.route(f"{OF_ORGANISATION}/{NUMBER}/role", methods=["GET", "POST"])
@needs(Permission.MEMBER_CHANGE, membership=membership_at)
def change_role(membership: Membership) -> str | Response:
    """Give a member another role."""
    form, organisation = RoleForm(role=membership.role), membership.organisation
    if form.validate_on_submit():
        with form.catching():
            service.change_role(actor(), membership, role=form.role.data)
            role = label(form.role.data)
            if membership.user_id != actor().user_id:
                return to_people(organisation.slug, f"{membership.user.name} is {role} now.")
            flash(f"You are {role} of {organisation.name} now.")
            return redirect(url_for("accounts.account"), 303)  # the page of the people may be theirs no more
    return render_template("members/change_role.html", form=form, membership=membership, hints=ROLE_HINTS)


@blueprint.route(f"{OF_ORGANISATION}/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.MEMBER_REMOVE, membership=membership_at)
def remove(membership: Membership) -> str | Response:
    """Remove a member."""
    slug, name = membership.organisation.slug, membership.user.name
    if membership.user_id == actor().user_id:
        return redirect(url_for("members.leave", slug=slug), 303)
    form = SuccessorForm(membership, default=actor().user_id)
    if form.validate_on_submit():
        with form.catching():
            service.remove(actor(), membership, successor_id=form.successor_id)
            return to_people(slug, f"{name} no longer belongs here.")
    stuck = not service.may_be_without_lead(actor(), membership)
    return render_template("members/remove.html", form=form, membership=membership, stuck=stuck)


@blueprint.route(f"{OF_ORGANISATION}/requests/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.MEMBER_CONFIRM, asked=request_at)
def decide(asked: MembershipRequest) -> str | Response:
    """Say whether somebody belongs to the organisation."""
    form, slug, name = DecisionForm(), asked.organisation.slug, asked.user.name
    if form.validate_on_submit():
        if form.decision.data == DECLINE:
            service.decline(actor(), asked)
            return to_people(slug, f"{name} was told that they do not belong here.")
        membership = service.confirm(actor(), asked, role=form.decision.data)
        return to_people(slug, f"{name} is {label(membership.role)} now.")
    return render_template("members/decide.html", form=form, asked=asked, hints=ROLE_HINTS)
