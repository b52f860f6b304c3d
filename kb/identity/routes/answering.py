"""Pages on which those who write deal with one finding."""

from typing import Any

from flask import render_template
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.identity.forms import ReasonForm, SentenceForm
from kb.identity.queries.revisions import revision_at
from kb.identity.routes.blueprint import OF_LESSON, PASSAGE, blueprint, gone, named, passage_of, to_lesson
from kb.identity.service import answering
from kb.identity.standing import standing_of
from kb.identity.texts import can_be_changed
from kb.lessons.models.lesson import Revision
from kb.web.addresses import NUMBER


def _revision(number: int, **_of_it: Any) -> Revision:
    return revision_at(number)


@blueprint.post(f"{OF_LESSON}/passages/{PASSAGE}/replace")
@needs(Permission.REVISION_EDIT, revision=_revision)
def replace(revision: Revision) -> Response:
    """Put the suggested words in place."""
    found = passage_of(standing_of(revision))
    try:
        answering.replace(actor(), revision, passage=named("passage"))
    except Conflict:
        return gone(revision)
    assert found is not None  # noqa: S101 - it was replaced
    words = found.finding.replacement
    return to_lesson(
        revision, f"“{found.finding.text}” is now “{words}”." if words else f"“{found.finding.text}” is gone."
    )


@blueprint.route(f"{OF_LESSON}/passages/{PASSAGE}/change", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=_revision)
def change(revision: Revision) -> str | Response:
    """Write another sentence in place of the one that something was found in."""
    standing = standing_of(revision)
    found = passage_of(standing)
    form = SentenceForm(sentence=found.sentence if found else "")
    if form.validate_on_submit() and found is not None:
        with form.catching():
            try:
                answering.rewrite(actor(), revision, passage=found.digest, sentence=form.sentence.data or "")
            except Conflict:
                found = None
            else:
                return to_lesson(revision, "The sentence was changed.")
    if found is None:
        return _too_late(revision, form) if form.is_submitted() else gone(revision)
    if not can_be_changed(found.where):
        return to_lesson(revision, "Sources are changed in the form of the lesson.")
    beside = [each for each in standing.passages if (each.where, each.start) == (found.where, found.start)]
    return render_template("identity/change.html", form=form, revision=revision, passage=found, passages=beside)


def _too_late(revision: Revision, form: SentenceForm) -> str:
    """The sentence is not there any more: what was typed is shown, so that it can be copied."""
    return render_template("identity/too_late.html", typed=form.sentence.data, revision=revision)


@blueprint.route(f"{OF_LESSON}/passages/{PASSAGE}/reason", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=_revision)
def reason(revision: Revision) -> str | Response:
    """Say why a passage stays as it is."""
    form, found = ReasonForm(), passage_of(standing_of(revision))
    if form.validate_on_submit() and found is not None:
        with form.catching():
            answering.give_reason(actor(), revision, passage=found.digest, reason=form.reason.data or "")
            return to_lesson(revision, "The reason was saved. The identity reviewer will see it.")
    if found is None:
        return gone(revision)
    return render_template("identity/reason.html", form=form, revision=revision, passage=found)


@blueprint.post(f"{OF_LESSON}/reasons/{NUMBER.replace('number', 'decision')}/take-back")
@needs(Permission.REVISION_EDIT, revision=_revision)
def take_back(revision: Revision) -> Response:
    """Take a reason back."""
    answering.take_back(actor(), revision, decision=int(named("decision")))
    return to_lesson(revision, "The reason was taken back.")
