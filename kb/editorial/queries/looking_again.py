"""Public lessons that are to be looked at again soon, or should have been."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from kb.accounts.models.organisation import Organisation
from kb.core.clock import day_of, today
from kb.core.db import session
from kb.core.paging import SIZE, Page
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.step import RevisionStep

NOTICE = timedelta(days=60)
"""How long before the day it is said."""
ASKED = "ask_if_current"
"""Name of the step that the site takes then (`RevisionStep`)."""


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A lesson that is to be looked at again by a day."""

    lesson_id: int
    revision_id: int
    slug: str
    title: str
    by: date

    @property
    def late(self) -> bool:
        """Whether the day is over."""
        return self.by < today()


def to_look_at(organisation: Organisation) -> Page[ToLookAt]:
    """What writers of an organisation are to look at again, the most urgent first: as much as fits on a page."""
    wanted = _due().where(Lesson.organisation_id == organisation.id)
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    return Page(_read(wanted.limit(SIZE)), total)


def organisations_to_ask() -> Collection[int | None]:
    """The numbers of organisations with lessons about whose present day nobody was asked yet; None for lessons of none.

    One statement.
    """
    return {organisation for _, organisation in _not_asked(_due())}


def not_asked_yet(organisation_id: int | None) -> Sequence[ToLookAt]:
    """Those lessons of an organisation, or of none; one statement."""
    return [each for each, _ in _not_asked(_due().where(Lesson.organisation_id.is_not_distinct_from(organisation_id)))]


def _not_asked(due: Select[Any]) -> Iterator[tuple[ToLookAt, int | None]]:
    """Of lessons that are due those that are still to be asked about, with their organisation."""
    for *row, organisation, asked_at in session.execute(due.add_columns(Lesson.organisation_id, _asked_at)):
        each = ToLookAt(*row)
        if asked_at is None or day_of(asked_at) < each.by - NOTICE:  # that was about an earlier day
            yield each, organisation


def lock(lessons: Collection[int]) -> None:
    """Have nobody else ask about these lessons, or confirm them, until the transaction ends."""
    wanted = select(Lesson.id).where(Lesson.id.in_(sorted(lessons))).order_by(Lesson.id)
    session.execute(wanted.with_for_update())


def is_due(lesson: Lesson) -> bool:
    """Whether a lesson is to be looked at again soon."""
    return lesson.is_published and lesson.review_by is not None and lesson.review_by <= today() + NOTICE


_asked_at = (
    select(func.max(RevisionStep.taken_at))
    .where(RevisionStep.revision_id == Lesson.live_revision_id, RevisionStep.step == ASKED)
    .scalar_subquery()
)


def _due() -> Select[Any]:
    columns: Any = Lesson.id, Revision.id, Lesson.slug, Revision.title, Lesson.review_by
    soon = Lesson.review_by <= today() + NOTICE
    return select(*columns).join(Revision, live).where(soon).order_by(Lesson.review_by, Lesson.id)


def _read(wanted: Select[Any]) -> Sequence[ToLookAt]:
    return [ToLookAt(*row) for row in session.execute(wanted)]
