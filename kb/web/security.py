"""Headers that keep pages to themselves, and protection of forms."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_wtf import CSRFProtect

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
}

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()


def connect(app: Flask) -> None:
    """Set the headers on every answer, errors and downloads included."""
    csrf.init_app(app)

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        # Pages differ with the reader's shortlist, so shared caches may not keep them.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


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
