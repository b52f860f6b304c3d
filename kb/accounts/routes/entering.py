"""What pages for signing in, registering and new passwords have in common."""

from datetime import timedelta

from flask import Response, redirect, render_template, request
from flask import session as cookie
from werkzeug.wrappers import Response as AnyResponse

from kb.accounts import known_browsers
from kb.accounts.links import LinkExpired, LinkNeedless, LinkReplaced, LinkUnknown, LinkUnusable, LinkUsed, in_hours
from kb.accounts.passwords import NoPasswords
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.slow_down import MAIL
from kb.web.security import private

_SENT_TO = "sent_to"
"""In the browser's cookie: the address to which a message went, until the next page has said so."""
STATUS = {LinkUnknown: 404, LinkUsed: 410, LinkReplaced: 410, LinkNeedless: 410, LinkExpired: 410}


def known_cookies() -> list[str]:
    """What this browser carries that may say that somebody has signed in in it before."""
    return [value for name, value in request.cookies.items() if name.startswith(known_browsers.PREFIX)]


def to_link_sent(address: str, page: str) -> AnyResponse:
    """Go on to the page that says that a message is on its way, which shows once where it went."""
    cookie[_SENT_TO] = address
    return redirect(page, 303)


def link_sent(lasts: timedelta, *, again: str) -> str:
    """The page that says that a message with a link is on its way, to whatever address; `again` asks for another."""
    address = cookie.pop(_SENT_TO, None)
    return render_template(
        "accounts/link_sent.html", hours=in_hours(lasts), most=MAIL.free, again=again, address=address
    )


@blueprint.app_errorhandler(NoPasswords)
def no_passwords(_refusal: NoPasswords) -> Response:
    """Pages about passwords do not exist where nobody has one; the way in is another."""
    return private(render_template("accounts/no_passwords.html", current_path="/"), 404)


@blueprint.app_errorhandler(LinkUnusable)
def unusable(refusal: LinkUnusable) -> Response:
    """Say why a link opens nothing, and what to do."""
    page = render_template(
        "accounts/link_unusable.html",
        kind=refusal.kind,
        why=type(refusal).__name__,
        current_path="/",  # the link at the foot must not carry the token
    )
    return private(page, STATUS[type(refusal)])
