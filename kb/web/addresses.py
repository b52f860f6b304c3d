"""One address for each page: capitals and trailing slashes lead to the plain form. Making addresses for pages."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from urllib.parse import quote, quote_plus, unquote

import flask
from flask import Flask, redirect, request
from werkzeug.routing import BuildError
from werkzeug.wrappers import Response

from kb.core.errors import NotFound

LARGEST_NUMBER = 2**31 - 1
"""Largest number of a row: the database can be asked for none above it."""
NUMBER = f"<int(max={LARGEST_NUMBER}):number>"
"""Part of an address that is the number of a row."""
LONGEST_WORDS = 100
"""Characters of what an address says that a list is searched for."""


def words_asked(name: str) -> str:
    """Words in the parameter of this name, without the character that PostgreSQL cannot be asked for."""
    return request.args.get(name, "").replace("\0", "").strip()[:LONGEST_WORDS]


def number_asked(name: str) -> int | None:
    """Number of a row in the parameter of this name; None for what is none."""
    typed = request.args.get(name, "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST_NUMBER)) else -1
    return number if 0 <= number <= LARGEST_NUMBER else None


def plain(path: str) -> str:
    """The form of a path that the site uses: lower case, single slashes, none at the end."""
    return re.sub(r"/{2,}", "/", path.lower()).rstrip("/") or "/"


_root: ContextVar[str] = ContextVar("root", default="")
"""Where the application is mounted, as the current request says."""


def connect(app: Flask) -> None:
    """Redirect every other form before anything is looked up, so the answer says nothing about what exists."""

    @app.before_request
    def to_plain_address() -> Response | None:
        path = request.path
        _root.set(request.script_root)
        if not path.isprintable():
            raise NotFound  # a control character
        if request.method not in {"GET", "HEAD"} or path.startswith("/static/"):
            return None
        wanted = plain(path)
        if path == wanted:
            return None
        query = request.query_string.decode("ascii", "ignore")
        return redirect(f"{quote(wanted)}?{query}" if query else quote(wanted), 301)


def current_path() -> str:
    """Address of this page within the site, for coming back to it."""
    typed = request.query_string.decode("utf-8", "replace")  # whatever bytes were sent
    return f"{request.path}?{typed}" if typed else request.path


_SLUG = re.compile(r"[a-z0-9-]+")
_PLACE = "kb-here-stands-a-slug"
_SAFE_IN_QUERY = "!$'()*,/:;?@"
"""Signs that Werkzeug leaves as they are in the value of a parameter."""


def maker() -> Callable[..., str]:
    """Flask's `url_for` for templates, which make dozens of addresses a page: what addresses share is built once."""
    built: dict[tuple[str, str, str | None], tuple[str, ...]] = {}

    def parts(endpoint: str, name: str | None) -> tuple[str, ...]:
        """An address, or what stands before and after its one value; empty where it cannot be put together so."""
        if name is None:
            return (flask.url_for(endpoint),)
        try:
            around = tuple(flask.url_for(endpoint, **{name: _PLACE}).split(_PLACE))  # type: ignore[arg-type]
        except (BuildError, ValueError):
            return ()
        return around if len(around) == 2 else ()

    def url_for(endpoint: str, **values: str) -> str:
        name, value = next(iter(values.items()), (None, ""))
        if len(values) > 1 or endpoint.startswith(".") or (name and (name.startswith("_") or type(value) is not str)):
            return flask.url_for(endpoint, **values)  # type: ignore[arg-type]
        key = _root.get(), endpoint, name
        if key not in built:
            built[key] = parts(endpoint, name)
        around = built[key]
        if around and (name is None or _SLUG.fullmatch(value)):
            return value.join(around)
        if around and around[0].endswith(f"?{name}="):
            return around[0] + quote_plus(value, safe=_SAFE_IN_QUERY)
        return flask.url_for(endpoint, **values)  # type: ignore[arg-type]

    return url_for


LONGEST_PATH = 2000
"""Characters of an address that is come back to; longer ones are not made by this site."""


def own_path(text: object, default: str = "/") -> str:
    """The text, if it is the path of a page of this site (and perhaps parameters); else the default.

    For addresses that come with a request and are redirected to. Browsers read a backslash as a slash, leave out
    control characters, and take what follows two slashes for another site; nothing of that is let through, encoded or
    not.
    """
    if not isinstance(text, str) or not text.startswith("/") or len(text) > LONGEST_PATH or not text.isprintable():
        return default
    path = once = text.partition("?")[0].partition("#")[0]
    while (decoded := unquote(path)) != path:
        path = decoded
    elsewhere = any("//" in form or "\\" in form or not form.isprintable() for form in (once, path))
    return default if elsewhere or "\\" in text else text
