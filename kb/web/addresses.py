"""One address for each page: capitals and trailing slashes lead to the plain form."""

import re
from urllib.parse import quote

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from kb.core.errors import NotFound


def plain(path: str) -> str:
    """The form of a path that the site uses: lower case, single slashes, none at the end."""
    return re.sub(r"/{2,}", "/", path.lower()).rstrip("/") or "/"


def connect(app: Flask) -> None:
    """Redirect every other form before anything is looked up, so the answer says nothing about what exists."""

    @app.before_request
    def refuse_control_characters() -> None:
        if not request.path.isprintable():
            raise NotFound

    @app.before_request
    def to_plain_address() -> Response | None:
        wanted = plain(request.path)
        if request.method not in {"GET", "HEAD"} or request.path == wanted or request.path.startswith("/static/"):
            return None
        query = request.query_string.decode("ascii", "ignore")
        return redirect(f"{quote(wanted)}?{query}" if query else quote(wanted), 301)
