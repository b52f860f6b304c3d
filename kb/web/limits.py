"""How often one network address may ask: for pages in general, and less often for forms that have mail sent."""

import ipaddress
import time

from flask import Flask, Response, render_template, request
from flask_limiter import Limit, Limiter, RequestLimit

from kb.core.settings import Settings

UNLIMITED = ("static", "operations.live")
"""Endpoints that are not counted: one page has several files, and probes ask all the time."""

SENDING_MAIL = frozenset(
    {
        "accounts.register",
        "accounts.reset",
        "accounts.change_address",
        "members.invite",
        "members.send_again",
        "site.report",
    }
)
"""Forms that have mail sent, or that somebody has to read."""
SENT = "20 per minute; 200 per hour"
"""How often one of them may be sent from one network: thirty people in one training room have one address."""


def connect(app: Flask) -> None:
    """Count what each network asks for, before anything else is done; each process counts for itself.

    With `pages_per_minute` 0 nothing is counted: where a proxy in front does it, or in development.
    """
    settings: Settings = app.extensions["kb.settings"]
    if not settings.pages_per_minute:
        return
    limiter = Limiter(
        network,
        application_limits=[f"{settings.pages_per_minute} per minute"],
        default_limits=[Limit(SENT, methods=["POST"], exempt_when=lambda: request.endpoint not in SENDING_MAIL)],
        storage_uri="memory://",
        request_identifier=lambda: request.endpoint or "no page",  # what does not exist is counted too
        on_breach=_Refusals(app),
    )
    limiter.request_filter(lambda: request.endpoint in UNLIMITED)
    limiter.init_app(app)


def network() -> str:
    """Who is counted: an IPv4 address, or the IPv6 network of 64 bits that one household or office has to itself."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


class _Refusals:
    """Answers to those who ask too often; the page is made once, because refusing must cost next to nothing."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._page = ""

    def __call__(self, reached: RequestLimit) -> Response:
        """The page, with the seconds after which it is worth asking again."""
        if not self._page:
            with self._app.test_request_context("/", base_url=request.host_url):  # nobody in particular
                self._page = render_template("too_many.html")
        seconds = max(1, round(reached.reset_at - time.time()))
        return Response(self._page, 429, {"Retry-After": str(seconds), "Cache-Control": "no-store"})
