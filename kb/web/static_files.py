"""Style sheet, scripts and fonts: served by us alone, and kept by browsers for as long as they do not change."""

from flask import Flask, Response, request, send_from_directory

from kb.access.guard import public
from kb.web.templates import STATIC, fingerprint


def connect(app: Flask) -> None:
    """Serve the folder `static/`."""

    @app.get("/static/<path:path>", endpoint="static")
    @public
    def static(path: str) -> Response:
        response = send_from_directory(STATIC, path)
        if request.args.get("v") == fingerprint(path):  # the address changes with the content
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
