"""What was said about a text, in threads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.core.errors import NotFound
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
    """All threads about each field, the oldest first, open ones before those dealt with; one statement."""
    return _by_field(_threads(revision, for_writers=False))


def threads_for_writers(revision: Revision, order: Sequence[str]) -> Sequence[Thread]:
    """The threads that its writers may read: about the whole text first, then in the order of the fields, what is dealt
    with last; one statement."""
    places = {name: place for place, name in enumerate(("", *order))}

    def place(thread: Thread) -> tuple[bool, int, int]:
        return not thread.is_open, places.get(thread.first.field, len(places)), thread.first.id

    return sorted(_threads(revision, for_writers=True), key=place)


def still_asked(revision: Revision, order: Sequence[str]) -> Sequence[Thread]:
    """Those of them that nobody said are dealt with."""
    return [each for each in threads_for_writers(revision, order) if each.is_open]


def thread_at(revision: Revision, number: int) -> Thread:
    """The thread that begins with the comment of this number, as its writers read it. Raises NotFound."""
    found = next((each for each in _threads(revision, for_writers=True) if each.first.id == number), None)
    if found is None:
        raise NotFound
    return found


def _threads(revision: Revision, *, for_writers: bool) -> Sequence[Thread]:
    said = select(RevisionComment).where(RevisionComment.revision_id == revision.id).order_by(RevisionComment.id)
    if for_writers:
        said = said.where(RevisionComment.told_at.is_not(None))
    people = joinedload(RevisionComment.written_by), joinedload(RevisionComment.resolved_by)
    threads: dict[int, Thread] = {}
    for each in session.scalars(said.options(*people)):
        if each.parent_id is None:
            threads[each.id] = Thread(each)
        elif each.parent_id in threads:
            threads[each.parent_id].answers.append(each)
    return list(threads.values())


def _by_field(threads: Sequence[Thread]) -> Mapping[str, Sequence[Thread]]:
    found: dict[str, list[Thread]] = {}
    for each in threads:
        found.setdefault(each.first.field, []).append(each)
    return {name: sorted(of, key=lambda thread: not thread.is_open) for name, of in found.items()}
