"""Pages on which a lead confirms, changes or removes somebody, or hands over."""

from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.user import Membership
from kb.members.forms import DECLINE, ROLE_HINTS, DecisionForm, HandOverForm, RoleForm, SuccessorForm
from kb.members.models import MembershipRequest
from kb.members.roles import label
from kb.members.routes.blueprint import (
    OF_ORGANISATION,
    blueprint,
    invitations_of,
    membership_at,
    place,
    request_at,
    to_account,
    to_people,
)
from kb.members.service import memberships, requests
from kb.web.addresses import NUMBER


@blueprint.route(f"{OF_ORGANISATION}/{NUMBER}/role", methods=["GET", "POST"])
@needs(Permission.MEMBER_CHANGE, membership=membership_at)
def change_role(membership: Membership) -> str | Response:
    """Give a member another role."""
    form, organisation, user = RoleForm(membership, actor().user_id), membership.organisation, membership.user
    own = user.id == actor().user_id
    if form.validate_on_submit():
        with form.catching():
            role, leads_no_more = form.role.data, membership.role == "lead" and form.role.data != "lead"
            memberships.change_role(actor(), membership, role=role, **form.choices())
            said = invitations_of(form.sent, organisation, stay=form.kept) if leads_no_more else ""
            if own:
                return to_account(f"You are {label(role)} of {organisation.name} now.{said}")
            return to_people(organisation.slug, f"{user.name} is {label(role)} now.{said}")
    return render_template("members/change_role.html", form=form, membership=membership, hints=ROLE_HINTS, own=own)


@blueprint.route(f"{OF_ORGANISATION}/{NUMBER}/hand-over", methods=["GET", "POST"])
@needs(Permission.MEMBER_CHANGE, membership=membership_at)
def hand_over(membership: Membership) -> str | Response:
    """Make somebody else lead, who steps into the place of this one."""
    organisation, user = membership.organisation, membership.user
    own = user.id == actor().user_id
    if membership.role != "lead":  # as it is once somebody has pressed the button
        here: dict[str, Any] = {"slug": organisation.slug, "number": membership.id, **place()}
        return redirect(url_for("members.change_role", **here), 303)
    form = HandOverForm(membership, own=own)
    if form.validate_on_submit():
        with form.catching():
            heir = memberships.hand_over(actor(), membership, to=int(form.to.data), role=form.role.data)
            said = invitations_of(form.sent, organisation, stay=True)
            if own:
                return to_account(f"{heir.name} leads {organisation.name} now. You are {label(form.role.data)}.{said}")
            done = f"{heir.name} is lead now, and {user.name} {label(form.role.data)}.{said}"
            return to_people(organisation.slug, done)
    return render_template("members/hand_over.html", form=form, membership=membership, own=own)


@blueprint.route(f"{OF_ORGANISATION}/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.MEMBER_REMOVE, membership=membership_at)
def remove(membership: Membership) -> str | Response:
    """Remove a member."""
    organisation, name = membership.organisation, membership.user.name
    if membership.user_id == actor().user_id:
        return redirect(url_for("members.leave", slug=organisation.slug), 303)
    form = SuccessorForm(membership, actor().user_id)
    if form.validate_on_submit():
        with form.catching():
            memberships.remove(actor(), membership, **form.choices())
            said = invitations_of(form.sent, organisation, stay=form.kept)
            return to_people(organisation.slug, f"{name} no longer belongs here.{said}")
    stuck = not memberships.may_be_without_lead(actor(), membership)
    return render_template("members/remove.html", form=form, membership=membership, stuck=stuck)


@blueprint.route(f"{OF_ORGANISATION}/requests/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.MEMBER_CONFIRM, asked=request_at)
def decide(asked: MembershipRequest) -> str | Response:
    """Say whether somebody belongs to the organisation."""
    form, slug, name = DecisionForm(), asked.organisation.slug, asked.user.name
    if form.validate_on_submit():
        with form.catching():
            if form.decision.data == DECLINE:
                requests.decline(actor(), asked)
                return to_people(slug, f"{name} was told that they do not belong here.")
            membership = requests.confirm(actor(), asked, role=form.decision.data)
            return to_people(slug, f"{name} is {label(membership.role)} now.")
    return render_template("members/decide.html", form=form, asked=asked, hints=ROLE_HINTS)
