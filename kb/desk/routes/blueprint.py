"""What the pages of the desk are registered with, and the words that several of them use."""

from typing import Any

from apiflask import APIBlueprint
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kb.access.guard import actor
from kb.core.errors import Conflict, NotFound
from kb.desk.queries.left import left_by
from kb.desk.queries.queue import NEEDS
from kb.desk.words import LEFT, STATE_NAMES, WHY_NOT
from kb.editorial import turns
from kb.editorial.names import name_of
from kb.editorial.steps import LABELS
from kb.identity.attached import place_of
from kb.identity.combining import by_kind
from kb.lessons.models.lesson import Revision
from kb.web.addresses import NUMBER
from kb.web.errors import refused
from kb.web.sent_form import typed

blueprint = APIBlueprint("desk", "kb.desk.routes", enable_openapi=False)

OF_LESSON = f"/desk/lessons/{NUMBER}"
"""Pages of one text at the desk, by its number."""


@blueprint.context_processor
def _words_of_pages() -> dict[str, Any]:
    return {
        "state_names": STATE_NAMES,
        "name_of": name_of,
        "labels": LABELS,
        "needs": NEEDS,
        "by_kind": by_kind,
        "place_of": place_of,
        "age": turns.age,
        "age_of": turns.age_of,
        "me": actor().user_id,
    }


def to_item(revision: Revision, done: str, anchor: str = "") -> Response:
    """To the page of a text at the desk; what was done is said there."""
    flash(done)
    return redirect(url_for("desk.item", number=revision.id, _anchor=anchor or None), 303)


def to_queue(done: str) -> Response:
    """To the queue, because the text is not at the desk any more, or somebody has gone on with it."""
    flash(done)
    return redirect(url_for("desk.queue"), 303)


def not_now(revision: Revision, step: str) -> Response:
    """To the page of a text, because a step cannot be taken: somebody has taken one meanwhile, or it is not theirs.

    Raises Conflict with the same words where something was typed.
    """
    keep_typed(WHY_NOT[step])
    return to_item(revision, WHY_NOT[step])


def keep_typed(words: str) -> None:
    """Raise Conflict with these words where something was typed: its page shows it, and no redirect could."""
    if typed():
        raise Conflict(words)


@blueprint.errorhandler(NotFound)
def _left_the_desk(error: NotFound) -> Response:
    """Say what became of a text that somebody had before them here, and may not read any more."""
    step = left_by(actor(), (request.view_args or {}).get("number"))
    if not step:
        return refused(error)
    return refused(Conflict(LEFT[step])) if typed() else to_queue(LEFT[step])
