"""Files that are sent to be saved, and that no browser opens as a page of this site."""

from collections.abc import Iterable
from urllib.parse import quote

from flask import Response, stream_with_context

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
"""What browsers are told that show a file all the same: that it may do nothing, and is what it is said to be."""


def download(pieces: Iterable[bytes], *, name: str, size: int, kind: str, kept: bool) -> Response:
    """A file of this name, piece by piece. `kind`: its media type; `kept`: whether a browser may keep it."""
    answer = _attached(Response(stream_with_context(iter(pieces)), mimetype=None, content_type=kind), name)
    answer.headers["Cache-Control"] = "private, no-cache" if kept else "no-store"
    answer.content_length = size
    return answer


def whole_file(content: bytes, *, name: str, kind: str) -> Response:
    """A file that is made from what is published, and so is kept as pages are: see `kb.web.page_cache`."""
    return _attached(Response(content, mimetype=None, content_type=kind), name)


def _attached(answer: Response, name: str) -> Response:
    plain = name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "") or "file"
    names = {"filename": plain} if plain == name else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
    answer.headers.set("Content-Disposition", "attachment", **names)
    answer.headers.update(HEADERS)
    return answer
