"""The steps in the life of a text that its writers take; who may take them stands in `kb.access.policy`."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.access.policy import DRAFTS
from kb.core.db import session, utc_now
from kb.core.errors import Conflict
from kb.lessons.models.lesson import Revision


@dataclass(frozen=True, slots=True)
class Transition:
    """From one of some states into another."""

    before: tuple[str, ...]
    after: str


TRANSITIONS: Mapping[str, Transition] = {
    "submit": Transition(DRAFTS, "submitted"),
    "withdraw": Transition(("submitted", "in_review"), "draft"),
    "discard": Transition(DRAFTS, "discarded"),
    "recover": Transition(("discarded",), "draft"),
}


def move(revision: Revision, name: str) -> None:
    """Bring a text into the state that a step leads to. Raises Conflict where the step does not begin at its state."""
    step = TRANSITIONS[name]
    if revision.state not in step.before:
        raise Conflict
    revision.state, revision.state_since = step.after, utc_now()
    revision.version += 1
    session.flush()
