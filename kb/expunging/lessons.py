"""All that was ever written in one lesson: by what the lesson is known again, and how it is emptied."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import delete, func, select, update

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import Base, session, utc_now
from kb.core.events import LessonExpunged, LessonWithdrawn, publish
from kb.expunging import files, found, places
from kb.expunging.columns import EMPTIED, WHOLE
from kb.expunging.fingerprints import AnyOf, Everything, fingerprint_of, folded, kept_fingerprint, number_of_words
from kb.expunging.hanging import hanging, rows_beside, rows_of
from kb.expunging.models import Expunge
from kb.expunging.sweeping import Among, Report, look, sweep
from kb.lessons.models.lesson import EXPUNGED, FormerSlug, Lesson, Revision
from kb.lessons.models.step import EXPUNGE, RevisionStep
from kb.lessons.queries.elsewhere import GONE
from kb.lessons.tagging import put_tags

FEWEST_WORDS, FEWEST_SIGNS = 4, 20
"""Of a title that is looked for in other texts: a shorter one stands in too many of them."""
_TITLE_IN = {"revision": "title", "submission": "said", "saved_text": "text", "import_row": "title"}
_OWN_ADDRESS = re.compile(r"lb-\d+")


def known_by(lesson: Lesson) -> dict[str, Any]:
    """By what a lesson is known again. After a restore another one may get its number and its reference: only together
    with the moment in which it was begun is the number its own."""
    return {
        "lesson": lesson.id,
        "created_at": lesson.created_at.isoformat(),
        "reference": lesson.reference,
        "titles": [],
    }


def lesson_of(known: Mapping[str, Any]) -> Lesson | None:
    """The lesson; None where the database, restored from before it was begun, has none or another of that number."""
    found = session.get(Lesson, int(known["lesson"]), populate_existing=True)
    return found if found is not None and found.created_at.isoformat() == known["created_at"] else None


def together(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What two lists know of the same lesson: the titles of both."""
    first = list(one["titles"])
    return {**one, "titles": [*first, *(each for each in other["titles"] if each not in first)]}


def of_lesson(number: int) -> Among:
    """The rows that hang on a lesson."""
    return lambda table: rows_of(table, number)


def beside_lesson(number: int) -> Among:
    """All other rows."""
    return lambda table: rows_beside(table, number)


def titles_in(known: Mapping[str, Any]) -> AnyOf:
    """The titles that are known, to be looked for."""
    return AnyOf([kept_fingerprint(each) for each in known["titles"]])


def with_titles(known: Mapping[str, Any], lesson: Lesson) -> dict[str, Any]:
    """The same with the fingerprints of every title and address that the lesson has or had and that is not yet known.

    A title that another lesson has, too, is left out: there it is no quotation. It takes some 50 milliseconds a title.
    """
    found, titles, own = titles_in(known), list(known["titles"]), set(_titles(lesson.id))
    others = {folded(title) for title in session.scalars(select(Revision.title).where(Revision.lesson_id != lesson.id))}
    shared = {title for title in own if folded(title) in others}
    for said in sorted((own - shared) | set(_addresses(lesson, alone=not shared))):
        if not found.spans(said):
            titles.append(fingerprint_of(said).as_mapping())
            found = titles_in({"titles": titles})
    return {**known, "titles": titles}


def _titles(number: int) -> Iterator[str]:
    for name, column in _TITLE_IN.items():
        table = Base.metadata.tables[name]
        wanted = select(table.c[column]).where(rows_of(table, number))
        if name == "saved_text":
            wanted = wanted.where(table.c.field == "title")
        for value in session.scalars(wanted).all():
            said = " ".join(str(value.get("title", "") if isinstance(value, dict) else value).split())
            if _is_long_enough(said):
                yield said


def _is_long_enough(said: str) -> bool:
    return number_of_words(said) >= FEWEST_WORDS and len(said) >= FEWEST_SIGNS


def _addresses(lesson: Lesson, *, alone: bool) -> Iterator[str]:
    """Its addresses with what stands before them, so that even a short one is found, and in addresses alone.

    `alone`: long ones without that, too, because the trainers' material names lessons so. One with which the address of
    another lesson begins is left out.
    """
    former = session.scalars(select(FormerSlug.slug).where(FormerSlug.lesson_id == lesson.id)).all()
    for slug in (lesson.slug or "", *former):
        if not slug or slug.startswith(GONE) or _OWN_ADDRESS.fullmatch(slug) or _begins_another(lesson.id, slug):
            continue
        yield f"lessons {slug}"
        if alone and _is_long_enough(slug):
            yield slug


def _begins_another(number: int, slug: str) -> bool:
    begins = Lesson.slug.startswith(f"{slug}-", autoescape=True)
    return session.scalar(select(Lesson.id).where(begins, Lesson.id != number).limit(1)) is not None


@use_case(Permission.UPKEEP, where_done=True)
def close(who: Actor, lesson: Lesson) -> int:
    """Have nobody read or change a lesson any more, whatever its state; returns how many texts that changed."""
    texts = _held_texts(lesson)
    still = [each for each in texts if each.state != EXPUNGED]
    for each in still:
        step = {"step": EXPUNGE, "before": each.state, "after": EXPUNGED}
        session.add(RevisionStep(revision_id=each.id, taken_by_id=who.user_id, taken_by_kind=who.kind, **step))
        each.state, each.state_since = EXPUNGED, utc_now()
        each.version += 1
    lesson.open_revision_id = lesson.holder_id = lesson.replaced_by_id = None
    session.flush()
    session.expire(lesson)
    if still:
        publish(LessonWithdrawn(lesson.id))
    publish(LessonExpunged(lesson.id))
    return len(still)


def _held_texts(lesson: Lesson) -> Sequence[Revision]:
    """All texts of a lesson; nobody else begins or changes one before the transaction ends."""
    of_it = select(Revision).where(Revision.lesson_id == lesson.id).order_by(Revision.id).with_for_update()
    while True:  # texts come before their lesson, as everywhere
        texts = session.scalars(of_it.execution_options(populate_existing=True)).all()
        session.refresh(lesson, with_for_update=True)
        there = set(session.scalars(select(Revision.id).where(Revision.lesson_id == lesson.id)))
        if there == {each.id for each in texts}:
            return texts
        # else one was begun after the first statement on PostgreSQL, which the next one sees


@use_case(Permission.UPKEEP)
def note_titles(_who: Actor, expunge: Expunge, *, known: Mapping[str, Any]) -> None:
    """Keep by what titles of the lesson are known again, before they go."""
    expunge.fingerprint = dict(known)
    session.flush()


def counted(number: int, report: Report) -> Mapping[str, int]:
    """How many rows of each kind hold something that hangs on a lesson, as `empty` says it afterwards."""
    return {**look(Everything(), report, among=of_lesson(number)), **found.count(_own_places(number))}


def empty(number: int, report: Report) -> Mapping[str, int]:
    """Remove or blank every row that hangs on a lesson; returns how many of each kind held something."""
    return found.until_nothing(lambda: {**_removed(number), **sweep(Everything(), report, among=of_lesson(number))})


def _removed(number: int) -> Mapping[str, int]:
    gone = found.remove(_own_places(number))
    empty_columns(SITE, session.get_one(Lesson, number))
    return gone


def _own_places(number: int) -> Sequence[found.Place]:
    """What goes as a whole of a lesson."""
    own = (
        found.Place(found.FILES, lambda: range(files.number_of_files(number)), _of(number, files.remove_files_of)),
        found.Place("lesson", lambda: sorted(places.addresses_of(number)), _of(number, places.remove_addresses_of)),
        found.Place("tag", partial(_all, "revision_tag", number), _of(number, remove_tags_of)),
    )
    whole = [each.name for each in reversed(hanging()) if each.name in WHOLE]
    return (*own, *(found.Place(name, partial(_all, name, number), _rows_gone(name, number)) for name in whole))


def _of(number: int, verb: Callable[[Actor, Lesson], object]) -> Callable[[object], object]:
    return lambda _found: verb(SITE, session.get_one(Lesson, number))


def _rows_gone(name: str, number: int) -> Callable[[object], object]:
    return lambda _found: remove_rows(SITE, session.get_one(Lesson, number), table=name)


def _all(name: str, number: int) -> Sequence[int]:
    return range(_rows(name, number))


def _rows(name: str, number: int) -> int:
    table = Base.metadata.tables[name]
    return session.scalar(select(func.count()).select_from(table).where(rows_of(table, number))) or 0


@use_case(Permission.UPKEEP, where_done=True)
def remove_tags_of(_who: Actor, lesson: Lesson) -> int:
    """Take the free words out of all texts of a lesson; those that nothing else has go. Returns how many there were."""
    number = 0
    for revision in session.scalars(select(Revision).where(Revision.lesson_id == lesson.id)).all():
        number += len(revision.tags)
        put_tags(revision, "")
    return number


@use_case(Permission.UPKEEP, where_done=True)
def remove_rows(_who: Actor, lesson: Lesson, *, table: str) -> int:
    """Remove the rows of a table that tell neither who nor when; returns how many there were."""
    rows, of = _rows(table, lesson.id), Base.metadata.tables[table]
    if rows:
        session.execute(delete(of).where(rows_of(of, lesson.id)))
    session.expire_all()
    return rows


@use_case(Permission.UPKEEP, where_done=True)
def empty_columns(_who: Actor, lesson: Lesson) -> int:
    """Take out what was chosen in rows that stay, and return in how many something was."""
    changed = 0
    for name, columns in EMPTIED.items():
        table = Base.metadata.tables[name]
        values: dict[str, Any] = {each: None if table.c[each].nullable else [] for each in columns}
        rows = session.execute(
            select(table.c.id, *(table.c[each] for each in columns)).where(rows_of(table, lesson.id))
        )
        filled = [number for number, *chosen in rows if any(chosen)]
        if filled:
            session.execute(update(table).where(table.c.id.in_(filled)).values(values))
        changed += len(filled)
    session.expire_all()
    return changed
