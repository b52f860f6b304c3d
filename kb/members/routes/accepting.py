"""The page behind the link of an invitation."""

from contextlib import suppress

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts import sign_in
from kb.accounts.service.registering import checked
from kb.core.db import transaction
from kb.core.errors import Conflict
from kb.core.settings import settings
from kb.members import service
from kb.members.forms import AccountForm, PlainForm
from kb.members.models import Invitation
from kb.members.queries import invitation_by_token, role_in, standing
from kb.members.roles import BY_ROLE
from kb.members.routes.blueprint import blueprint

Answer = str | tuple[str, int] | Response


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@needs(Permission.INVITATION_ACCEPT, invitation=invitation_by_token)
def accept(invitation: Invitation | None) -> Answer:
    """Join an organisation that has invited one; the link alone changes nothing."""
    if invitation is None:
        return render_template("members/unknown_invitation.html"), 404
    signed_in = sign_in.signed_in()
    reader = signed_in.user if signed_in else None
    theirs = reader is not None and reader.email == invitation.email
    found = standing(invitation)
    if found == "accepted" and theirs and (role := role_in(invitation.organisation_id, actor().user_id)):
        return render_template("members/joined.html", organisation=invitation.organisation, words=BY_ROLE[role])
    if found != "open":
        return render_template("members/closed_invitation.html", invitation=invitation, standing=found), 410
    if reader is not None and not theirs:
        return render_template("members/foreign_invitation.html", invitation=invitation, reader=reader), 403
    return _join(invitation) if reader else _with_new_account(invitation)


def _join(invitation: Invitation) -> Answer:
    """For somebody signed in with the address that was invited."""
    form = PlainForm()
    if form.validate_on_submit():
        with suppress(Conflict):  # of two clicks one was first: the page says how it stands now
            service.accept(actor(), invitation)
        return _back()
    return render_template("members/join.html", form=form, invitation=invitation, words=BY_ROLE[invitation.role])


def _with_new_account(invitation: Invitation) -> Answer:
    """For somebody not signed in: both ways on, always, so that nobody sees whether the address has an account."""
    form = AccountForm() if settings().local_accounts else None
    if form is not None and form.validate_on_submit():
        name, password = form.name.data or "", form.password.data or ""
        with form.catching():
            password_hash = checked(name, invitation.email, password)
            with suppress(Conflict), transaction():
                user = service.accept_with_new_account(actor(), invitation, name=name, password_hash=password_hash)
                sign_in.begin(user, second_factor=False)
            return _back()
    return render_template("members/accept.html", form=form, invitation=invitation, words=BY_ROLE[invitation.role])


def _back() -> Response:
    """To the same address, which now says that one has joined; sending the page again changes nothing."""
    return redirect(url_for("members.accept", **(request.view_args or {})), 303)
