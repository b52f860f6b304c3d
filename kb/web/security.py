"""Headers that keep pages to themselves, and protection of forms."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf import CSRFProtect

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

INLINE_SCRIPT = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="
"""The one line of script inside the GOV.UK page template; a test compares it with the pages."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' '{INLINE_SCRIPT}'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
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
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
EVERYWHERE = [(name.lower(), (name, value)) for name, value in HEADERS.items()]

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions in signed cookies; for a reader without one, nothing is made ready to check a signature."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session in the cookie, or a new one."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def connect(app: Flask) -> None:
    """Protect forms, and set the headers on every answer, errors and downloads included."""
    csrf.init_app(app)
    app.session_interface = Sessions()
    inner = app.wsgi_app

    def with_headers(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *problem: Any) -> Callable[[bytes], object]:
            present = {name.lower() for name, _ in headers}
            headers.extend(header for name, header in EVERYWHERE if name not in present)
            if environ["wsgi.url_scheme"] == "https":
                headers.append(("Strict-Transport-Security", "max-age=31536000"))
            return start_response(status, headers, *problem)

        # Raw bytes, which no browser sends, need not be text: in the usual form they are read as far as they are.
        environ["QUERY_STRING"] = quote(environ.get("QUERY_STRING", ""), safe=PRINTABLE, encoding="latin-1")
        return inner(environ, start)

    app.wsgi_app = with_headers  # type: ignore[method-assign]


def without_token(view: View) -> View:
    """Let a form be sent without a token; the view must refuse requests `from_elsewhere`."""
    csrf.exempt(view)
    return view


def from_elsewhere() -> bool:
    """Whether another site made the browser send this request.

    Guards forms that only change a cookie of the reader's own, which therefore carry no token: a token would
    need a session cookie on every page that shows such a button.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:  # an old browser: where it says which page sent the form, that page has to be ours
        origin = request.headers.get("Origin") or request.headers.get("Referer")
        return origin is not None and urlsplit(origin).netloc != request.host
    return site not in {"same-origin", "none"}
