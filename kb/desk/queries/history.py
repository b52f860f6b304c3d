"""What happened to a lesson: each step of each of its texts, who took it, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep

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


def steps_of(revision: Revision, *, names_of_writers: bool = True) -> Sequence[TakenStep]:
    """Every step of every text of the lesson that this text is one of, the newest first; one statement.

    `names_of_writers`: whether those who write for the organisation are named, as they are to each other.
    """
    found = _read(_steps().where(Revision.lesson_id == revision.lesson_id))
    if names_of_writers:
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
