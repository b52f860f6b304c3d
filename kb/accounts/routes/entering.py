"""What pages for signing in, registering and new passwords have in common."""

from flask import Response, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.accounts import known_browsers
from kb.accounts.links import LinkExpired, LinkUnknown, LinkUnusable, LinkUsed
from kb.accounts.models.user import User
from kb.accounts.routes.blueprint import blueprint
from kb.core.errors import NotFound
from kb.core.settings import settings

STATUS = {LinkUnknown: 404, LinkUsed: 410, LinkExpired: 410}


def only_with_local_accounts() -> None:
    """Where all sign in through the provider, pages about passwords do not exist."""
    if not settings().local_accounts:
        raise NotFound


def private(html: str, status: int = 200) -> Response:
    """A page with a token in its address: its address is told to nobody, and it is kept nowhere."""
    response = make_response(html, status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def known_cookies() -> list[str]:
    """What this browser carries that may say that somebody has signed in in it before."""
    return [value for name, value in request.cookies.items() if name.startswith(known_browsers.PREFIX)]


def make_known(response: AnyResponse, number: int) -> AnyResponse:
    """Have this browser known as one in which the user with this number has signed in."""
    response.set_cookie(
        known_browsers.cookie_name(number),
        known_browsers.new_cookie(number),
        max_age=known_browsers.LASTS,
        path=url_for("accounts.sign_in"),  # only there: pages without any cookie come from memory
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
    )
    return response


def after_entering(user: User, next_path: str) -> str:
    """Where somebody goes who has just signed in: who needs a second step and has none sets it up first."""
    if user.needs_second_factor and not user.has_second_factor:
        return url_for("accounts.second_step", next=next_path)
    return next_path


@blueprint.errorhandler(LinkUnusable)
def unusable(refusal: LinkUnusable) -> Response:
    """Say why a link opens nothing, and what to do."""
    page = render_template(
        "accounts/link_unusable.html",
        kind=refusal.kind,
        why=type(refusal).__name__,
        current_path="/",  # the link at the foot must not carry the token
    )
    return private(page, STATUS[type(refusal)])
