"""Pages of one's own account: what one has, name, password, a copy of what is kept."""

import json

from flask import Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts import own_data as copy_of
from kb.accounts import passwords
from kb.accounts.forms.own_account import ConfirmingForm, NameForm, PasswordForm
from kb.accounts.models.user import User
from kb.accounts.queries.sessions import of_user
from kb.accounts.roles import labels_of
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.own import own_user_with_proof
from kb.accounts.second_factor import FEW, codes_left
from kb.accounts.service import changing_address, own_account
from kb.accounts.service.proving import prove
from kb.accounts.sign_in import own_user, this_session
from kb.web.forms import UNCHANGED


@blueprint.get("/account")
@needs(Permission.ACCOUNT_READ, user=own_user)
def account(user: User) -> str:
    """What one has here, and the ways to change it."""
    return render_template(
        "accounts/account.html",
        user=user,
        sessions=of_user(user, 1).total,
        left=codes_left(user) if user.has_second_factor else None,
        few=FEW,
        roles=labels_of(user),
        pending=changing_address.pending(user),
    )


@blueprint.route("/account/name", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, user=own_user)
def change_name(user: User) -> str | AnyResponse:
    """Be called something else."""
    form = NameForm(obj=user)
    if form.validate_on_submit():
        with form.catching():
            changed = own_account.is_another_name(user, form.name.data or "")
            if changed:
                own_account.change_name(actor(), user, name=form.name.data or "")
            flash("Your name is changed." if changed else UNCHANGED)
            return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/change_name.html", form=form)


@blueprint.route("/account/password", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, user=own_user_with_proof)
def change_password(user: User) -> str | AnyResponse:
    """Sign in with another password."""
    passwords.require_allowed()
    form = PasswordForm.of(user)
    if form.validate_on_submit():
        with form.catching():
            proof = prove(user, this_session(), form.proof)
            password = form.new_password.data or ""
            kept = own_account.kept_of_new(user, password)
            own_account.change_password(actor(), user, proof=proof, kept=kept, of_session=this_session())
            strength = passwords.strength_in_words(password, user.name, user.email)
            flash(f"Your password is changed. {strength} You are signed out in all other browsers.")
            return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/change_password.html", form=form, user=user)


@blueprint.route("/account/data", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_EXPORT, user=own_user)
def own_data(user: User) -> str | Response:
    """A copy of everything that is kept about oneself."""
    form = ConfirmingForm()
    if not form.validate_on_submit():
        return render_template("accounts/own_data.html", form=form)
    text = json.dumps(copy_of.of_user(user), indent=2, ensure_ascii=False)
    own_account.export(actor(), user)
    name = {"Content-Disposition": 'attachment; filename="lessonbank-my-data.json"'}
    return Response(text, mimetype="application/json", headers=name)
