"""What a text at the desk can be compared with, and what is different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from kb.access.actors import Actor
from kb.core.clock import long_date
from kb.core.db import session
from kb.desk.seeing import seen_before
from kb.editorial.answers import in_words
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
    said: Mapping[str, Any]


def offered(who: Actor, revision: Revision) -> Sequence[Base]:
    """The earlier texts that there are, the most telling first: one that is the same as another is left out."""
    found = []
    seen = seen_before(who, revision)
    if seen is not None:
        found.append(Base("seen", f"what you saw last, submitted on {long_date(seen.submitted_at)}", seen.said))
    before = _before(revision)
    if before is not None and (seen is None or seen.id != before.id):
        words = f"what was submitted before, on {long_date(before.submitted_at)}"
        found.append(Base("before", words, before.said))
    live = revision.lesson.live_revision
    if live is not None and live.id != revision.id:
        words = "the text that is public" if revision.lesson.is_published else f"the text that is {live.state}"
        found.append(Base("live", words, frozen(live).said))
    return found


def changes_since(revision: Revision, base: Base) -> Sequence[FieldChange]:
    """The fields that are different, in the order of the form."""
    return field_changes(base.said, frozen(revision).said, FIELDS, in_words)


def _before(revision: Revision) -> Submission | None:
    newest = last_submission(revision)
    if newest is None:
        return None
    earlier = Submission.revision_id == revision.id, Submission.number < newest.number
    return session.scalars(select(Submission).where(*earlier).order_by(Submission.number.desc()).limit(1)).first()
