"""The lessons of an organisation as its writers see them: where each stands, who has it, what waits for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload

from kb.access.actors import Actor
from kb.access.policy import AT_THE_DESK, DRAFTS, ON_THEIR_WAY
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core.db import session, utc_now
from kb.core.paging import SIZE, Page, page_of
from kb.editorial.models import SavedText
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep
from kb.members.queries.members import WRITERS

SHOWN = (*ON_THEIR_WAY, "published", "hidden", "archived", "discarded")
"""States of texts that the workspace lists, in the order in which it offers them as filters."""
UNTOUCHED = timedelta(days=30)
"""After so long it is said of a draft that nobody goes on with it."""
NOBODY = "nobody"
"""Stands for the holder of lessons that nobody has in hand."""

_comments = (
    select(func.count(RevisionComment.id))
    .where(
        RevisionComment.revision_id == Revision.id,
        RevisionComment.resolved_at.is_(None),
        RevisionComment.told_at.is_not(None),
        RevisionComment.parent_id.is_(None),
    )
    .scalar_subquery()
)
_reason = (
    select(RevisionStep.reason)
    .where(RevisionStep.revision_id == Revision.id, RevisionStep.step.in_(("hide", "archive")))
    .order_by(RevisionStep.id.desc())
    .limit(1)
    .scalar_subquery()
)
_saved = select(func.max(SavedText.saved_at)).where(SavedText.revision_id == Revision.id).scalar_subquery()
_changed = case((_saved > Revision.state_since, _saved), else_=Revision.state_since)
"""When somebody typed something into it, or it came into its state."""
ORDERS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "changed": ("Changed last", (_changed.desc(), Revision.id.desc())),
    "waiting": (
        "Longest with the editors",
        (Revision.state.in_(AT_THE_DESK).desc(), Revision.submitted_at, Revision.id),
    ),
    "title": ("Title", (func.lower(Revision.title), Revision.id)),
}
"""Words and columns of each order of the list."""


@dataclass(frozen=True, slots=True)
class WorkspaceFilter:
    """Which lessons to list: words of the title, a state, who has them (a number, or nobody); empty for all."""

    words: str = ""
    state: str = ""
    holder: str = ""
    order: str = "changed"

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a text has to meet, whatever its state."""
        wanted = [Revision.title.icontains(word, autoescape=True) for word in self.words.split()[:10]]
        if self.holder:
            who = Lesson.holder_id.is_(None) if self.holder == NOBODY else Lesson.holder_id == int(self.holder)
            wanted += [Revision.state.in_(ON_THEIR_WAY), who]
        return wanted

    def with_state(self) -> list[ColumnElement[bool]]:
        """The same with the state. What was discarded is listed only where it is asked for."""
        states = (self.state,) if self.state else tuple(state for state in SHOWN if state != "discarded")
        return [*self.conditions(), Revision.state.in_(states)]

    @property
    def chooses(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words or self.state or self.holder)


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """A lesson in the list."""

    id: int
    """Of the text that is listed: of a published lesson that is being changed both texts are."""
    title: str
    state: str
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    """When it was submitted, where it is with the editors."""
    lead_asked: bool
    comments: int
    """How many things that the editors said are not dealt with."""
    holder_id: int | None
    holder: str
    """Name of who has it in hand; empty where nobody has."""
    slug: str | None
    published_on: date | None
    reason: str
    """Why the editorial team has hidden or archived it; empty for others."""


def workspace_rows(organisation: Organisation, chosen: WorkspaceFilter, page: int) -> Page[WorkspaceRow]:
    """A page of the lessons of an organisation."""
    conditions = chosen.with_state()
    total = session.scalar(_of(organisation, func.count(Revision.id)).where(*conditions)) or 0
    order = ORDERS[chosen.order][1]
    return page_of(page, total, lambda offset, limit: _rows(organisation, conditions, order, offset, limit))


def numbers_by_state(organisation: Organisation, chosen: WorkspaceFilter) -> Mapping[str, int]:
    """How many lessons of an organisation are in each state, of those that the rest of the filter leaves."""
    counted = _of(organisation, Revision.state, func.count(Revision.id)).where(*chosen.conditions())
    return {state: number for state, number in session.execute(counted.group_by(Revision.state))}


def waiting_for_us(organisation: Organisation, *, leads: bool) -> Page[WorkspaceRow]:
    """What waits for the writers of an organisation, the oldest first: as much as fits on a page, and how much it is.

    `leads`: whether what waits for its lead is meant, too.
    """
    conditions = [waits(leads=leads, agrees=organisation.lead_agrees_first)]
    total = session.scalar(_of(organisation, func.count(Revision.id)).where(*conditions)) or 0
    return Page(_rows(organisation, conditions, (_changed, Revision.id), 0, SIZE), total)


def waits(*, leads: bool, agrees: bool) -> ColumnElement[bool]:
    """Whether a text waits for its writers: it was returned, nobody has it, nobody goes on with it, or the lead was
    asked (`leads`), where the lead agrees first (`agrees`)."""
    asked = and_(Revision.lead_asked_at.is_not(None), Revision.state.in_(DRAFTS)) if agrees else None
    theirs = and_(
        Revision.state.in_(DRAFTS),
        or_(Revision.state == "returned", Lesson.holder_id.is_(None), _changed < utc_now() - UNTOUCHED),
    )
    if asked is None:
        return theirs
    return or_(theirs, asked) if leads else and_(theirs, ~asked)


def _of(organisation: Organisation, *columns: Any) -> Select[Any]:
    own = Revision.lesson_id == Lesson.id
    return select(*columns).select_from(Revision).join(Lesson, own).where(Lesson.organisation_id == organisation.id)


def _rows(
    organisation: Organisation,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[Any],
    offset: int,
    limit: int,
) -> Sequence[WorkspaceRow]:
    since_submission = func.coalesce(Revision.submitted_at, Revision.state_since)
    columns = (
        Revision.id,
        Revision.title,
        Revision.state,
        Revision.created_at,
        _changed,
        case((Revision.state.in_(AT_THE_DESK), since_submission)),
        Revision.lead_asked_at.is_not(None),
        _comments,
        User.id,
        func.coalesce(User.name, ""),
        Lesson.slug,
        Lesson.first_published_on,
        case((Revision.state.in_(("hidden", "archived")), func.coalesce(_reason, "")), else_=""),
    )
    has_it = and_(Lesson.holder_id == User.id, Revision.state.in_(ON_THEIR_WAY))
    found = _of(organisation, *columns).outerjoin(User, has_it).where(*conditions)
    return [WorkspaceRow(*row) for row in session.execute(found.order_by(*order).offset(offset).limit(limit))]


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes for an organisation and can sign in."""

    user_id: int
    name: str
    email: str
    role: str


def writers_of(organisation_id: int | None) -> Sequence[Writer]:
    """Who may have lessons of an organisation in hand: leads first, then contributors, each by name."""
    found = (
        select(User.id, User.name, User.email, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, Membership.role.in_(WRITERS), User.closed_at.is_(None))
        .order_by(Membership.role.desc(), User.name_folded, User.id)
    )
    return [Writer(number, name, email or "", role) for number, name, email, role in session.execute(found)]


def holders_in(organisation: Organisation) -> Sequence[tuple[int, str]]:
    """Number and name of everybody who has a lesson of an organisation in hand, by name."""
    found = (
        select(User.id, User.name)
        .join(Lesson, Lesson.holder_id == User.id)
        .where(Lesson.organisation_id == organisation.id, Lesson.open_revision_id.is_not(None))
        .distinct()
        .order_by(User.name, User.id)
    )
    return [(number, name) for number, name in session.execute(found)]


@dataclass(frozen=True, slots=True)
class Workspace:
    """An organisation for which somebody writes, and how many of its lessons are where."""

    slug: str
    name: str
    drafts: int
    with_editors: int
    published: int


def workspaces_of(who: Actor) -> Sequence[Workspace]:
    """The organisations for which somebody writes, by name; one statement."""

    def number(*states: str) -> ColumnElement[int]:
        return func.count(case((Revision.state.in_(states), Revision.id)))

    found = (
        select(Organisation.slug, Organisation.name, number(*DRAFTS), number(*AT_THE_DESK), number("published"))
        .outerjoin(Lesson, Lesson.organisation_id == Organisation.id)
        .outerjoin(Revision, Revision.lesson_id == Lesson.id)
        .where(Organisation.id.in_(sorted(who.organisations(*WRITERS))))
        .group_by(Organisation.id, Organisation.slug, Organisation.name, Organisation.name_folded)
        .order_by(Organisation.name_folded, Organisation.slug)
    )
    return [Workspace(*row) for row in session.execute(found)]


def comments_on(revision: Revision) -> Sequence[RevisionComment]:
    """What the editors said to the writers of a text, without answers to it, the oldest first."""
    told = (
        RevisionComment.revision_id == revision.id,
        RevisionComment.told_at.is_not(None),
        RevisionComment.parent_id.is_(None),
    )
    said = select(RevisionComment).where(*told).order_by(RevisionComment.id)
    return session.scalars(said.options(joinedload(RevisionComment.written_by))).all()


def changed_since(revision: Revision, moment: datetime | None) -> bool:
    """Whether a text was typed into it after this moment."""
    later = exists().where(SavedText.revision_id == revision.id, SavedText.saved_at > moment)
    return bool(session.scalar(select(later)))


def person_named(user_id: int | None) -> str:
    """Name of a user; words for somebody who has left."""
    found = session.scalar(select(User.name).where(User.id == user_id)) if user_id is not None else ""
    return found or "Somebody who has left"
