"""How often one network address may ask: for pages in general, and less often for some forms.

This counts with `limits`, which Flask-Limiter is made of, and without Flask-Limiter itself: that does not count
requests for pages that do not exist, and takes five times as long (docs/decisions/0013). Each process counts for
itself.
"""

import ipaddress
import time
from collections.abc import Callable, Mapping
from functools import wraps
from math import ceil
from typing import ParamSpec

from flask import Flask, Response, current_app, render_template, request
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from kb.access.guard import actor
from kb.core.settings import Settings
from kb.web.sent_form import LARGEST, sent, tokens

P = ParamSpec("P")
UNLIMITED = frozenset({"static", "operations.live"})
"""Endpoints that are not counted: one page has several files, and probes ask all the time."""

KEPT = RateLimitItemPerMinute(20)
"""How many refused forms are shown again to one network: that takes as long as answering a page."""

SENT, AN_HOUR = RateLimitItemPerMinute(20), 200
"""How often such a form may be sent from one network: thirty people in one training room have one address."""

MADE, MADE_AN_HOUR = RateLimitItemPerMinute(20), RateLimitItemPerHour(100)
"""How many files one network without an account has made as it asks for them. Most take seconds; those that take less
are counted with them, so that one number holds for all. Those that are kept are not counted."""
_MAKING = "kb.limits.making"


def connect(app: Flask, *, seldom: Mapping[str, int]) -> None:
    """Count what each network asks for, before anything else is done.

    `seldom`: endpoints of forms of which one network may send few, and how many of each an hour. With
    `pages_per_minute` 0 nothing is counted: where a proxy in front does it, or in development.
    """
    settings: Settings = app.extensions["kb.settings"]
    if not settings.pages_per_minute:
        return
    pages, storage = RateLimitItemPerMinute(settings.pages_per_minute), MemoryStorage()
    limiter = FixedWindowRateLimiter(storage)
    refused = Refusals(app, lambda who: limiter.hit(KEPT, "kept", who))

    def made(what: str) -> Response | None:
        who = network()
        for item in (MADE, MADE_AN_HOUR):
            if not limiter.hit(item, what, who):
                return refused.until(storage.get_expiry(item.key_for(what, who)), who)
        return None

    app.extensions[_MAKING] = made

    @app.before_request
    def count() -> Response | None:
        endpoint, who = request.endpoint, network()
        if endpoint in UNLIMITED:
            return None
        if not limiter.hit(pages, who):
            return refused.until(storage.get_expiry(pages.key_for(who)), who)
        if endpoint and endpoint in seldom and request.method == "POST":
            for item in (SENT, RateLimitItemPerHour(seldom[endpoint])):
                if not limiter.hit(item, endpoint, who):
                    return refused.until(storage.get_expiry(item.key_for(endpoint, who)), who)
        return None


def count_making(what: str) -> Response | None:
    """Count that a file is made for this request, if nobody has signed in; the answer where one network has had too
    much of `what`, None where it may be made."""
    made: Callable[[str], Response | None] | None = current_app.extensions.get(_MAKING)
    return made(what) if made and actor().user_id is None else None


def counted(what: str) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """Count what a function makes, and refuse in its place, as `count_making` says."""

    def declare(make: Callable[P, Response]) -> Callable[P, Response]:
        @wraps(make)
        def made(*args: P.args, **given: P.kwargs) -> Response:
            return count_making(what) or make(*args, **given)

        return made

    return declare


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
    """Answers to those who ask too often.

    Their pages are made once, because refusing must cost next to nothing; but for a form that somebody filled, which
    is shown again with a button that sends it.
    """

    def __init__(self, app: Flask, may_keep: Callable[[str], bool]) -> None:
        self._app = app
        self._may_keep = may_keep
        self._pages: dict[bool, str] = {}

    def until(self, end: float, who: str) -> Response:
        """The page, with the seconds after which it is worth asking again; `end` in seconds since 1970."""
        seconds = max(1, ceil(end - time.time()))
        page = self._page(who).replace(_WAIT, wait_in_words(seconds))
        return Response(page, 429, {"Retry-After": str(seconds), "Cache-Control": "no-store"})

    def _page(self, who: str) -> str:
        posted = request.method == "POST"
        if posted and (request.content_length or 0) <= LARGEST and self._may_keep(who):
            kept = sent()
            if kept and kept.filled and not kept.had_files:
                return self._made(sent=True, kept=kept, tokens=tokens())
        if posted not in self._pages:
            self._pages[posted] = self._made(sent=posted, kept=None)
        return self._pages[posted]

    def _made(self, **words: object) -> str:
        with self._app.test_request_context("/", base_url=request.host_url):  # nobody in particular
            return render_template("too_many.html", wait=_WAIT, **words)


_WAIT = "\0"
"""Stands in a page for how long to wait; no text that is shown can hold it."""


def wait_in_words(seconds: int) -> str:
    """ "40 seconds", "12 minutes"; rounded up."""
    number, unit = (seconds, "second") if seconds <= 90 else (ceil(seconds / 60), "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
