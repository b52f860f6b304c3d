"""Pages for whoever runs the site."""

from apiflask import APIBlueprint
from flask import Response

from kb.access.guard import public

blueprint = APIBlueprint("operations", __name__, enable_openapi=False)


@blueprint.get("/health/live")
@public
def live() -> Response:
    """The process answers; says nothing of database or index, so that a slow one is not restarted."""
    response = Response("ok\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
