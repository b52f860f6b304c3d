"""Pages for choosing a new password when the old one is forgotten."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.guard import actor, public
from kb.accounts import links, passwords
from kb.accounts.addresses import folded
from kb.accounts.forms.signing_in import AddressForm, NewPasswordForm, NewPasswordWithCodeForm
from kb.accounts.passwords import strength_in_words
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.entering import link_sent, to_link_sent
from kb.accounts.service import resetting
from kb.accounts.sign_in import after_entering, make_known
from kb.web.security import private

View = str | AnyResponse


@blueprint.route("/reset-password", methods=["GET", "POST"])
@public
def reset() -> View:
    """Have a link sent with which to choose a new password."""
    passwords.require_allowed()
    form = AddressForm()
    if form.validate_on_submit():
        with form.catching():
            address = folded(form.email.data or "")
            resetting.ask(actor(), address)
            return to_link_sent(address, url_for("accounts.reset_sent"))
    return render_template("accounts/reset.html", form=form)


@blueprint.get("/reset-password/sent")
@public
def reset_sent() -> str:
    """The message is on its way."""
    passwords.require_allowed()
    return link_sent(resetting.LASTS, again=url_for("accounts.reset"))


@blueprint.route("/reset-password/<token>", methods=["GET", "POST"])
@public
def reset_confirm(token: str) -> AnyResponse:
    """Choose a new password, with the link from the message."""
    passwords.require_allowed()
    link = links.found("reset", token)
    user = resetting.user_of(link)
    form = NewPasswordWithCodeForm() if user.takes_code else NewPasswordForm()
    if form.validate_on_submit():
        with form.catching():
            password = form.password.data or ""
            resetting.reset(actor(), link, password=password, code=form.code.data or "")
            flash(f"Your password is changed. {strength_in_words(password, user.name, user.email)}")
            return make_known(redirect(after_entering(user, url_for("accounts.account")), 303), user.id)
    form.email.data = user.email
    page = render_template(
        "accounts/reset_confirm.html", form=form, asks_code=user.takes_code, current_path="/reset-password"
    )
    return private(page)
