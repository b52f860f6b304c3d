"""How often one network address may ask: for pages in general, and less often for some forms.

This counts with `limits`, which Flask-Limiter is made of, and without Flask-Limiter itself: that does not count
requests for pages that do not exist, and takes three times as long as answering a page that is kept. Each process
counts for itself.
"""

import ipaddress
import time
from collections.abc import Collection

from flask import Flask, Response, render_template, request
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from kb.core.settings import Settings

UNLIMITED = frozenset({"static", "operations.live"})
"""Endpoints that are not counted: one page has several files, and probes ask all the time."""

SENT = (RateLimitItemPerMinute(20), RateLimitItemPerHour(200))
"""How often such a form may be sent from one network: thirty people in one training room have one address."""


def connect(app: Flask, *, seldom: Collection[str]) -> None:
    """Count what each network asks for, before anything else is done.

    `seldom` are the endpoints of forms of which one network may send few. With `pages_per_minute` 0 nothing is counted:
    where a proxy in front does it, or in development.
    """
    settings: Settings = app.extensions["kb.settings"]
    if not settings.pages_per_minute:
        return
    pages, counted, refused = RateLimitItemPerMinute(settings.pages_per_minute), MemoryStorage(), Refusals(app)
    limiter = FixedWindowRateLimiter(counted)

    @app.before_request
    def count() -> Response | None:
        endpoint, who = request.endpoint, network()
        if endpoint in UNLIMITED:
            return None
        if not limiter.hit(pages, who):
            return refused.until(counted.get_expiry(pages.key_for(who)))
        if endpoint and endpoint in seldom and request.method == "POST":
            for item in SENT:
                if not limiter.hit(item, endpoint, who):
                    return refused.until(counted.get_expiry(item.key_for(endpoint, who)))
        return None


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


class Refusals:
    """Answers to those who ask too often; the page is made once, because refusing must cost next to nothing."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._page = ""

    def until(self, end: float) -> Response:
        """The page, with the seconds after which it is worth asking again; `end` in seconds since 1970."""
        if not self._page:
            with self._app.test_request_context("/", base_url=request.host_url):  # nobody in particular
                self._page = render_template("too_many.html")
        seconds = max(1, round(end - time.time()))
        return Response(self._page, 429, {"Retry-After": str(seconds), "Cache-Control": "no-store"})
