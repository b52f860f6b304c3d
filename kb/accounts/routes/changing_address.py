"""Pages for another address of one's account."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.accounts.forms.own_account import AddressForm, ConfirmingForm
from kb.accounts.models.user import User
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.own import own_user_with_proof
from kb.accounts.service import changing_address
from kb.accounts.service.proving import prove
from kb.accounts.sign_in import own_user, this_session
from kb.web.security import private


@blueprint.route("/account/address", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, user=own_user_with_proof)
def change_address(user: User) -> str | AnyResponse:
    """Ask for another address."""
    form = AddressForm.of(user)
    if form.validate_on_submit():
        with form.catching():
            proof = prove(user, this_session(), form.proof)
            changing_address.ask(actor(), user, proof=proof, email=form.email.data or "")
            return redirect(url_for("accounts.change_address_sent"), 303)
    pending = changing_address.pending(user)
    return render_template("accounts/change_address.html", form=form, user=user, pending=pending)


@blueprint.post("/account/address/take-back")
@needs(Permission.ACCOUNT_CHANGE, user=own_user)
def take_back_address(user: User) -> AnyResponse:
    """Keep the present address after all."""
    changing_address.take_back(actor(), user)
    flash("Your e-mail address stays as it is. The links that we sent no longer work.")
    return redirect(url_for("accounts.account"), 303)


@blueprint.get("/account/address/sent")
@needs(Permission.ACCOUNT_READ, user=own_user)
def change_address_sent(user: User) -> str:
    """Messages went out to both addresses."""
    pending = changing_address.pending(user)
    return render_template("accounts/change_address_sent.html", days=changing_address.LASTS.days, pending=pending)


@blueprint.route("/account/address/<token>", methods=["GET", "POST"])
@public
def change_address_confirm(token: str) -> AnyResponse:
    """A link that was sent to one of the addresses: a button, and what came of pressing it."""
    form, half_done = ConfirmingForm(), changing_address.half_done(token)
    link = half_done or changing_address.link_of(token)
    changed = False if half_done else None
    if not half_done and form.validate_on_submit():
        changed = changing_address.confirm(actor(), link)
    at_new = link.kind == changing_address.NEW
    page = render_template(
        "accounts/change_address_confirm.html", form=form, link=link, at_new=at_new, changed=changed, current_path="/"
    )
    return private(page)
