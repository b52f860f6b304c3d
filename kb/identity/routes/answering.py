"""Pages on which those who write deal with one finding."""

from dataclasses import asdict
from typing import Any

from flask import render_template
from flask import session as cookie
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.identity.forms import ReasonForm, SentenceForm
from kb.identity.queries.revisions import revision_at
from kb.identity.routes.blueprint import OF_LESSON, PASSAGE, PUT_BACK, blueprint, gone, named, passage_of, to_lesson
from kb.identity.service import answering
from kb.identity.standing import Standing, standing_of
from kb.identity.texts import can_be_changed
from kb.lessons.models.lesson import Revision
from kb.web.addresses import NUMBER
from kb.web.forms import UNCHANGED

MOST_SAID = 300
"""Characters of a sentence that is repeated."""
MOST_KEPT = 1_500
"""Characters of a sentence before and after, with which it can be put back."""


def _revision(number: int, **_of_it: Any) -> Revision:
    return revision_at(number)


@blueprint.post(f"{OF_LESSON}/passages/{PASSAGE}/replace")
@needs(Permission.REVISION_EDIT, revision=_revision)
def replace(revision: Revision) -> Response:
    """Put the suggested words in place."""
    try:
        change = answering.replace(actor(), revision, passage=named("passage"))
    except Conflict:
        return gone(revision)
    return _changed(revision, change)


@blueprint.route(f"{OF_LESSON}/passages/{PASSAGE}/change", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=_revision)
def change(revision: Revision) -> str | Response:
    """Write another sentence in place of the one that something was found in."""
    standing = standing_of(revision)
    found = passage_of(standing)
    form = SentenceForm(sentence=found.sentence if found else "")
    if form.validate_on_submit() and found is not None:
        if (form.sentence.data or "").strip() == found.sentence.strip():
            return to_lesson(revision, UNCHANGED)
        with form.catching():
            try:
                done = answering.rewrite(actor(), revision, passage=found.digest, sentence=form.sentence.data or "")
            except Conflict:
                found = None
            else:
                return _changed(revision, done)
    if found is None:
        return _too_late(revision, form, standing) if form.is_submitted() else gone(revision)
    if not can_be_changed(found.where):
        return to_lesson(revision, "Sources are changed in the form of the lesson.")
    beside = [each for each in standing.passages if (each.where, each.start) == (found.where, found.start)]
    return render_template("identity/change.html", form=form, revision=revision, passage=found, passages=beside)


def _changed(revision: Revision, change: answering.Change) -> Response:
    """Say how the sentence reads now, and keep what takes it back for the next page."""
    cookie[PUT_BACK] = {"revision": revision.id, **asdict(change)} if _fits(change) else None
    if not change.now:
        return to_lesson(revision, "The sentence was taken out.")
    found = standing_of(revision).passages
    left = [each.rule.title for each in found if each.where == change.field and each.sentence.strip() == change.now]
    still = f" Still found in it: {', '.join(dict.fromkeys(left))}." if left else ""
    now = change.now if len(change.now) <= MOST_SAID else f"{change.now[:MOST_SAID]}…"
    return to_lesson(revision, f"It reads now: “{now}”{still}")


def _fits(change: answering.Change) -> bool:
    """A browser keeps only short things."""
    return len(change.before) + len(change.now) <= MOST_KEPT


def _too_late(revision: Revision, form: SentenceForm, standing: Standing) -> str:
    """The sentence is not there any more: what was typed is shown, so that it can be copied."""
    return render_template("identity/too_late.html", typed=form.sentence.data, revision=revision, standing=standing)


@blueprint.post(f"{OF_LESSON}/put-back")
@needs(Permission.REVISION_EDIT, revision=revision_at)
def put_back(revision: Revision) -> Response:
    """Have the sentence that was changed last be again as it was."""
    kept = cookie.pop(PUT_BACK, None)
    if not kept or kept.pop("revision") != revision.id:
        return gone(revision)
    try:
        answering.put_back(actor(), revision, change=answering.Change(**kept))
    except Conflict:
        return gone(revision)
    return to_lesson(revision, "The sentence is again as it was.")


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
