"""The steps in the life of a text: from which states into which. Who may take them stands in `kb.access.policy`."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.access.actors import Actor, Permission
from kb.access.policy import DRAFTS
from kb.core.db import session, utc_now
from kb.core.errors import Conflict
from kb.lessons.models.lesson import EXPUNGED, STATES, Revision
from kb.lessons.models.step import EXPUNGE, RevisionStep


@dataclass(frozen=True, slots=True)
class Transition:
    """From one of some states into another; a signature leaves the state as it is."""

    permission: Permission | None
    """Who may take it, in the same states; None where it only follows from another step."""
    before: tuple[str, ...]
    after: str | None


P = Permission
TRANSITIONS: Mapping[str, Transition] = {
    "submit": Transition(P.REVISION_SUBMIT, DRAFTS, "submitted"),
    "withdraw": Transition(P.REVISION_WITHDRAW, ("submitted", "in_review"), "draft"),
    "claim": Transition(P.REVISION_CLAIM, ("submitted",), "in_review"),
    "release": Transition(P.REVISION_RELEASE, ("in_review",), "submitted"),
    "return": Transition(P.REVISION_RETURN, ("in_review",), "returned"),
    "sign_content": Transition(P.REVISION_SIGN_CONTENT, ("in_review",), None),
    "sign_identity": Transition(P.REVISION_SIGN_IDENTITY, ("in_review",), None),
    "publish": Transition(P.REVISION_PUBLISH, ("in_review",), "published"),
    "schedule": Transition(P.REVISION_PUBLISH, ("in_review",), "scheduled"),
    "cancel": Transition(P.REVISION_CANCEL, ("scheduled",), "in_review"),
    "publish_on_time": Transition(P.REVISION_PUBLISH_ON_TIME, ("scheduled",), "published"),
    "put_back": Transition(None, ("scheduled",), "in_review"),
    "supersede": Transition(None, ("published", "hidden", "archived"), "superseded"),
    "hide": Transition(P.LESSON_HIDE, ("published",), "hidden"),
    "unhide": Transition(P.LESSON_UNHIDE, ("hidden",), "published"),
    "archive": Transition(P.LESSON_ARCHIVE, ("published",), "archived"),
    "restore": Transition(P.LESSON_RESTORE, ("archived",), "published"),
    "discard": Transition(P.REVISION_DISCARD, DRAFTS, "discarded"),
    "recover": Transition(P.REVISION_RECOVER, ("discarded",), "draft"),
    EXPUNGE: Transition(None, tuple(state for state in STATES if state != EXPUNGED), EXPUNGED),
}
"""By name. `put_back`: what was to be published at a time is not ready then; `supersede`: a newer text is there.

`expunge`: all that was written in its lesson was removed for good (`kb.expunging`); no step leads on from there."""


def move(who: Actor, revision: Revision, name: str, *, reason: str = "") -> RevisionStep:
    """Take a step with a text, and note who took it and why. Raises Conflict where it does not begin at its state."""
    step = TRANSITIONS[name]
    before = revision.state
    if before not in step.before:
        raise Conflict
    if step.after is not None:
        revision.state, revision.state_since = step.after, utc_now()
        revision.version += 1
    return _taken(who, revision, name, before, reason)


def note(who: Actor, revision: Revision, name: str, *, reason: str = "") -> RevisionStep:
    """Note something that happened to a text and leaves its state as it is; its name is in no table of steps."""
    return _taken(who, revision, name, revision.state, reason)


def _taken(who: Actor, revision: Revision, name: str, before: str, reason: str) -> RevisionStep:
    session.flush()
    taken = RevisionStep(
        revision_id=revision.id,
        step=name,
        before=before,
        after=revision.state,
        taken_by_id=who.user_id,
        taken_by_kind=who.kind,
        reason=reason,
    )
    session.add(taken)
    session.flush()
    return taken
