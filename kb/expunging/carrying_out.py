"""Removes what two people agreed to expunge, from every place; and again, where a copy of the database is restored."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.user import User
from kb.core import versions
from kb.core.db import engine, session, utc_now
from kb.core.jobs import Task, enqueue
from kb.expunging import found, kept_list, lessons, places
from kb.expunging.fingerprints import Words, kept_fingerprint
from kb.expunging.models import Expunge
from kb.expunging.sweeping import Report, all_rows, look, sweep
from kb.expunging.words import QUOTED
from kb.lessons import renderings

CARRY_OUT, LOOK, COMPARE = "expunge.carry_out", "expunge.look", "expunge.compare"
"""Kinds of the jobs: remove, count, and see whether something on the list has to be removed again."""


def carry_out(task: Task) -> None:
    """The job: remove what is agreed. It may be begun several times, and ends only once nothing is found any more."""
    expunge = session.get(Expunge, int(task.key))
    if expunge is None or expunge.agreed_at is None or expunge.done_at is not None:
        return
    remove(expunge, task.report)


def remove(expunge: Expunge, report: Report = lambda _done, _total: None) -> None:
    """Remove it from everywhere, and note that it is done. What is on the list is never off it again."""
    number, kind = expunge.id, expunge.kind
    if kind == "lesson":
        _close_lesson(expunge)
    expunge = session.get_one(Expunge, number)
    kept_list.add(expunge)
    removed = _REMOVE[kind](dict(expunge.fingerprint), report)
    places.remove_outputs(SITE, None)
    places.have_indexes_built_anew(SITE, None)
    forget_words(SITE, session.get_one(Expunge, number), removed=removed)
    places.overwrite_free_space()
    finish(SITE, session.get_one(Expunge, number))


def _remove_words(fingerprint: Mapping[str, Any], report: Report) -> Mapping[str, int]:
    return _replace(kept_fingerprint(fingerprint), report)


def _replace(known: Words, report: Report) -> Mapping[str, int]:
    elsewhere = found.of_words(known, lambda: report(0, None))
    counted = found.until_nothing(lambda: found.together(sweep(known, report), found.remove(elsewhere)))
    renderings.catch_up()
    return counted


def _remove_file(fingerprint: Mapping[str, Any], _report: Report) -> Mapping[str, int]:
    everywhere = found.of_file(str(fingerprint["digest"]))
    return found.until_nothing(lambda: found.remove(everywhere))  # a text may be begun with it meanwhile


def _close_lesson(expunge: Expunge) -> None:
    """Before anything of a lesson goes nobody can add to it any more, and its titles are known."""
    number, known = expunge.id, dict(expunge.fingerprint)
    lesson = lessons.lesson_of(known)
    if lesson is None:
        return
    lessons.close(SITE, lesson)
    more = lessons.with_titles(known, lesson)
    session.rollback()  # so long as nothing is written, nothing is held open either
    if more != known:
        lessons.note_titles(SITE, session.get_one(Expunge, number), known=more)


def _remove_lesson(fingerprint: Mapping[str, Any], report: Report) -> Mapping[str, int]:
    lesson = lessons.lesson_of(fingerprint)
    removed = dict(lessons.empty(lesson.id, report)) if lesson is not None else {}
    titles = lessons.titles_in(fingerprint)
    if titles.each:
        removed |= {f"{QUOTED}{name}": number for name, number in _replace(titles, report).items()}
    return removed


_REMOVE: Mapping[str, Callable[[Mapping[str, Any], Report], Mapping[str, int]]] = {
    "words": _remove_words,
    "file": _remove_file,
    "lesson": _remove_lesson,
}


@use_case(Permission.UPKEEP)
def forget_words(_who: Actor, expunge: Expunge, *, removed: Mapping[str, int]) -> None:
    """Note in how many places it was; the request's own words go now, before the free space is overwritten.

    What was rendered from them is not shown again either, whatever table they stood in.
    """
    counted = dict(expunge.places) if expunge.words is None else {}
    for name, number in removed.items():  # the job may have been begun before
        counted[name] = counted.get(name, 0) + number
    expunge.words, expunge.places = None, counted
    session.flush()
    versions.touch()


@use_case(Permission.UPKEEP)
def finish(_who: Actor, expunge: Expunge) -> None:
    """Note that it is gone from everywhere."""
    expunge.done_at = utc_now()
    session.flush()


def count(task: Task) -> None:
    """The job: say in how many places it is, before somebody agrees."""
    expunge = session.get(Expunge, int(task.key))
    if expunge is None or not expunge.is_open:
        return
    number = expunge.id
    counted = _COUNT[expunge.kind](dict(expunge.fingerprint), task.report)
    note_count(SITE, session.get_one(Expunge, number), counted=counted)


def _count_words(fingerprint: Mapping[str, Any], report: Report) -> Mapping[str, int]:
    return _look_for(kept_fingerprint(fingerprint), report)


def _look_for(known: Words, report: Report, beside: int | None = None) -> Mapping[str, int]:
    among = all_rows if beside is None else lessons.beside_lesson(beside)
    elsewhere = found.of_words(known, lambda: report(0, None), beside)
    return found.together(look(known, report, among=among), found.count(elsewhere))


def _count_file(fingerprint: Mapping[str, Any], _report: Report) -> Mapping[str, int]:
    return found.count(found.of_file(str(fingerprint["digest"])))


def _count_lesson(fingerprint: Mapping[str, Any], report: Report) -> Mapping[str, int]:
    lesson = lessons.lesson_of(fingerprint)
    if lesson is None:
        return {}
    number, titles = lesson.id, lessons.titles_in(lessons.with_titles(fingerprint, lesson))
    quoted = _look_for(titles, report, number) if titles.each else {}
    return {**lessons.counted(number, report), **{f"{QUOTED}{name}": rows for name, rows in quoted.items()}}


_COUNT: Mapping[str, Callable[[Mapping[str, Any], Report], Mapping[str, int]]] = {
    "words": _count_words,
    "file": _count_file,
    "lesson": _count_lesson,
}


@use_case(Permission.UPKEEP)
def note_count(_who: Actor, expunge: Expunge, *, counted: Mapping[str, int]) -> None:
    """Note in how many places it stands."""
    expunge.places, expunge.looked_at = dict(counted), utc_now()
    session.flush()


def compare(_task: Task) -> None:
    """The job: have all removed that is agreed, here or on the list beside the database, and have both say so."""
    enter_missing(SITE, None)
    for each in session.scalars(select(Expunge).where(Expunge.agreed_at.is_not(None))).all():
        kept_list.add(each)
        if each.done_at is None:
            enqueue(CARRY_OUT, str(each.id))


def apply_again() -> int:
    """Remove at once what is agreed and not removed in this database, because that was restored; returns how much.

    For the start of a server, before the first page is answered. Several may start at once: each waits for all of it.
    """
    if not inspect(engine()).has_table(Expunge.__tablename__):
        return 0  # tables from before there was this; they have to be upgraded before anything is served
    enter_missing(SITE, None)
    waiting = select(Expunge.id).where(Expunge.agreed_at.is_not(None), Expunge.done_at.is_(None)).order_by(Expunge.id)
    numbers = session.scalars(waiting).all()
    for number in numbers:
        remove(session.get_one(Expunge, number))
    return len(numbers)


@use_case(Permission.UPKEEP, where_done=True)
def enter_missing(_who: Actor, _nothing: None) -> list[Expunge]:
    """Enter what is on the list and not agreed in the database, which is older than the list; returns that."""
    listed = {each["token"]: each for each in kept_list.entries()}
    there = session.scalars(select(Expunge).where(Expunge.token.in_(sorted(listed)))).all()
    known = {each.token: each for each in there}
    entered = []
    for token, entry in listed.items():
        here = known.get(token)
        if here is None:
            entered.append(_entered(entry))
            continue
        if here.kind == "lesson" and here.done_at is None:  # the copy may know fewer titles
            here.fingerprint = lessons.together(here.fingerprint, entry["fingerprint"])
        if here.agreed_at is None:  # the copy was made before the second of the two agreed
            then = _entered(entry)
            here.agreed_by_id, here.agreed_at, here.dropped_at = then.agreed_by_id, then.agreed_at, None
            entered.append(here)
    session.add_all(entered)
    session.flush()
    return entered


def _entered(entry: Mapping[str, Any]) -> Expunge:
    people = {name: entry[name] for name in ("asked_by", "agreed_by") if entry[name] is not None}
    there = set(session.scalars(select(User.id).where(User.id.in_(people.values()))))  # the copy may be older than they
    return Expunge(
        token=entry["token"],
        kind=entry["kind"],
        fingerprint=entry["fingerprint"],
        asked_as=entry["asked_as"],
        asked_by_id=people.get("asked_by") if people.get("asked_by") in there else None,
        asked_at=datetime.fromisoformat(entry["asked_at"]),
        agreed_by_id=people.get("agreed_by") if people.get("agreed_by") in there else None,
        agreed_at=datetime.fromisoformat(entry["agreed_at"]),
    )
