"""Pages that say what was found in the texts of lessons."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.identity.queries.revisions import revision_at, to_deal_with
from kb.identity.routes.blueprint import OF_LESSON, blueprint
from kb.identity.standing import standing_of
from kb.lessons.models.lesson import Revision
from kb.web.paging import requested_page


@blueprint.get("/identity-check/lessons")
@needs(Permission.TEXT_CHECK)
def lessons() -> str:
    """The lessons whose findings somebody deals with: drafts of their organisations, texts in review."""
    return render_template("identity/lessons.html", page=to_deal_with(actor(), requested_page()))


@blueprint.get(OF_LESSON)
@needs(Permission.REVISION_READ, revision=revision_at)
def lesson(revision: Revision) -> str:
    """What was found in a lesson, what was answered, and what is left to do."""
    return render_template("identity/lesson.html", revision=revision, standing=standing_of(revision))
