"""The page behind the link of an invitation."""

from contextlib import suppress
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.forms.signing_in import RegisterForm
from kb.accounts.passwords import strength_in_words
from kb.accounts.service import signing_in
from kb.accounts.service.registering import checked
from kb.accounts.sign_in import make_known, signed_in
from kb.core.errors import Conflict
from kb.core.settings import settings
from kb.members.forms import PlainForm
from kb.members.models import Invitation
from kb.members.queries.members import lead_name, role_in
from kb.members.queries.waiting import invitation_by_token, standing
from kb.members.roles import BY_ROLE
from kb.members.routes.blueprint import blueprint
from kb.members.service import accepting as service
from kb.web.security import private


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@needs(Permission.INVITATION_ACCEPT, invitation=invitation_by_token)
def accept(invitation: Invitation | None) -> Response:
    """Join an organisation that has invited one; the link alone changes nothing."""
    if invitation is None:
        return private(render_template("members/unknown_invitation.html", current_path="/"), 404)
    found = signed_in()
    reader = found.user if found else None
    theirs = reader is not None and reader.email == invitation.email
    how, shown = standing(invitation), _shown(invitation)
    if how == "accepted" and theirs and (role := role_in(invitation.organisation_id, actor().user_id)):
        return private(render_template("members/joined.html", **{**shown, "words": BY_ROLE[role]}))
    if how != "open":
        lead = lead_name(invitation.organisation_id, invitation.invited_by_id)
        return private(render_template("members/closed_invitation.html", standing=how, lead=lead, **shown), 410)
    if reader is not None and not theirs:
        return private(render_template("members/foreign_invitation.html", reader=reader, **shown), 403)
    return _join(invitation, shown) if reader else _with_new_account(invitation, shown)


def _join(invitation: Invitation, shown: dict[str, Any]) -> Response:
    """For somebody signed in with the address that was invited."""
    form = PlainForm()
    if form.validate_on_submit():
        with suppress(Conflict):  # of two clicks one was first: the page says how it stands now
            service.accept(actor(), invitation)
        return _back()
    return private(render_template("members/join.html", form=form, **shown))


def _with_new_account(invitation: Invitation, shown: dict[str, Any]) -> Response:
    """For somebody not signed in: both ways on, always, so that nobody sees whether the address has an account."""
    form = RegisterForm() if settings().local_accounts else None
    if form is not None and form.validate_on_submit():
        name, password = form.name.data or "", form.password.data or ""
        with form.catching():
            password_hash = checked(name, invitation.email, password)
            with suppress(Conflict):
                user = service.accept_with_new_account(actor(), invitation, name=name, password_hash=password_hash)
                signing_in.begin(actor(), user)
                flash(f"Your account is made. {strength_in_words(password, name, invitation.email)}")
                return make_known(_back(), user.id)
            return _back()
    if form is not None:
        form.email.data = invitation.email
    closed = form is not None and service.CLOSED in form.email.errors
    return private(render_template("members/accept.html", form=form, closed=closed, **shown))


def _shown(invitation: Invitation) -> dict[str, Any]:
    """What all these pages show."""
    return {
        "invitation": invitation,
        "organisation": invitation.organisation,
        "words": BY_ROLE[invitation.role],
        "here": request.path,
        "current_path": "/",  # the links at the foot must not carry the token
    }


def _back() -> Response:
    """To the same address, which now says that one has joined; sending the page again changes nothing."""
    return redirect(url_for("members.accept", **(request.view_args or {})), 303)
