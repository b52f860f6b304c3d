"""Pages for signing in and out."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.guard import actor, public
from kb.accounts import passwords
from kb.accounts.addresses import folded
from kb.accounts.forms.signing_in import CodeForm, SignInForm
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.routes.entering import known_cookies
from kb.accounts.service import signing_in
from kb.accounts.sign_in import WAITS_FOR_CODE, after_entering, await_code, awaited, make_known, signed_in
from kb.core.errors import Denied
from kb.core.options import option
from kb.core.settings import settings
from kb.web import kept_forms, limits
from kb.web.addresses import own_path
from kb.web.security import from_elsewhere, without_token

View = str | AnyResponse


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> View:
    """Sign in."""
    if request.method == "GET" and actor().user_id is not None:
        return redirect(_next(), 303)
    form = SignInForm()
    if request.method == "POST" and not kept_forms.arriving():
        passwords.require_allowed()
        if form.validate_on_submit():
            with form.catching():
                address = folded(form.email.data or "")
                attempt = signing_in.Attempt(address, limits.network(), known_cookies())
                return _entered(signing_in.prove(attempt, form.password.data or ""))
    return _sign_in_page(form, late="late" in request.args)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
def sign_in_code() -> View:
    """Give the code of the second step; people come here from the provider too."""
    user = awaited()
    if user is None:
        if actor().user_id is not None:
            return redirect(_next(), 303)
        again = url_for("accounts.sign_in", next=_next(), late=1)
        return kept_forms.through(again, lambda: _sign_in_page(SignInForm(formdata=None), late=True))
    form = CodeForm()
    if not kept_forms.arriving() and form.validate_on_submit():
        number = user.id
        with form.catching():
            signing_in.begin_with_code(actor(), user, code=form.code.data or "")
            return make_known(kept_forms.onward(_next()), number)
    return _code_page(form)


@blueprint.post("/sign-out")
@public
@without_token  # the button is on every page
def sign_out() -> AnyResponse:
    """Sign out in this browser."""
    if from_elsewhere():
        raise Denied
    found = signed_in()
    if found:
        signing_in.end(actor(), found.session)
    return redirect(own_path(request.values.get("next"), url_for("accounts.signed_out")), 303)


@blueprint.get("/signed-out")
@public
def signed_out() -> str:
    """Somebody has signed out."""
    return render_template("accounts/signed_out.html")


def _next() -> str:
    return own_path(request.args.get("next"))


def _entered(proven: signing_in.Proven) -> AnyResponse:
    """What follows the right password: a code, or the session. Raises Invalid where it is not right any more."""
    user = proven.user
    if user.takes_code:
        await_code(user, proven.kept)
        code = url_for("accounts.sign_in_code", next=_next())
        return kept_forms.through(code, lambda: _code_page(CodeForm(formdata=None)))
    signing_in.begin_with_password(actor(), proven)
    return make_known(kept_forms.onward(after_entering(user, _next())), user.id)


def _sign_in_page(form: SignInForm, *, late: bool) -> str:
    return render_template(
        "accounts/sign_in.html",
        form=form,
        local=settings().local_accounts,
        registration=option("registration"),
        next=_next(),
        late=late,
        minutes=int(WAITS_FOR_CODE / timedelta(minutes=1)),
    )


def _code_page(form: CodeForm) -> str:
    return render_template("accounts/sign_in_code.html", form=form, next=_next())
