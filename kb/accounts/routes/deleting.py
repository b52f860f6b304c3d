"""The page for deleting one's account."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.accounts.forms.own_account import ProvingForm
from kb.accounts.models.user import User
from kb.accounts.queries.leaving import is_last_admin, sole_lead_of
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.own import own_user_with_proof
from kb.accounts.service import leaving
from kb.accounts.service.proving import prove
from kb.accounts.sign_in import end, this_session


@blueprint.route("/account/delete", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_DELETE, user=own_user_with_proof)
def delete(user: User) -> str | Response:
    """Delete one's account: what will happen, or what has to be done first."""
    form, led, last_admin = ProvingForm.of(user), sole_lead_of(user), is_last_admin(user)
    if not (led or last_admin) and form.validate_on_submit():
        with form.catching():
            leaving.delete(actor(), user, proof=prove(user, this_session(), form.proof))
            end()
            return redirect(url_for("accounts.deleted"), 303)
    return render_template("accounts/delete.html", form=form, user=user, led=led, last_admin=last_admin)


@blueprint.get("/account/deleted")
@public
def deleted() -> str:
    """The account is gone."""
    return render_template("accounts/deleted.html")
