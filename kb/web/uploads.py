"""Pages that take files: how much may be sent to them at once."""

from collections.abc import Mapping

from flask import Flask, request

from kb.access.guard import actor


def connect(app: Flask, *, takes: Mapping[str, int]) -> None:
    """Let somebody signed in send so many bytes to these endpoints; comes after it is known who makes the request.

    To everybody else they take no more than other pages, so that nobody has files read whom the page would refuse.
    """

    @app.before_request
    def take_files() -> None:
        most = takes.get(request.endpoint or "")
        if most is not None and actor().user_id is not None:
            request.max_content_length = most
