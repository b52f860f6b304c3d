"""The page on which the identity reviewer decides about facts that may point at one child together."""

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.access.use_case import note_reading
from kb.core.errors import Conflict
from kb.identity.forms import CombinationForm
from kb.identity.routes.blueprint import OF_LESSON, blueprint, to_lesson
from kb.identity.service import deciding
from kb.identity.standing import standing_of
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.revisions import revision_at


@blueprint.route(f"{OF_LESSON}/combination", methods=["GET", "POST"])
@needs(Permission.COMBINATION_DECIDE, revision=revision_at)
def combination(revision: Revision) -> str | Response:
    """Decide whether these facts may stand together."""
    standing = standing_of(revision)
    found = standing.combination
    if found is None:
        return to_lesson(revision, "There are no facts left that point at one child together.")
    form = CombinationForm()
    changed = False
    if form.validate_on_submit():
        with form.catching():
            try:
                deciding.decide(
                    actor(),
                    revision,
                    combination=form.combination.data or "",
                    outcome=form.outcome.data,
                    reason=form.reason.data or "",
                )
            except Conflict:
                changed = True
            else:
                return to_lesson(revision, "Your decision was saved.")
    form.combination.data = found.digest
    note_reading(actor(), Permission.REVISION_READ, revision, verb=request.endpoint or "")
    return render_template(
        "identity/combination.html", form=form, revision=revision, combination=found, changed=changed, standing=standing
    )
