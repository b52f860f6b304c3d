"""What the pages of this package are registered with, and how they lead back to a lesson's findings."""

from typing import Any

from apiflask import APIBlueprint
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kb.access.guard import actor
from kb.identity.attached import place_of
from kb.identity.catalogue import RULES
from kb.identity.combining import by_kind
from kb.identity.passages import Passage
from kb.identity.standing import Standing
from kb.identity.texts import can_be_changed, deals_with_lessons, file_of, label_of
from kb.lessons.models.lesson import STATES, Revision
from kb.web.addresses import NUMBER

blueprint = APIBlueprint("identity", "kb.identity.routes", enable_openapi=False)

OF_LESSON = f"/identity-check/lessons/{NUMBER}"
PASSAGE = "<passage>"
"""A passage in an address: its digest, so that the address holds no word of the text."""
PUT_BACK = "identity_put_back"
"""What a session keeps of the last change."""
LEVEL_NAMES = {
    "stop": "Must be changed",
    "ask": "Change it, or give a reason",
    "inform": "Hint",
    "open": "Has to be opened by a person",
    "combination": "Together they may point at one child",
}

_DEAL = "Its writers deal with the findings. It can be submitted once nothing is left to change or to answer for."
_CHANGE_AGAIN = "Its writers can change it if they withdraw it, or get it back."
WHOSE_TURN = {
    "draft": _DEAL,
    "returned": _DEAL,
    "submitted": f"It waits for the editorial team. {_CHANGE_AGAIN}",
    "in_review": f"An identity reviewer reads it with the reasons, and decides about facts together. {_CHANGE_AGAIN}",
    "scheduled": "It was reviewed and will be published.",
}
STATE_NAMES = {state: state.replace("_", " ").capitalize() for state in STATES}
OUTCOME_NAMES = {"may_stand": "These facts may stand together", "must_change": "They must be changed"}


@blueprint.context_processor
def _words_of_pages() -> dict[str, Any]:
    return {
        "level_names": LEVEL_NAMES,
        "state_names": STATE_NAMES,
        "outcome_names": OUTCOME_NAMES,
        "rules": RULES,
        "whose_turn": WHOSE_TURN,
        "deals_with_lessons": deals_with_lessons(actor()),
        "by_kind": by_kind,
        "label_of": label_of,
        "place_of": place_of,
        "file_of": file_of,
        "can_be_changed": can_be_changed,
    }


def named(name: str) -> str:
    """A word of the address."""
    return str((request.view_args or {})[name])


def passage_of(standing: Standing) -> Passage | None:
    """The passage that the address names; None where the text has no such passage now."""
    return standing.passage(named("passage"))


def to_lesson(revision: Revision, done: str) -> Response:
    """Back to what was found in a lesson; what was done is said there."""
    flash(done)
    return redirect(url_for("identity.lesson", number=revision.id), 303)


def gone(revision: Revision) -> Response:
    """Back, because the passage is not in the text any more."""
    return to_lesson(revision, "That passage was changed meanwhile. This is how the lesson stands now.")
