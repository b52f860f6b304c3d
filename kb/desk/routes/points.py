"""The page with the points of review."""

from flask import render_template
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Conflict
from kb.desk.forms.rating import points_form
from kb.desk.queries.points import digest_of, points_of
from kb.desk.routes.blueprint import OF_LESSON, blueprint, not_now, to_item
from kb.desk.service import rating
from kb.editorial.answers import answers_in
from kb.editorial.queries.drafts import draft_at, read_whole
from kb.editorial.steps import STEPS
from kb.lessons.models.lesson import Revision


@blueprint.route(f"{OF_LESSON}/points", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def points(revision: Revision) -> str | Response:
    """Say how a text does in the points of review."""
    if not may(Permission.REVISION_COMMENT, revision):
        return not_now(revision, "comment")
    found = points_of(revision)
    form, changed = points_form(found), False
    if form.validate_on_submit():
        with form.catching():
            try:
                rating.rate(actor(), revision, said=form.said(found), opened=form.opened.data or "")
            except Conflict:
                if not may(Permission.REVISION_COMMENT, revision):
                    return not_now(revision, "comment")
                found, changed = points_of(revision), True
                form.opened.data = digest_of(found)
            else:
                done = "The points were saved. Its writers see them once the lesson is returned to them."
                return to_item(revision, done, "points")
    read_whole(revision)
    return render_template(
        "desk/points.html",
        form=form,
        revision=revision,
        points=found,
        changed=changed,
        answers=[(step, answers_in(revision, step)) for step in STEPS],
    )
