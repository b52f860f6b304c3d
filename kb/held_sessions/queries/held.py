"""Reads of the sessions that were held with a pack, and of their answers as counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import selectinload

from kb.core.clock import today
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.held_sessions.models import POINTS, HeldAnswer, HeldAttendance, HeldSession
from kb.packs.models import Pack

ASK_AFTER, ASK_UNTIL, WRITE_AFTER = 42, 84, 56
"""Days after a session: the follow-up form is given between the first two, and the owner is written to on the third."""


@dataclass(frozen=True, slots=True)
class Given:
    """Answers to a question of one session at one point in time: the parts that results are put together from."""

    held_id: int
    point: str
    position: int
    question: str
    kind: str
    of_manager: bool
    counts: tuple[int, ...]

    @property
    def number(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class InShort:
    """What was held with a pack, in a line."""

    sessions: int
    people: int
    due: Sequence[HeldSession]
    """Sessions that are to be followed up now, those held first before others."""


@dataclass(frozen=True, slots=True)
class TimeToAsk:
    """When the follow-up form of a session is given."""

    first: date
    last: date
    told: date | None
    """When the owner of the pack is written to about it; None where that is over."""


def held_sessions(pack: Pack, number: int) -> Page[HeldSession]:
    """A page of the sessions held with a pack, the newest first."""
    of_pack = HeldSession.pack_id == pack.id
    total = session.scalar(select(func.count()).select_from(HeldSession).where(of_pack)) or 0
    wanted = select(HeldSession).where(of_pack).order_by(HeldSession.held_on.desc(), HeldSession.id.desc())
    shown = wanted.options(selectinload(HeldSession.attendance))
    return page_of(number, total, lambda offset, limit: session.scalars(shown.offset(offset).limit(limit)).all())


def held_of(pack: Pack, number: int) -> HeldSession:
    """The session of this number that was held with a pack. Raises NotFound."""
    wanted = select(HeldSession).where(HeldSession.id == number, HeldSession.pack_id == pack.id)
    found = session.scalar(wanted.options(selectinload(HeldSession.attendance), selectinload(HeldSession.answers)))
    if found is None:
        raise NotFound
    return found


def given_in(pack: Pack) -> list[Given]:
    """All answers of all sessions held with a pack, in the order in which questions are asked."""
    wanted = select(HeldAnswer).join(HeldSession, HeldSession.id == HeldAnswer.held_session_id)
    found = session.scalars(wanted.where(HeldSession.pack_id == pack.id).order_by(HeldSession.held_on.desc()))
    return as_given(found.all())


def as_given(answers: Iterable[HeldAnswer]) -> list[Given]:
    """These answers as results are made from them, in the order in which questions are asked."""
    found = [
        Given(each.held_session_id, each.point, each.position, each.question, each.kind, each.of_manager, each.counts)
        for each in answers
    ]
    return sorted(found, key=lambda each: (POINTS.index(each.point), each.position))


def people_in(pack: Pack) -> Mapping[int, int]:
    """How many people took part, by session."""
    wanted = (
        select(HeldSession.id, func.coalesce(func.sum(HeldAttendance.number), 0))
        .outerjoin(HeldAttendance, HeldAttendance.held_session_id == HeldSession.id)
        .where(HeldSession.pack_id == pack.id)
        .group_by(HeldSession.id)
    )
    return {number: people for number, people in session.execute(wanted)}


def attended_in(pack: Pack) -> Sequence[tuple[str, int]]:
    """How many people of each agency took part in the sessions of a pack, most first."""
    number = func.sum(HeldAttendance.number)
    wanted = (
        select(HeldAttendance.agency_key, number)
        .join(HeldSession, HeldSession.id == HeldAttendance.held_session_id)
        .where(HeldSession.pack_id == pack.id)
        .group_by(HeldAttendance.agency_key)
        .order_by(number.desc(), HeldAttendance.agency_key)
    )
    return [(key, people) for key, people in session.execute(wanted)]


def is_noted(pack: Pack, held_on: date, note: str, people: Mapping[str, int]) -> bool:
    """Whether a session on this day, with this note and these people, is there already. `people`: by the agency's key.

    Whoever presses a button twice, or comes back to a page, notes it once.
    """
    wanted = select(HeldSession).where(
        HeldSession.pack_id == pack.id, HeldSession.held_on == held_on, HeldSession.note == note
    )
    found = session.scalars(wanted.options(selectinload(HeldSession.attendance)))
    return any({each.agency_key: each.number for each in one.attendance} == people for one in found)


def each_held(pack: Pack) -> Sequence[HeldSession]:
    """All sessions held with a pack, the newest first, for files of them."""
    wanted = select(HeldSession).where(HeldSession.pack_id == pack.id).options(selectinload(HeldSession.attendance))
    return session.scalars(wanted.order_by(HeldSession.held_on.desc(), HeldSession.id.desc())).all()


def in_short(pack: Pack) -> InShort:
    """What was held with a pack, for its page."""
    people = people_in(pack)
    if not people:
        return InShort(0, 0, ())
    due = select(HeldSession).where(HeldSession.pack_id == pack.id, *_to_follow_up(today(), ASK_AFTER))
    return InShort(len(people), sum(people.values()), session.scalars(due.order_by(HeldSession.held_on)).all())


def to_write_about() -> Sequence[int]:
    """Numbers of sessions whose follow-up the owner of the pack is to be told of, and was not told of yet."""
    wanted = select(HeldSession.id).where(HeldSession.reminded_at.is_(None), *_to_follow_up(today(), WRITE_AFTER))
    return session.scalars(wanted.order_by(HeldSession.id)).all()


def time_to_ask(held: HeldSession, points: Iterable[str], day: date) -> TimeToAsk | None:
    """When the follow-up form is given; None once there are answers to it, and when it is too late."""
    first, told, last = (held.held_on + timedelta(days=days) for days in (ASK_AFTER, WRITE_AFTER, ASK_UNTIL))
    if "follow-up" in points or day > last:
        return None
    return TimeToAsk(first, last, told if day < told and held.reminded_at is None else None)


def is_to_follow_up(held: HeldSession, points: Iterable[str], day: date) -> bool:
    """Whether it is time for the follow-up form; `points` are those at which there are answers."""
    return ASK_AFTER <= (day - held.held_on).days <= ASK_UNTIL and "follow-up" not in points


def _to_follow_up(day: date, after: int) -> tuple[ColumnElement[bool], ...]:
    """That a session was so many days ago, and no follow-up form has come back."""
    answered = exists().where(HeldAnswer.held_session_id == HeldSession.id, HeldAnswer.point == "follow-up")
    first, last = day - timedelta(days=ASK_UNTIL), day - timedelta(days=after)
    return HeldSession.held_on.between(first, last), ~answered
