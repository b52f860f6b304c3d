"""The queue: what was submitted and is not public yet, how long it waits, who has it, and what it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from kb.access import policy
from kb.access.actors import Actor, Permission
from kb.access.policy import AT_THE_DESK
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.options import option
from kb.core.paging import Page, page_of
from kb.core.working_days import late_before
from kb.desk.models import Sight
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import Submission
from kb.lessons.queries import reach

NOBODY, MINE = "nobody", "mine"
"""Stand for the editor of texts that nobody has claimed, and for whoever asks."""
NEEDS: Mapping[str, str] = {
    "claim": "Somebody to claim it",
    "content": "A signature for what it says",
    "identity": "A signature that nobody can be recognised",
    "publication": "Publication",
}
"""What a text waits for, in words."""
_since = func.coalesce(Revision.submitted_at, Revision.state_since)
ORDERS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "oldest": ("Waiting longest", (_since, Revision.id)),
    "newest": ("Submitted last", (_since.desc(), Revision.id.desc())),
    "title": ("Title", (func.lower(Revision.title), Revision.id)),
}
"""Words and columns of each order."""
_Claimed, _Content, _Identity = aliased(User), aliased(User), aliased(User)
_newest = (
    select(func.max(Submission.number))
    .where(Submission.revision_id == Revision.id)
    .correlate(Revision)
    .scalar_subquery()
)
_comments = (
    select(func.count(RevisionComment.id))
    .where(
        RevisionComment.revision_id == Revision.id,
        RevisionComment.resolved_at.is_(None),
        RevisionComment.parent_id.is_(None),
    )
    .correlate(Revision)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which texts to list: words of title or organisation, a state, who has claimed them, what they wait for, and
    whether only those whose answer is late; empty for all."""

    words: str = ""
    state: str = ""
    claimed: str = ""
    """A number of a user, or nobody."""
    needs: str = ""
    late: bool = False
    order: str = "oldest"

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a text has to meet, whatever its state."""
        wanted: list[ColumnElement[bool]] = []
        for word in self.words.split()[:10]:
            called = (Revision.title, Organisation.name)
            wanted.append(or_(*(column.icontains(word, autoescape=True) for column in called)))
        if self.claimed:
            nobody = self.claimed == NOBODY
            wanted.append(Revision.claimed_by_id.is_(None) if nobody else Revision.claimed_by_id == int(self.claimed))
        if self.needs:
            wanted.append(_NEEDS[self.needs])
        if self.late:
            wanted.append(is_late())
        return wanted

    def with_state(self) -> list[ColumnElement[bool]]:
        """The same with the state."""
        return [*self.conditions(), Revision.state.in_((self.state,) if self.state else AT_THE_DESK)]

    @property
    def chooses(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words or self.state or self.claimed or self.needs or self.late)


_NEEDS: Mapping[str, ColumnElement[bool]] = {
    "claim": Revision.state == "submitted",
    "content": and_(Revision.state == "in_review", Revision.content_signed_by_id.is_(None)),
    "identity": and_(Revision.state == "in_review", Revision.identity_signed_by_id.is_(None)),
    "publication": and_(
        Revision.state == "in_review",
        Revision.content_signed_by_id.is_not(None),
        Revision.identity_signed_by_id.is_not(None),
    ),
}


def is_late() -> ColumnElement[bool]:
    """Whether the answer that was promised is late: the last day of the promise is over."""
    return and_(_since < late_before(option("answer_days")), Revision.state != "scheduled")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A text in the queue."""

    id: int
    title: str
    created_at: datetime
    state: str
    state_since: datetime
    submitted_at: datetime
    organisation: str
    """Its name, which the public may not know; empty where it has none."""
    named: bool
    claimed_by_id: int | None
    claimed_by: str
    content_signed_by: str
    identity_signed_by: str
    """Names of who signed; empty where nobody did."""
    scheduled_for: datetime | None
    has_live: bool
    """Whether another text of the lesson is public."""
    submission: int
    """How many times it was submitted."""
    seen: int
    """Number of the submission that whoever asks saw last before the newest; 0 where there is none."""
    answered: int
    to_open: int
    points_at_one_child: bool
    """What the identity check found in it when it was submitted."""
    comments: int
    """How many comments are not dealt with."""
    claimable: bool
    publishable: bool
    """What whoever asks may do with it."""


def queue_rows(who: Actor, chosen: QueueFilter, page: int) -> Page[QueueRow]:
    """A page of the queue; as many statements however long it is."""
    conditions = chosen.with_state()
    total = session.scalar(_queue(func.count(Revision.id)).where(*conditions)) or 0
    order = ORDERS[chosen.order][1]
    return page_of(page, total, lambda offset, limit: _rows(who, conditions, order, offset, limit))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many texts are at the desk."""

    by_state: Mapping[str, int]
    mine: int
    """Claimed by whoever asks."""
    late: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_state.values())


def counts(who: Actor) -> Counts:
    """How many texts are in each state, are with whoever asks, and have a late answer; one statement."""
    number = func.count(Revision.id)
    mine = func.count(case((Revision.claimed_by_id == who.user_id, Revision.id)))
    late = func.count(case((is_late(), Revision.id)))
    counted = _queue(Revision.state, number, mine, late).where(Revision.state.in_(AT_THE_DESK))
    rows = session.execute(counted.group_by(Revision.state)).all()
    return Counts({state: each for state, each, *_ in rows}, sum(row[2] for row in rows), sum(row[3] for row in rows))


def claimants() -> Sequence[tuple[int, str]]:
    """Number and name of everybody who has a text at the desk, by name."""
    found = select(User.id, User.name).join(Revision, Revision.claimed_by_id == User.id)
    found = found.where(Revision.state.in_(AT_THE_DESK)).distinct().order_by(User.name, User.id)
    return [(number, name) for number, name in session.execute(found)]


def next_in_line(who: Actor) -> Revision | None:
    """The text that waits longest of those that somebody may claim; None where there is none."""
    claimable = reach.revisions(who, Permission.REVISION_CLAIM).order_by(_since, Revision.id)
    return session.scalars(claimable.limit(1)).first()


def _queue(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Revision)
        .join(Lesson, Revision.lesson_id == Lesson.id)
        .outerjoin(Organisation, Organisation.id == Lesson.organisation_id)
    )


def _rows(
    who: Actor, conditions: Sequence[ColumnElement[bool]], order: Sequence[Any], offset: int, limit: int
) -> Sequence[QueueRow]:
    newest, before = aliased(Submission), aliased(Submission)
    seen = (
        select(func.max(before.number))
        .join(Sight, Sight.submission_id == before.id)
        .where(before.revision_id == Revision.id, before.number < newest.number, Sight.user_id == who.user_id)
        .correlate(Revision, newest)
        .scalar_subquery()
    )
    found = (
        _queue(*_columns(newest, seen), *_allowed(who))
        .outerjoin(_Claimed, _Claimed.id == Revision.claimed_by_id)
        .outerjoin(_Content, _Content.id == Revision.content_signed_by_id)
        .outerjoin(_Identity, _Identity.id == Revision.identity_signed_by_id)
        .outerjoin(newest, and_(newest.revision_id == Revision.id, newest.number == _newest))
    )
    return [
        QueueRow(*row) for row in session.execute(found.where(*conditions).order_by(*order).offset(offset).limit(limit))
    ]


def _allowed(who: Actor) -> Sequence[Any]:
    """Whether somebody may claim the text of a row, and publish it."""
    permissions = Permission.REVISION_CLAIM, Permission.REVISION_PUBLISH
    return [case((policy.reach(who, each, reach.RevisionColumns()), True), else_=False) for each in permissions]


def _columns(newest: Any, seen: Any) -> tuple[Any, ...]:
    """Those of a row, in the order of its fields."""
    return (
        Revision.id,
        Revision.title,
        Revision.created_at,
        Revision.state,
        Revision.state_since,
        _since,
        func.coalesce(Organisation.name, ""),
        Lesson.organisation_named,
        Revision.claimed_by_id,
        func.coalesce(_Claimed.name, ""),
        func.coalesce(_Content.name, ""),
        func.coalesce(_Identity.name, ""),
        Revision.scheduled_for,
        Lesson.live_revision_id.is_not(None),
        func.coalesce(newest.number, 1),
        func.coalesce(seen, 0),
        func.coalesce(newest.answered, 0),
        func.coalesce(newest.to_open, 0),
        func.coalesce(newest.points_at_one_child, False),
        _comments,
    )
