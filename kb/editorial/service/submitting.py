"""Gives a lesson to the editorial team, takes it back, discards it and gets it back."""

from collections.abc import Collection

from kb.access.actors import Actor, Permission
from kb.access.policy import ON_THEIR_WAY
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.editorial import letters, progress, submissions, workflow
from kb.editorial.queries.choices import closed_choices
from kb.editorial.queries.drafts import read_whole
from kb.editorial.service.changing import OpenAlready
from kb.identity.holding import hold
from kb.identity.reused import write_down
from kb.lessons.authorship import take_part
from kb.lessons.models.lesson import Revision
from kb.lessons.signatures import clear

DECLARATIONS = "declarations"
"""The closed list of what has to be declared."""


@use_case(Permission.REVISION_SUBMIT)
def submit(who: Actor, revision: Revision, *, declared: Collection[str]) -> None:
    """Give a text to the editorial team. From then on it is frozen.

    `declared`: slugs of what was declared. Raises Invalid(declared=...) where one is missing, Conflict where something
    is left to do first.
    """
    hold(who, Permission.REVISION_SUBMIT, revision)
    read_whole(revision)
    told = progress.of(revision)
    if not told.can_be_submitted:
        raise Conflict
    needed = [slug for slug, _ in closed_choices(DECLARATIONS)]
    if not set(needed) <= set(declared):
        raise Invalid(declared="Tick each of them, or clear up first what keeps you from it")
    write_down(revision, told.standing)
    take_part(who, revision)
    revision.declared, revision.submitted_by_id, revision.submitted_at = needed, who.user_id, utc_now()
    revision.lead_asked_by_id, revision.lead_asked_at, revision.lead_note = None, None, ""
    workflow.move(who, revision, "submit")
    submissions.keep(revision, told.standing)
    letters.submitted(revision)


@use_case(Permission.REVISION_WITHDRAW)
def withdraw(who: Actor, revision: Revision) -> None:
    """Take a text back to go on with it. Nobody has it at the desk any more, and no signature counts.

    Raises Conflict where it is not at the desk.
    """
    hold(who, Permission.REVISION_WITHDRAW, revision)
    letters.withdrawn(revision)
    clear(revision)
    workflow.move(who, revision, "withdraw")


@use_case(Permission.REVISION_DISCARD)
def discard(who: Actor, revision: Revision) -> None:
    """Put a draft away. Raises Conflict where it is none."""
    hold(who, Permission.REVISION_DISCARD, revision)
    revision.lead_asked_by_id, revision.lead_asked_at, revision.lead_note = None, None, ""
    workflow.move(who, revision, "discard")


@use_case(Permission.REVISION_RECOVER)
def recover(who: Actor, revision: Revision) -> None:
    """Get a discarded draft back. Raises Conflict where it was not discarded, OpenAlready where another text of its
    lesson was begun meanwhile."""
    hold(who, Permission.REVISION_RECOVER, revision)
    lesson = revision.lesson
    session.refresh(lesson, ["open_revision_id"], with_for_update=True)
    session.expire(lesson, ["open_revision"])
    if lesson.open_revision is not None and lesson.open_revision.state in ON_THEIR_WAY:
        raise OpenAlready(lesson.open_revision)
    workflow.move(who, revision, "recover")
    lesson.open_revision_id = revision.id
    session.flush()
    session.expire(lesson, ["open_revision"])
