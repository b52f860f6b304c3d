"""What all pages of one's own account share: whose it is, that no browser keeps them, and signing in again first."""

from flask import Response, render_template, request

from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.service.proving import SignInAgain, lacks_code, require_means
from kb.accounts.sessions import FRESH
from kb.accounts.sign_in import signed_in
from kb.core.errors import SignInNeeded


def own_user() -> User:
    """Whoever is signed in; the loader of these pages."""
    found = signed_in()
    if found is None:
        raise SignInNeeded
    return found.user


def own_user_with_proof() -> User:
    """The same, for pages that ask for a proof. Raises SignInAgain where none can be given."""
    user = own_user()
    require_means(user, this_session())
    return user


def this_session() -> UserSession:
    """The session of this browser."""
    found = signed_in()
    if found is None:
        raise SignInNeeded
    return found.session


@blueprint.app_errorhandler(SignInAgain)
def _ask_to_sign_in_again(_refusal: SignInAgain) -> tuple[str, int]:
    user, minutes = own_user(), int(FRESH.total_seconds() // 60)
    return render_template("accounts/again.html", lacks_code=lacks_code(user, this_session()), minutes=minutes), 403


@blueprint.after_request
def _keep_to_themselves(response: Response) -> Response:
    """No browser and no proxy keeps what is about an account, and no link tells another site the token in it."""
    if request.path == "/account" or request.path.startswith("/account/"):
        response.headers["Cache-Control"] = "no-store"
    if request.path.startswith("/account/address/"):
        response.headers["Referrer-Policy"] = "no-referrer"
    return response
