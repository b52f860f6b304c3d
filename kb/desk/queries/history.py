"""What happened to a lesson: each step of each of its texts, who took it, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select

from kb.access.actors import Actor, Permission
from kb.access.policy import allows
from kb.accounts.models.user import User
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep
from kb.lessons.queries import reach

NOT_PEOPLE = {"operator": "Whoever runs the site", "site": "The site itself"}
GONE = "Somebody who has left"
OF_WRITERS = ("begin", "submit", "withdraw", "discard", "recover", "still_current")
"""Steps that the writers of an organisation take."""
WRITERS = "Its writers"


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step that somebody took with a text of a lesson."""

    step: str
    """Its name in the table of steps (`kb.editorial.workflow`)."""
    number: int
    """Number of the text within its lesson: 1 for the first."""
    revision_id: int
    before: str
    after: str
    at: datetime
    who: str
    """A name, or words for somebody without one."""
    reason: str


def steps_of(revision: Revision, who: Actor) -> Sequence[TakenStep]:
    """The steps of the lesson that this text is one of, the newest first: of those of its texts that `who` may read.

    Those who write for the organisation are named to each other only; to everybody else they are "its writers". One
    statement.
    """
    readable = reach.revisions(who, Permission.REVISION_READ).where(Revision.lesson_id == revision.lesson_id)
    found = _read(_steps().where(Revision.id.in_(readable.with_only_columns(Revision.id))))
    if allows(who, Permission.SAVED_TEXT_READ, revision):
        return found
    return [replace(each, who=WRITERS) if each.step in OF_WRITERS else each for each in found]


def last_step(lesson: Lesson) -> TakenStep | None:
    """The last step of the text that readers of a lesson see, or saw."""
    found = _read(_steps().where(Revision.id == lesson.live_revision_id).limit(1))
    return found[0] if found else None


def _steps() -> Select[RevisionStep, int, str]:
    return (
        select(RevisionStep, Revision.number, User.name)
        .join(Revision, Revision.id == RevisionStep.revision_id)
        .outerjoin(User, User.id == RevisionStep.taken_by_id)
        .order_by(RevisionStep.taken_at.desc(), RevisionStep.id.desc())
    )


def _read(wanted: Select[RevisionStep, int, str]) -> Sequence[TakenStep]:
    return [
        TakenStep(
            step=step.step,
            number=number,
            revision_id=step.revision_id,
            before=step.before,
            after=step.after,
            at=step.taken_at,
            who=NOT_PEOPLE.get(step.taken_by_kind) or name or GONE,
            reason=step.reason,
        )
        for step, number, name in session.execute(wanted)
    ]
