"""What a text at the desk can be compared with, and what is different."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from kb.access.actors import Actor
from kb.core.clock import long_date
from kb.core.db import session
from kb.desk.seeing import seen_before_newest
from kb.editorial.answers import in_words
from kb.editorial.queries.drafts import read_whole
from kb.editorial.steps import FILES, SOURCES, STEPS
from kb.editorial.submissions import last_submission
from kb.lessons.comparing import FieldChange, field_changes
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import Submission

BASES = ("seen", "before", "live")
"""What you saw last; what was submitted the time before; what is public."""
FIELDS = (*(field for step in STEPS for field in step.fields), SOURCES, FILES)


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier text, as it is called on pages."""

    key: str
    words: str
    read: Callable[[], Mapping[str, Any]]
    """Reads what it said: of several that are offered one is compared at most."""


def offered(who: Actor, revision: Revision) -> Sequence[Base]:
    """The earlier texts that there are, the most telling first: one that is the same as another is left out."""
    found = []
    newest = last_submission(revision)
    seen = seen_before_newest(who, newest)
    if seen is not None:
        found.append(
            Base("seen", f"what you saw last, submitted on {long_date(seen.submitted_at)}", partial(_kept, seen))
        )
    before = _before(newest)
    if before is not None and (seen is None or seen.id != before.id):
        words = f"what was submitted before, on {long_date(before.submitted_at)}"
        found.append(Base("before", words, partial(_kept, before)))
    live = revision.lesson.live_revision_id
    if live is not None and live != revision.id:
        lesson = revision.lesson
        words = "the text that is public" if lesson.is_published else f"the text that is {lesson.state}"
        found.append(Base("live", words, partial(_said_by, live)))
    return found


def changes_since(revision: Revision, base: Base) -> Sequence[FieldChange]:
    """The fields that are different, in the order of the form."""
    return field_changes(base.read(), frozen(revision).said, FIELDS, in_words)


def _kept(submission: Submission) -> Mapping[str, Any]:
    return submission.said


def _said_by(number: int) -> Mapping[str, Any]:
    revision = session.get_one(Revision, number)
    read_whole(revision)
    return frozen(revision).said


def _before(newest: Submission | None) -> Submission | None:
    if newest is None or newest.number == 1:
        return None
    earlier = Submission.revision_id == newest.revision_id, Submission.number < newest.number
    return session.scalars(select(Submission).where(*earlier).order_by(Submission.number.desc()).limit(1)).first()
