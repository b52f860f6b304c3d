"""What pages for signing in, registering and new passwords have in common."""

from datetime import timedelta

from flask import Response, render_template, request

from kb.accounts import known_browsers
from kb.accounts.links import LinkExpired, LinkReplaced, LinkUnknown, LinkUnusable, LinkUsed, in_hours
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.slow_down import MAIL
from kb.core.errors import NotFound
from kb.core.settings import settings
from kb.web.security import private

STATUS = {LinkUnknown: 404, LinkUsed: 410, LinkReplaced: 410, LinkExpired: 410}


def only_with_local_accounts() -> None:
    """Where all sign in through the provider, pages about passwords do not exist."""
    if not settings().local_accounts:
        raise NotFound


def known_cookies() -> list[str]:
    """What this browser carries that may say that somebody has signed in in it before."""
    return [value for name, value in request.cookies.items() if name.startswith(known_browsers.PREFIX)]


def link_sent(lasts: timedelta, *, again: str) -> str:
    """The page that says that a message with a link is on its way, to whatever address; `again` asks for another."""
    return render_template("accounts/link_sent.html", hours=in_hours(lasts), most=MAIL.free, again=again)


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
