"""What was said about a text, in threads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and what was answered to it."""

    first: RevisionComment
    answers: list[RevisionComment] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether nobody said that it is dealt with."""
        return self.first.resolved_at is None


def threads_of(revision: Revision) -> Mapping[str, Sequence[Thread]]:
    """The threads about each field, the oldest first, open ones before those that are dealt with; one statement."""
    said = select(RevisionComment).where(RevisionComment.revision_id == revision.id).order_by(RevisionComment.id)
    people = joinedload(RevisionComment.written_by), joinedload(RevisionComment.resolved_by)
    threads: dict[int, Thread] = {}
    by_field: dict[str, list[Thread]] = {}
    for each in session.scalars(said.options(*people)):
        if each.parent_id is None:
            threads[each.id] = Thread(each)
            by_field.setdefault(each.field, []).append(threads[each.id])
        elif each.parent_id in threads:
            threads[each.parent_id].answers.append(each)
    return {name: sorted(of, key=lambda thread: not thread.is_open) for name, of in by_field.items()}
