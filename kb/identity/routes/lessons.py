"""Pages that say what was found in the texts of lessons."""

from flask import render_template, request
from flask import session as cookie

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.access.use_case import note_reading
from kb.identity.queries.revisions import on_their_way
from kb.identity.routes.blueprint import OF_LESSON, PUT_BACK, blueprint
from kb.identity.standing import standing_of
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.revisions import revision_at
from kb.web.paging import requested_page


@blueprint.get("/identity-check/lessons")
@needs(Permission.TEXT_CHECK)
def lessons() -> str:
    """The lessons on their way to publication that somebody may read."""
    note_reading(actor(), Permission.REVISION_READ, verb=request.endpoint or "")
    return render_template("identity/lessons.html", page=on_their_way(actor(), requested_page()))


@blueprint.get(OF_LESSON)
@needs(Permission.REVISION_READ, revision=revision_at)
def lesson(revision: Revision) -> str:
    """What was found in a lesson, what was answered, and what is left to do."""
    kept = cookie.pop(PUT_BACK, None)
    can_put_back = bool(kept) and kept["revision"] == revision.id
    if can_put_back:
        cookie[PUT_BACK] = kept
    return render_template(
        "identity/lesson.html", revision=revision, standing=standing_of(revision), can_put_back=can_put_back
    )
