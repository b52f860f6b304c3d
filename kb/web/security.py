"""What every request passes first and every answer last: names of the site, numbers of requests, headers, tokens."""

import logging
import re
import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

from flask import Flask, Request, Response, g, make_response, request
from flask.logging import default_handler
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf import CSRFProtect

from kb.access.guard import actor
from kb.core.audit import request_id
from kb.core.errors import Denied
from kb.core.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

INLINE_SCRIPT = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="
"""The one line of script inside the GOV.UK page template; a test compares it with the pages."""


def policy(scripts: str) -> str:
    """A content security policy that lets in these scripts, and otherwise only what the site itself serves."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


POLICY = policy(f"'self' '{INLINE_SCRIPT}'")
"""For pages that are kept, by us or by browsers: a nonce in them would be that of another answer."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Pages differ with the reader's shortlist, so shared caches may not keep them.
    "Cache-Control": "private, no-cache",
}
EVERYWHERE = [(name.lower(), (name, value)) for name, value in HEADERS.items()]
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))

LIVE = "/health/live"
"""Answered under any name: probes know only the machine's address."""
FOREIGN = (
    b"This site does not answer under that name. Whoever runs it says in KB_SITE_URL and KB_HOSTS what it is called.\n"
)
LOG_LINE = "[%(asctime)s] %(levelname)s in %(name)s, request %(request_id)s: %(message)s"
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions in signed cookies; for a reader without one, nothing is made ready to check a signature."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session in the cookie, or a new one."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def cookie_name(settings: Settings) -> str:
    """Name of the session's cookie. With the prefix a browser takes it from this very host and over HTTPS alone."""
    return "__Host-session" if settings.secure_cookies else "session"


def connect(app: Flask) -> None:
    """Refuse foreign names, number requests, and set the headers on every answer, errors and downloads included."""
    app.session_interface = Sessions()
    default_handler.addFilter(_with_number)
    default_handler.setFormatter(logging.Formatter(LOG_LINE))
    names = site_names(app.extensions["kb.settings"])
    app.wsgi_app = _gate(app.wsgi_app, names)  # type: ignore[method-assign, assignment]

    @app.after_request
    def keep_private(response: Response) -> Response:
        if "nonce" in g:
            response.headers["Content-Security-Policy"] = policy(f"'nonce-{g.nonce}'")
        if actor().user_id is not None:  # after signing out the back button shows nothing
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _with_number(record: logging.LogRecord) -> bool:
    """Put the number of the request into what is logged; the page of an error asks its reader to quote it."""
    record.request_id = request_id.get() or "-"
    return True


def protect_forms(app: Flask) -> None:
    """Refuse what another site had a browser send, and what comes without the token of its form.

    Comes after it is known who makes the request, because the answer says so.
    """

    @app.before_request
    def refuse_foreign() -> None:
        if request.method not in {"GET", "HEAD", "OPTIONS"} and from_elsewhere():
            raise Denied

    csrf.init_app(app)


def site_names(settings: Settings) -> frozenset[str]:
    """Names under which the site answers, without ports."""
    local = () if settings.environment == "production" else ("localhost", "127.0.0.1", "[::1]")
    names = (_name(host) for host in (urlsplit(settings.site_url).netloc, *settings.hosts, *local))
    return frozenset(name for name in names if name)


def _name(host: str) -> str | None:
    """The name in a `Host` header, without the port; None where it is none."""
    found = _HOST.fullmatch(host)
    return found[1].lower() if found else None


def _gate(inner: "WSGIApplication", names: frozenset[str]) -> "WSGIApplication":
    def gate(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        number = secrets.token_hex(8)

        def start(status: str, headers: list[tuple[str, str]], *problem: Any) -> Callable[[bytes], object]:
            present = {name.lower() for name, _ in headers}
            headers.extend(header for name, header in EVERYWHERE if name not in present)
            headers.append(("X-Request-Id", number))
            if environ["wsgi.url_scheme"] == "https":
                headers.append(("Strict-Transport-Security", "max-age=31536000"))
            return start_response(status, headers, *problem)

        host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "")
        if _name(host) not in names and environ.get("PATH_INFO") != LIVE:
            start("400 BAD REQUEST", [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")])
            return [FOREIGN]
        # Raw bytes, which no browser sends, need not be text: in the usual form they are read as far as they are.
        environ["QUERY_STRING"] = quote(environ.get("QUERY_STRING", ""), safe=PRINTABLE, encoding="latin-1")
        before = request_id.set(number)
        try:
            return inner(environ, start)
        finally:
            request_id.reset(before)

    return gate


def private(html: str, status: int = 200) -> Response:
    """The answer for a page with a token in its address: its address is told to nobody, and it is kept nowhere."""
    response = make_response(html, status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def page_nonce() -> str:
    """A word that the scripts of this page carry, where it is made for this request alone; otherwise empty.

    The page cache has said which pages are kept (`g.page_key`); those let scripts in by their digest.
    """
    if g.get("page_key", "kept") is not None:
        return ""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def without_token(view: View) -> View:
    """Let a form be sent without a token; the view must refuse requests `from_elsewhere`."""
    csrf.exempt(view)
    return view


def from_elsewhere() -> bool:
    """Whether another site made the browser send this request.

    Guards forms that only change a cookie of the reader's own, which therefore carry no token: a token would
    need a session cookie on every page that shows such a button.
    """
    return _origin() not in {"here", "unknown"}


def from_here() -> bool:
    """Whether the browser says that a page of this site made it send this request."""
    return _origin() == "here"


def _origin() -> str:
    """Where a request comes from: here, elsewhere, or unknown."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return {"same-origin": "here", "none": "unknown"}.get(site, "elsewhere")
    # An old browser: where it says which page sent the form, that page has to be ours.
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if origin is None:
        return "unknown"
    try:
        return "here" if urlsplit(origin).netloc == request.host else "elsewhere"
    except ValueError:  # no address at all
        return "elsewhere"
