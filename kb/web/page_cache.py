"""Pages that are the same for everybody: kept, and answered with "nothing has changed", for as long as that is so.

What a reader without a cookie is shown depends on the address, on the database (of which `site_version` stands for all
that pages show), on the day, on a few content files, on what search answers from, and on the code. All of that together
is the key of a page: nothing is ever told that it is out of date, because after any change the key is another one. The
key's digest is the page's ETag, so a browser that has the page is answered before anything is read or rendered.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flask import Flask, Response, g, request, session

from kb.core.clock import today
from kb.core.settings import MailSettings, Settings
from kb.core.versions import site_version

KEPT_BYTES = 8 * 1024 * 1024
"""Pages that each process keeps in memory, together."""
LARGEST = KEPT_BYTES // 16
"""A larger page is rendered each time."""
LIBRARIES = ("flask", "govuk-frontend-jinja", "govuk-frontend-wtf", "jinja2", "werkzeug")
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was answered the first time."""

    body: bytes
    headers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Key:
    """What a page depends on, its address, and the digest of both."""

    state: tuple[Hashable, ...]
    address: str
    tag: str


class Pages:
    """The pages of one process: those that were asked for last, all of the same state."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[Hashable, ...] | None = None
        self._pages: dict[str, Page] = {}
        self._bytes = 0

    def page(self, key: Key) -> Page | None:
        """The page, if it was kept and nothing has changed since."""
        with self._lock:
            if key.state != self._state:
                return None
            found = self._pages.pop(key.address, None)
            if found:
                self._pages[key.address] = found  # the last in the table is the one asked for last
            return found

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page; those of another state, and those not asked for longest, give way."""
        with self._lock:
            if key.state != self._state:
                self._state, self._pages, self._bytes = key.state, {}, 0
            before = self._pages.pop(key.address, None)
            self._bytes += len(page.body) - (len(before.body) if before else 0)
            self._pages[key.address] = page
            while self._bytes > KEPT_BYTES:
                self._bytes -= len(self._pages.pop(next(iter(self._pages))).body)


class Keys:
    """Says what a page depends on."""

    def __init__(self, files: Sequence[str], depends: Sequence[Callable[[], Hashable]], made_by: str) -> None:
        self._files = files
        self._depends = depends
        self._made_by = made_by

    def state(self) -> tuple[Hashable, ...] | None:
        """What pages depend on now beside their address; None while this very transaction is changing something."""
        number = site_version()
        if number < 0:
            return None
        return number, today(), *map(_changed, self._files), *(ask() for ask in self._depends), self._made_by

    def of_request(self) -> Key | None:
        """The key of the page asked for; None where it is made for this request alone."""
        if request.method not in {"GET", "HEAD"} or request.cookies or "Authorization" in request.headers:
            return None
        state = self.state()
        if state is None:
            return None
        address = f"{request.script_root} {request.path} {request.query_string!r}"
        return Key(state, address, hashlib.blake2b(repr((state, address)).encode(), digest_size=12).hexdigest())


def connect(
    app: Flask, *, files: Iterable[str], depends: Iterable[Callable[[], Hashable]], never: Collection[str]
) -> None:
    """Answer requests for known pages; must come after everything that refuses requests or redirects them.

    `files` are those of the content folder that pages are made from; `depends` gives what else pages depend on;
    `never` names endpoints that have nothing to do with it.
    """
    settings: Settings = app.extensions["kb.settings"]
    keys = Keys([os.fspath(settings.content_folder / name) for name in files], list(depends), _made_by(settings))
    pages = Pages()

    @app.before_request
    def answer_known() -> Response | None:
        g.page_key = wanted = None if request.endpoint in {None, *never} else keys.of_request()
        if wanted is None:
            return None
        has = request.if_none_match
        if not has.star_tag and has.contains_weak(wanted.tag):
            return _with_tag(Response(status=304), wanted)
        page = pages.page(wanted)
        return _with_tag(Response(page.body, headers=page.headers), wanted) if page else None

    @app.after_request
    def keep(response: Response) -> Response:
        wanted: Key | None = g.get("page_key")
        if wanted is None or session.modified or not _whole(response):
            return response
        if keys.state() != wanted.state:  # midnight, or another index, while the page was made
            return response
        body = response.get_data()
        if len(body) <= LARGEST:
            pages.keep(wanted, Page(body, response.headers.to_wsgi_list()))
        return _with_tag(response, wanted)


def _whole(response: Response) -> bool:
    """Whether it is a page, there at once, and its view said nothing of keeping it."""
    at_once = response.status_code == 200 and not (response.is_streamed or response.direct_passthrough)
    return at_once and not {"ETag", "Cache-Control"} & {*response.headers.keys()}


def _with_tag(response: Response, key: Key) -> Response:
    response.set_etag(key.tag, weak=True)
    response.vary.add("Cookie")
    return response


def _changed(path: str) -> int:
    """Changes with a file; 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _made_by(settings: Settings) -> str:
    """Digest of code, templates, libraries, and of the settings without the secret ones."""
    sign_on = settings.sign_on and replace(settings.sign_on, client_secret="")
    shown = repr(replace(settings, secret_key="", database_url="", mail=MailSettings(), sign_on=sign_on))
    return hashlib.blake2b(f"{shown} {_code()}".encode(), digest_size=16).hexdigest()


@cache
def _code() -> str:
    sources = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    parts = [*(path.read_bytes() for path in sources), *(f"{name} {version(name)}".encode() for name in LIBRARIES)]
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).hexdigest()
