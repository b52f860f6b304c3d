"""Lessons that are back with their writers: since when, who returned them, and what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.paging import Page, page_of
from kb.desk.queries.history import GONE
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep, Submission


@dataclass(frozen=True, slots=True)
class Asked:
    """What writers were asked about a field."""

    field: str
    """Empty where it is about the whole lesson."""
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A lesson in the list, by what was submitted: what its writers do with it now is theirs."""

    revision_id: int
    title: str
    """As it was submitted last."""
    organisation: str
    since: datetime
    returned_by: str
    """Empty where that was not noted."""
    asked: Sequence[Asked] = ()


def returned(page: int) -> Page[Returned]:
    """A page of them, the last first; three statements."""
    total = session.scalar(select(func.count(Revision.id)).where(Revision.state == "returned")) or 0
    return page_of(page, total, _rows)


def _rows(offset: int, limit: int) -> Sequence[Returned]:
    found = session.execute(_wanted().offset(offset).limit(limit)).all()
    asked = _asked([row[0] for row in found])
    return [
        Returned(number, title or "", organisation or "", since, by, asked.get(number, ()))
        for number, title, organisation, since, by in found
    ]


def _wanted() -> Select[Any]:
    newest = _last(Submission.id, Submission.revision_id)
    step = _last(RevisionStep.id, RevisionStep.revision_id, RevisionStep.step == "return")
    return (
        select(Revision.id, Submission.said["title"].as_string(), Organisation.name, Revision.state_since)
        .add_columns(case((RevisionStep.id.is_not(None), func.coalesce(User.name, GONE)), else_=""))
        .join(Lesson, Lesson.id == Revision.lesson_id)
        .outerjoin(Organisation, Organisation.id == Lesson.organisation_id)
        .outerjoin(Submission, Submission.id == newest)
        .outerjoin(RevisionStep, RevisionStep.id == step)
        .outerjoin(User, User.id == RevisionStep.taken_by_id)
        .where(Revision.state == "returned")
        .order_by(Revision.state_since.desc(), Revision.id.desc())
    )


def _last(number: Any, of: Any, *conditions: Any) -> Any:
    wanted = select(func.max(number)).where(of == Revision.id, *conditions)
    return wanted.correlate(Revision).scalar_subquery()


def _asked(numbers: Sequence[int]) -> dict[int, list[Asked]]:
    """What was said to the writers of each of these texts about what they submitted last, in its order."""
    since = _last(Submission.id, Submission.revision_id)
    wanted = (
        select(RevisionComment.revision_id, RevisionComment.field, RevisionComment.text)
        .join(Revision, and_(Revision.id == RevisionComment.revision_id, Revision.id.in_(numbers)))
        .where(
            RevisionComment.told_at.is_not(None),
            RevisionComment.parent_id.is_(None),
            RevisionComment.submission_id == since,
        )
        .order_by(RevisionComment.id)
    )
    found: dict[int, list[Asked]] = {}
    for number, field, text in session.execute(wanted):
        found.setdefault(number, []).append(Asked(field, text))
    return found
