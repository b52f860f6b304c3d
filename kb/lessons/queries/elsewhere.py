"""What there is at an address where no lesson can be read: another address, that it was archived, or nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from kb.core.audit import digest
from kb.core.clock import day_of
from kb.core.db import session
from kb.core.errors import Gone, Moved, NotFound
from kb.lessons.models.lesson import EXPUNGED, FormerSlug, Lesson, Revision
from kb.lessons.models.step import RevisionStep
from kb.lessons.queries.labels import Label

_once_public = and_(
    Revision.id == Lesson.live_revision_id,
    Revision.lesson_id == Lesson.id,
    Revision.state.in_(("published", "archived", EXPUNGED)),
)
"""Joins a lesson to the text that readers see or saw, where everybody may know of it: not to a hidden one."""

GONE = "~"
"""Begins what is kept of such an address; no address of a page begins with it."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A lesson that was taken off the site for good, as its page tells of it."""

    reference: str
    title: str
    """Empty where nothing of its text is told, because all of it was removed for good."""
    archived_on: date
    reason: str
    heir: Label | None
    """Address and title of the lesson to read instead."""
    text: int
    """Number of its last public text."""
    state: str
    """Of that text: archived, or expunged."""


def elsewhere(slug: str) -> Moved | Gone | NotFound:
    """Why no lesson can be read at this address. Of a hidden one it says, with the same statements, what it says of
    none."""
    found = session.execute(
        select(Lesson.id, Lesson.slug, Lesson.reference, Lesson.replaced_by_id, Revision.id, Revision.state)
        .add_columns(Revision.title, Revision.state_since)
        .join(Revision, _once_public)
        .where(named(slug))
        .order_by((Lesson.slug == slug).desc())
    ).first()
    if found is None:
        return NotFound()
    number, now, reference, heir, text, state, title, since = found
    if state == "published":
        return Moved(now)
    last = (
        select(RevisionStep.reason)
        .where(RevisionStep.revision_id == text, RevisionStep.step == "archive")
        .order_by(RevisionStep.id.desc())
    )
    reason = session.scalar(last.limit(1)) or ""
    return Gone(Archived(reference, title, day_of(since), reason, _label(heir_of(number, heir)), text, state))


def named(name: str) -> ColumnElement[bool]:
    """Whether a lesson has, or had, this address, or has this reference."""
    former = select(FormerSlug.lesson_id).where(FormerSlug.slug.in_([name, gone_address(name)]))
    return or_(Lesson.slug == name, Lesson.id.in_(former), Lesson.reference == name.upper())


def gone_address(name: str) -> str:
    """What is kept of an address of a lesson that was removed for good: the address told what the lesson was about.

    Whoever opens it is told that the lesson is gone; without the key of the site nobody reads it out of what is kept.
    """
    return f"{GONE}{digest(f'address {name}')}"


def heir_of(number: int, heir: int | None) -> Any:
    """The row (id, slug, reference, title) of the lesson that readers of an archived one are led to in the end.

    `number` is that of the archived lesson, `heir` that of the one which replaced it. Where that one was archived, too,
    its own counts. None where nothing that is public stands at the end.
    """
    seen = {number}
    while heir is not None and heir not in seen:
        seen.add(heir)
        row = session.execute(
            select(Lesson.id, Lesson.slug, Lesson.reference, Lesson.replaced_by_id, Revision.state, Revision.title)
            .join(Revision, _once_public)
            .where(Lesson.id == heir)
        ).first()
        if row is None:
            return None
        if row.state == "published":
            return row
        heir = row.replaced_by_id
    return None


def _label(row: Any) -> Label | None:
    return Label(row.slug, row.title) if row is not None else None
