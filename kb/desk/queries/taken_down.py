"""Lessons that readers had and do not see now: hidden or archived, since when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep

STATES = ("hidden", "archived")


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A lesson in the list."""

    revision_id: int
    """Number of the text that readers saw last."""
    reference: str
    title: str
    organisation: str
    state: str
    since: datetime
    reason: str


def taken_down(page: int) -> Page[TakenDown]:
    """A page of them, the last first; two statements."""
    total = session.scalar(_of(select(func.count(Lesson.id)))) or 0
    return page_of(page, total, _rows)


def _of(wanted: Any) -> Any:
    live = Revision.id == Lesson.live_revision_id
    return wanted.select_from(Lesson).join(Revision, live).where(Revision.state.in_(STATES))


def _rows(offset: int, limit: int) -> Sequence[TakenDown]:
    why = (
        select(RevisionStep.reason)
        .where(RevisionStep.revision_id == Revision.id, RevisionStep.after == Revision.state)
        .order_by(RevisionStep.id.desc())
        .limit(1)
        .correlate(Revision)
        .scalar_subquery()
    )
    columns = (
        Revision.id,
        func.coalesce(Lesson.reference, ""),
        Revision.title,
        func.coalesce(Organisation.name, ""),
        Revision.state,
        Revision.state_since,
        func.coalesce(why, ""),
    )
    wanted = _of(select(*columns)).outerjoin(Organisation, Organisation.id == Lesson.organisation_id)
    last_first = wanted.order_by(Revision.state_since.desc(), Revision.id.desc()).offset(offset).limit(limit)
    return [TakenDown(*row) for row in session.execute(last_first)]
