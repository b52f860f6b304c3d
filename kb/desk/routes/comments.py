"""Pages with which something is said about a text, and with which it goes back to its writers."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Conflict, Denied, NotFound
from kb.desk.forms.commenting import TEAM, CommentForm, ReturnForm
from kb.desk.routes.blueprint import OF_LESSON, blueprint, not_now, to_item, to_queue
from kb.desk.service import commenting, returning
from kb.editorial.answers import Answer, answers_in
from kb.editorial.forms.commenting import AnswerForm
from kb.editorial.queries.comments import threads_of
from kb.editorial.queries.drafts import draft_at, read_whole
from kb.editorial.said import comment_of
from kb.editorial.steps import LABELS, STEP_OF, STEPS
from kb.lessons.models.lesson import Revision
from kb.web.addresses import NUMBER

OF_COMMENT = f"{OF_LESSON}/comments/{NUMBER.replace('number', 'comment')}"


def _place(field: str) -> str:
    """Where the page of a text shows what was said about a field."""
    return f"said-{field or 'whole'}"


def _answer(revision: Revision, field: str) -> Answer | None:
    """What a field says; None for those that are no field of the form."""
    step = STEP_OF.get(field)
    return next((each for each in answers_in(revision, step) if each.field == field), None) if step else None


@blueprint.route(f"{OF_LESSON}/comment", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def comment(revision: Revision) -> str | Response:
    """Say something about a field, or about the whole."""
    if not may(Permission.REVISION_COMMENT, revision):
        return not_now(revision, "comment")
    field = request.args.get("field", commenting.WHOLE)
    if field not in LABELS and field != commenting.WHOLE:
        raise NotFound
    form = CommentForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                for_team = form.to.data == TEAM
                commenting.comment(actor(), revision, field=field, text=form.text.data or "", for_team=for_team)
            except Conflict:
                return not_now(revision, "comment")
            return to_item(revision, "Your comment was saved.", _place(field))
    read_whole(revision)
    return render_template(
        "desk/comment.html", form=form, revision=revision, field=field, answer=_answer(revision, field)
    )


@blueprint.route(f"{OF_COMMENT}/answer", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def answer_comment(revision: Revision) -> str | Response:
    """Answer a comment."""
    if not may(Permission.REVISION_COMMENT, revision):
        return not_now(revision, "comment")
    said, form = comment_of(revision, _number()), AnswerForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                commenting.answer(actor(), revision, comment=said.id, text=form.text.data or "")
            except Conflict:
                return not_now(revision, "comment")
            return to_item(revision, "Your answer was saved.", _place(said.field))
    threads = threads_of(revision).get(said.field, ())
    thread = next((each for each in threads if said.id in (each.first.id, *(one.id for one in each.answers))), None)
    return render_template("desk/answer.html", form=form, revision=revision, thread=thread, field=said.field)


@blueprint.post(f"{OF_COMMENT}/resolve")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def resolve(revision: Revision) -> Response:
    """Note that a comment is dealt with."""
    return _done(revision, commenting.resolve, "Noted as dealt with.", "It was noted as dealt with already.")


@blueprint.post(f"{OF_COMMENT}/reopen")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def reopen(revision: Revision) -> Response:
    """Note that a comment is not dealt with after all."""
    return _done(revision, commenting.reopen, "It is open again.", "It was open already.")


@blueprint.post(f"{OF_COMMENT}/take-back")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def take_back(revision: Revision) -> Response:
    """Remove a comment of one's own that no writer could read."""
    too_late = "It stays: its writers could read it, somebody has answered, or it is not yours."
    return _done(revision, commenting.take_back, "Your comment was removed.", too_late)


def _number() -> int:
    return int((request.view_args or {})["comment"])


def _done(revision: Revision, verb: Callable[..., Any], done: str, otherwise: str) -> Response:
    if not may(Permission.REVISION_COMMENT, revision):
        return not_now(revision, "comment")
    place = _place(comment_of(revision, _number()).field)
    try:
        verb(actor(), revision, comment=_number())
    except Conflict:
        return to_item(revision, otherwise, place)
    return to_item(revision, done, place)


@blueprint.route(f"{OF_LESSON}/return", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def send_back(revision: Revision) -> str | Response:
    """Return a text to its writers with what is to be changed."""
    if not may(Permission.REVISION_RETURN, revision):
        return not_now(revision, "return")
    form = ReturnForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                returning.send_back(actor(), revision, reasons=form.given())
            except (Conflict, Denied):
                return not_now(revision, "return")
            return to_queue("It was returned. Its writers were told in a message.")
    read_whole(revision)
    threads = [each for of in threads_of(revision).values() for each in of if each.is_open and not each.first.for_team]
    return render_template(
        "desk/send_back.html",
        form=form,
        revision=revision,
        waiting=threads,
        answers=[(step, answers_in(revision, step)) for step in STEPS],
        address=url_for("desk.send_back", number=revision.id),
    )
