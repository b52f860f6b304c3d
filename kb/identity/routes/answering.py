"""Pages on which those who write deal with one finding."""

import json
from dataclasses import asdict
from typing import Any

from flask import render_template, request
from flask import session as cookie
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.access.use_case import note_reading
from kb.core.errors import Conflict
from kb.identity.findings import Level
from kb.identity.forms import ReasonForm, SentenceForm
from kb.identity.routes.blueprint import OF_LESSON, PASSAGE, PUT_BACK, blueprint, gone, named, passage_of, to_lesson
from kb.identity.service import answering
from kb.identity.standing import Standing, standing_of
from kb.identity.texts import can_be_changed, file_of
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.revisions import revision_at
from kb.web.addresses import NUMBER
from kb.web.forms import UNCHANGED

MOST_SAID = 300
"""Characters of a sentence that is repeated."""
MOST_KEPT = 1_500
"""Characters of what is kept to put a sentence back, as JSON: browsers keep 4 KB for a whole session."""


ELSEWHERE = {
    "source": "Sources are changed where the lesson is written.",
    "file": "That is in a file, or is said of one: open the page of the file to change it.",
}
NO_REASON = {
    Level.STOP: "That has to be changed: no reason is enough for it.",
    Level.INFORM: "That is a hint, which needs no reason.",
    Level.OPEN: "The identity reviewer opens that file, which needs no reason.",
}


def _note(revision: Revision) -> None:
    """A page that shows a part of what is not published."""
    note_reading(actor(), Permission.REVISION_READ, revision, verb=request.endpoint or "")


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
        return _too_late(revision, form.sentence.data, standing) if form.is_submitted() else gone(revision)
    if not can_be_changed(found.where):
        return to_lesson(revision, ELSEWHERE["file" if file_of(found.where) is not None else "source"])
    _note(revision)
    beside = [each for each in standing.passages if (each.where, each.start) == (found.where, found.start)]
    return render_template("identity/change.html", form=form, revision=revision, passage=found, passages=beside)


def _changed(revision: Revision, change: answering.Change) -> Response:
    """Say how the sentence reads now, and keep what takes it back for the next page."""
    kept = {"revision": revision.id, **asdict(change)}
    cookie[PUT_BACK] = kept if len(json.dumps(kept)) <= MOST_KEPT else None
    if not change.now:
        return to_lesson(revision, "The sentence was taken out.")
    end = change.start + len(change.now)
    left = [
        each.rule.title
        for each in standing_of(revision).passages
        if each.where == change.field and change.start <= each.finding.start < end
    ]
    still = f" Still found in it: {', '.join(dict.fromkeys(left))}." if left else ""
    return to_lesson(revision, f"It reads now: “{_shortened(change.now)}”{still}")


def _shortened(words: str) -> str:
    """As much as a browser keeps beside the rest: signs of other alphabets take several bytes."""
    short = words[:MOST_SAID]
    while len(json.dumps(short)) > 2 * MOST_SAID:
        short = short[:-10]
    return short if short == words else f"{short}…"


def _too_late(revision: Revision, typed: str | None, standing: Standing) -> str:
    """The passage is not there any more: what was typed is shown, so that it can be copied."""
    return render_template("identity/too_late.html", typed=typed, revision=revision, standing=standing)


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
    standing = standing_of(revision)
    form, found = ReasonForm(), passage_of(standing)
    if found is not None and found.finding.level is not Level.ASK:
        return to_lesson(revision, NO_REASON[found.finding.level])
    if form.validate_on_submit() and found is not None:
        with form.catching():
            try:
                answering.give_reason(actor(), revision, passage=found.digest, reason=form.reason.data or "")
            except Conflict:
                found = None
            else:
                return to_lesson(revision, "The reason was saved. The identity reviewer will see it.")
    if found is None:
        return _too_late(revision, form.reason.data, standing_of(revision)) if form.is_submitted() else gone(revision)
    _note(revision)
    return render_template("identity/reason.html", form=form, revision=revision, passage=found)


@blueprint.post(f"{OF_LESSON}/reasons/{NUMBER.replace('number', 'decision')}/take-back")
@needs(Permission.REVISION_EDIT, revision=_revision)
def take_back(revision: Revision) -> Response:
    """Take a reason back."""
    try:
        answering.take_back(actor(), revision, decision=int(named("decision")))
    except Conflict:
        return to_lesson(revision, "That reason was taken back already, or its text is submitted and keeps it.")
    return to_lesson(revision, "The reason was taken back.")
