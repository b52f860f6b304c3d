"""Pages for registering, and for the first admin of a new site."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.guard import actor, public
from kb.accounts import links, passwords
from kb.accounts.addresses import folded
from kb.accounts.forms.signing_in import AddressForm, FirstAdminForm, RegisterForm
from kb.accounts.passwords import strength_in_words
from kb.accounts.queries.users import has_admin
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.entering import link_sent, to_link_sent
from kb.accounts.service import registering, signing_in
from kb.accounts.sign_in import make_known
from kb.core.options import option
from kb.web.security import private

View = str | AnyResponse


@blueprint.route("/register", methods=["GET", "POST"])
@public
def register() -> View:
    """Have a link sent with which to register."""
    passwords.require_allowed()
    if not option("registration"):
        return render_template("accounts/register_closed.html")
    form = AddressForm()
    if form.validate_on_submit():
        with form.catching():
            address = folded(form.email.data or "")
            registering.ask(actor(), address)
            return to_link_sent(address, url_for("accounts.register_sent"))
    return render_template("accounts/register.html", form=form)


@blueprint.get("/register/sent")
@public
def register_sent() -> str:
    """The message is on its way."""
    passwords.require_allowed()
    return link_sent(registering.LASTS, again=url_for("accounts.register"))


@blueprint.route("/register/<token>", methods=["GET", "POST"])
@public
def register_confirm(token: str) -> AnyResponse:
    """Make the account, with the link from the message."""
    passwords.require_allowed()
    if not option("registration"):
        return private(render_template("accounts/register_closed.html", current_path="/register"))
    link = links.found("register", token)
    form = RegisterForm()
    if form.validate_on_submit():
        with form.catching():
            name, email = form.name.data or "", link.email or ""
            password_hash = registering.checked(name, email, form.password.data or "")
            user = registering.register(actor(), link, name=name, password_hash=password_hash)
            signing_in.begin(actor(), user)
            flash(f"Your account is made. {strength_in_words(form.password.data or '', name, email)}")
            return make_known(redirect(url_for("accounts.account"), 303), user.id)
    form.email.data = link.email
    return private(render_template("accounts/register_confirm.html", form=form, current_path="/register"))


@blueprint.route("/first-admin/<token>", methods=["GET", "POST"])
@public
def first_admin(token: str) -> AnyResponse:
    """Make the account of the first admin, with the link that a new installation prints."""
    passwords.require_allowed()
    link = links.found("first-admin", token)
    if has_admin():
        raise links.LinkNeedless(link.kind)
    form = FirstAdminForm()
    if form.validate_on_submit():
        with form.catching():
            name, email = form.name.data or "", folded(form.email.data or "")
            password_hash = registering.checked(name, email, form.password.data or "")
            user = registering.register_first_admin(actor(), link, email=email, name=name, password_hash=password_hash)
            signing_in.begin(actor(), user)
            flash(f"Your account is made. {strength_in_words(form.password.data or '', name, email)}")
            return make_known(redirect(url_for("accounts.second_step", next="/admin"), 303), user.id)
    return private(render_template("accounts/first_admin.html", form=form, current_path="/"))
