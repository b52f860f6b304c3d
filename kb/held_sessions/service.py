"""Notes, changes and removes sessions that were held, and takes the answers of their forms in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.clock import today
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.jobs import Handler, Task
from kb.held_sessions import letters
from kb.held_sessions.differences import few_moved, moved_by_few
from kb.held_sessions.limits import MOST_PEOPLE
from kb.held_sessions.models import COLUMNS, HeldAnswer, HeldAttendance, HeldSession
from kb.held_sessions.queries.held import is_noted, to_write_about
from kb.held_sessions.queries.questions import Counted
from kb.packs.holding import hold
from kb.packs.models import Pack

FOLLOW_UP = "held_sessions.follow-up"
"""Kind of the daily job."""
ADD, REPLACE = "add", "replace"
GONE = "Somebody has removed this session meanwhile."
OTHER_QUESTIONS = "The answers that are there are to other questions. Open the page again, and type these in there."
NONE_CAME = "Enter how many people took part, at least at one agency"
NOTED_ALREADY = "A session on this day with these people is noted already. If this is another one, say here which it is"


@dataclass(frozen=True, slots=True)
class Noted:
    """What is said of a session."""

    held_on: date
    format: str
    people: Mapping[str, int]
    """How many took part, by the slug of their agency."""
    note: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """How many gave each answer to the questions of a form."""

    counts: Mapping[Counted, Sequence[int]]
    way: str = ""
    """Whether to `add` them to those that are there, or have them `replace` those."""
    unseen: bool = False
    """Whether nobody else has the results of before."""


@use_case(Permission.PACK_EDIT)
def note(who: Actor, pack: Pack, *, noted: Noted) -> HeldSession:
    """Note that a session was held. Raises Invalid for a day to come, where nobody came, and where it is noted."""
    hold(who, Permission.PACK_EDIT, pack)
    if is_noted(pack, noted.held_on, noted.note, _came(noted)):  # of two who press at once, the second waits until here
        raise Invalid(note=NOTED_ALREADY)
    held = HeldSession(pack_id=pack.id, pack_version=pack.version, noted_by_id=who.user_id)
    _write(held, noted)
    session.add(held)
    session.flush()
    return held


@use_case(Permission.PACK_EDIT)
def change(who: Actor, pack: Pack, *, held: HeldSession, noted: Noted, opened: int) -> None:
    """Change what is said of a session. Raises Conflict where it was removed, Invalid where somebody else has
    changed it since its version `opened`."""
    hold(who, Permission.PACK_EDIT, pack)
    _anew(held)
    if held.version != opened:
        raise Invalid(
            opened="Somebody has changed this session while you were typing. "
            "Look at it in another window, then save again to have it as you typed it"
        )
    _write(held, noted)
    held.version += 1
    session.flush()


@use_case(Permission.PACK_EDIT)
def remove(who: Actor, pack: Pack, *, held: HeldSession) -> None:
    """Remove a session with all answers. Raises Conflict where somebody else has."""
    hold(who, Permission.PACK_EDIT, pack)
    _anew(held)
    session.delete(held)
    session.flush()


@use_case(Permission.PACK_EDIT)
def take_answers(who: Actor, pack: Pack, *, held: HeldSession, point: str, answers: Answers) -> None:
    """Take the answers of forms in. Raises Invalid where it is not said what becomes of answers that are there, where
    there are none or too many together, and where results that others may have would move by few.
    """
    hold(who, Permission.PACK_EDIT, pack)
    _anew(held)
    present = {each.question: each for each in held.answers if each.point == point}
    if present and answers.way not in (ADD, REPLACE):
        raise Invalid(way="Say whether these answers are added to those that are there, or replace them")
    if not any(sum(given) for given in answers.counts.values()):
        raise Invalid(answers="Type in how many gave each answer, at least for one question")
    few = moved_by_few(pack, held, point, answers.counts, add=answers.way == ADD)
    if few and not answers.unseen:
        raise Invalid(unseen=few_moved(few))
    if answers.way != ADD:
        held.answers[:] = [each for each in held.answers if each.point != point]
        session.flush()
        present = {}
    _write_answers(held, point, answers.counts, present)
    session.flush()


@use_case(Permission.PACK_EDIT)
def remove_answers(who: Actor, pack: Pack, *, held: HeldSession, point: str) -> None:
    """Remove the answers of one form."""
    hold(who, Permission.PACK_EDIT, pack)
    _anew(held)
    held.answers[:] = [each for each in held.answers if each.point != point]
    session.flush()


def remind(_task: Task) -> None:
    """Tell owners of packs that it is time for the follow-up form, once for each session; may be repeated."""
    for number in to_write_about():
        tell_owner(SITE, session.get(HeldSession, number))


@use_case(Permission.UPKEEP, where_done=True)
def tell_owner(_who: Actor, held: HeldSession | None) -> bool:
    """Write to the owner of the pack about one session. False where there is nobody, or it was done meanwhile."""
    if held is None:
        return False
    session.execute(select(HeldSession.id).where(HeldSession.id == held.id).with_for_update())
    session.refresh(held)
    if held.reminded_at is not None or not letters.to_follow_up(held):
        return False
    held.reminded_at = utc_now()
    return True


HANDLERS = {
    FOLLOW_UP: Handler(remind, outside=True, about="Tell trainers that it is time for the follow-up form"),
}


def _anew(held: HeldSession) -> None:
    """Read a session again now that its pack is held. Raises Conflict where it is there no more."""
    if session.scalar(select(HeldSession.id).where(HeldSession.id == held.id)) is None:
        raise Conflict(GONE)
    session.refresh(held)


def _write_answers(
    held: HeldSession, point: str, counts: Mapping[Counted, Sequence[int]], present: Mapping[str, HeldAnswer]
) -> None:
    for asked, given in counts.items():
        row = present.get(asked.text)
        if row is None and present:
            raise Conflict(OTHER_QUESTIONS)
        if row is None:
            row = HeldAnswer(
                point=point, position=asked.position, question=asked.text, kind=asked.kind, of_manager=asked.of_manager
            )
            held.answers.append(row)
        for column, number in zip(COLUMNS, given, strict=False):
            together = (getattr(row, column) or 0) + number
            if together > MOST_PEOPLE:
                raise Invalid(
                    answers=f"With those that are there, one answer was given more than {MOST_PEOPLE:,} times"
                )
            setattr(row, column, together)


def _write(held: HeldSession, noted: Noted) -> None:
    if noted.held_on > today():
        raise Invalid(held_on="This day is still to come. Note a session once it was held")
    came = _came(noted)
    if not came:
        raise Invalid(more_number=NONE_CAME)
    held.held_on, held.format, held.note = noted.held_on, noted.format, noted.note
    held.changes_reported = list(noted.changes)
    kept = {each.agency_key: each for each in held.attendance}
    held.attendance[:] = [kept.get(key) or HeldAttendance(agency_key=key) for key in came]
    for each in held.attendance:
        each.number = came[each.agency_key]


def _came(noted: Noted) -> dict[str, int]:
    """How many took part, by the key of their agency."""
    return {f"agencies/{slug}": number for slug, number in noted.people.items() if number}
