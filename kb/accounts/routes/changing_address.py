"""Pages for another address of one's account."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.accounts.forms.own_account import AddressForm, ConfirmingForm
from kb.accounts.links import LinkUnusable
from kb.accounts.models.user import User
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.own import own_user_with_proof, this_session
from kb.accounts.service import changing_address
from kb.accounts.service.proving import prove


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
    return render_template("accounts/change_address.html", form=form, user=user)


@blueprint.get("/account/address/sent")
@needs(Permission.ACCOUNT_READ)
def change_address_sent() -> str:
    """Messages went out to both addresses."""
    return render_template("accounts/change_address_sent.html", days=changing_address.LASTS.days)


@blueprint.route("/account/address/<token>", methods=["GET", "POST"])
@public
def change_address_confirm(token: str) -> str | tuple[str, int]:
    """A link that was sent to one of the addresses: a button, and what came of pressing it."""
    form, changed = ConfirmingForm(), None
    try:
        link = changing_address.link_of(token)
        if form.validate_on_submit():
            changed = changing_address.confirm(actor(), link)
    except LinkUnusable as problem:
        return render_template("accounts/change_address_unusable.html", problem=type(problem).__name__), 404
    return render_template(
        "accounts/change_address_confirm.html", form=form, link=link, new=changing_address.NEW, changed=changed
    )
