"""Pages for setting up, replacing and switching off the second step of signing in."""

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.digests import sealed, unsealed
from kb.accounts.forms.own_account import ProvingForm
from kb.accounts.forms.second_step import SetUpForm
from kb.accounts.models.user import User
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.own import own_user_with_proof
from kb.accounts.second_factor import FEW, RECOVERY_CODES, address_of_app, codes_left, in_groups, new_secret, picture
from kb.accounts.service import second_step as service
from kb.accounts.service.proving import prove
from kb.accounts.sign_in import own_user, this_session
from kb.core.errors import Conflict
from kb.web.addresses import own_path

_SECRET = "new_app"  # noqa: S105 - the name under which a secret is kept
"""In the browser's cookie, sealed: the secret of the app that is being set up, so that reloading shows it again."""


@blueprint.get("/account/second-step")
@needs(Permission.ACCOUNT_CHANGE, user=own_user)
def second_step(user: User) -> str:
    """Whether signing in takes a code, and the ways to change that."""
    left = codes_left(user) if user.has_second_factor else 0
    return render_template("accounts/second_step.html", user=user, left=left, few=FEW, onward=_onward())


@blueprint.route("/account/second-step/app", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, user=own_user_with_proof)
def set_up(user: User) -> str | AnyResponse:
    """Take an app into use: scan its secret, prove it by a code, and be told the recovery codes, once."""
    if request.method == "POST" and _SECRET not in cookie and user.has_second_factor:  # its answer, loaded again
        flash("The second step is set up. Its recovery codes were shown once. If you did not keep them, make new ones.")
        return redirect(url_for("accounts.second_step"), 303)
    secret, form = _secret_of(user), SetUpForm.of(user)
    if form.validate_on_submit():
        with form.catching():
            proof = prove(user, this_session(), form.proof)
            codes = service.set_up(
                actor(), user, proof=proof, secret=secret, code=form.code.data or "", of_session=this_session()
            )
            cookie.pop(_SECRET, None)
            return render_template("accounts/recovery_codes_shown.html", codes=codes, first=True, onward=_onward())
    return render_template(
        "accounts/set_up.html",
        form=form,
        user=user,
        picture=picture(address_of_app(user, secret)),
        secret=in_groups(secret),
        codes=RECOVERY_CODES,
        onward=_onward(),
    )


@blueprint.route("/account/second-step/codes", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, user=own_user_with_proof)
def recovery_codes(user: User) -> str:
    """Make new recovery codes in place of all others; they are shown once."""
    if not user.has_second_factor:
        raise Conflict
    form = ProvingForm.of(user)
    if form.validate_on_submit():
        with form.catching():
            codes = service.make_recovery_codes(actor(), user, proof=prove(user, this_session(), form.proof))
            return render_template("accounts/recovery_codes_shown.html", codes=codes, first=False, onward=None)
    return render_template("accounts/recovery_codes.html", form=form, left=codes_left(user), codes=RECOVERY_CODES)


@blueprint.route("/account/second-step/off", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, user=own_user_with_proof)
def switch_off(user: User) -> str | AnyResponse:
    """Sign in without a code again."""
    if user.needs_second_factor or not user.has_second_factor:
        raise Conflict
    form = ProvingForm.of(user)
    if form.validate_on_submit():
        with form.catching():
            service.switch_off(actor(), user, proof=prove(user, this_session(), form.proof))
            flash("The second step is switched off. You sign in without a code.")
            return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/switch_off.html", form=form, user=user)


def _secret_of(user: User) -> str:
    """The secret for the app that this person is setting up in this browser; made the first time."""
    number, _, secret = (unsealed(cookie.get(_SECRET, "")) or "").partition(" ")
    if number != str(user.id):
        secret = new_secret()
        cookie[_SECRET] = sealed(f"{user.id} {secret}")
    return secret


def _onward() -> str | None:
    """Where somebody was going who had to set up the second step first."""
    return own_path(request.args.get("next", ""), "") or None
