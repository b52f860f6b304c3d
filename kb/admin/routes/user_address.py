"""The pages on which an admin corrects the address of somebody whose mailbox is gone."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.user import User
from kb.accounts.service import correcting_address
from kb.admin.forms.users import AddressForm
from kb.admin.routes.blueprint import blueprint
from kb.admin.routes.finding import user_at
from kb.web.addresses import NUMBER


@blueprint.route(f"/admin/users/{NUMBER}/address", methods=["GET", "POST"])
@needs(Permission.USER_CHANGE, user=user_at)
def correct_address(user: User) -> str | Response:
    """Ask for the new address, and have it confirmed there."""
    form = AddressForm()
    if not user.open:
        return redirect(url_for("admin.user", number=user.id), 303)
    if form.validate_on_submit():
        with form.catching():
            correcting_address.ask(actor(), user, email=form.email.data or "")
            flash("A link is on its way to the new address. Until it is used, the account keeps the old one.")
            return redirect(url_for("admin.user", number=user.id), 303)
    pending = correcting_address.pending(user)
    days = correcting_address.LASTS.days
    return render_template("admin/correct_address.html", form=form, user=user, pending=pending, days=days)


@blueprint.post(f"/admin/users/{NUMBER}/address/take-back")
@needs(Permission.USER_CHANGE, user=user_at)
def take_back_address(user: User) -> Response:
    """Leave the address as it is."""
    correcting_address.take_back(actor(), user)
    flash("The address stays as it is. The link that was sent no longer works.")
    return redirect(url_for("admin.user", number=user.id), 303)
