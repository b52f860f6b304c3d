"""The page on which the owner of an account confirms the address that an admin has corrected."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.forms.own_account import CorrectedAddressForm
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.own import own_user_with_proof
from kb.accounts.service import correcting_address
from kb.accounts.service.proving import prove
from kb.accounts.sign_in import end, own_user, this_session
from kb.web.security import private


def own_link(token: str) -> OneTimeLink:
    """The link, sent for the account of whoever is signed in, with this token."""
    return correcting_address.link_of(own_user_with_proof(), token)


@blueprint.route("/account/new-address/<token>", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, link=own_link)
def correct_address(link: OneTimeLink) -> AnyResponse:
    """Show both addresses and a button; after it one signs in with the new one."""
    user = own_user()
    form = CorrectedAddressForm.of(user)
    if form.validate_on_submit():
        with form.catching():
            proof = prove(user, this_session(), form.proof)
            address = link.email
            correcting_address.confirm(actor(), link, proof=proof)
            end()
            flash(f"Your e-mail address is changed. Sign in with {address} from now on.")
            return redirect(url_for("accounts.sign_in"), 303)
    page = render_template("accounts/correct_address.html", form=form, user=user, link=link, current_path="/")
    return private(page)
