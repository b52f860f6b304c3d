"""Removes what stands in no column of words: addresses, free words, exports, messages in the folder, indexes."""

import email
import email.policy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, count
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import OperationalError

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core import db
from kb.core.db import Base, session
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Job
from kb.core.settings import settings
from kb.expunging.fingerprints import EXPUNGED, Words
from kb.lessons.models.lesson import FormerSlug, Lesson, Revision
from kb.lessons.models.parts import RevisionTag
from kb.lessons.models.review import FormerReviewSlug, Review
from kb.lessons.models.vocabulary import Tag
from kb.lessons.queries import elsewhere as addresses
from kb.search import change_log
from kb.search.folder import IndexFolder


class StillRead(Exception):
    """Somebody reads an older state of the database, so its log could not be emptied."""


LONGEST_WAIT = "10s"
"""For a table that somebody holds: everybody else waits behind whoever waits for all of it."""


def lessons_with(words: Words, beside: int | None = None) -> list[int]:
    """Numbers of the lessons in whose address the words are, unless it is their reference, which tells nothing.

    `beside`: the number of a lesson that is left out.
    """
    told = Lesson.slug != func.lower(Lesson.reference)
    rows = session.execute(select(Lesson.id, Lesson.slug).where(Lesson.id.is_distinct_from(beside), told))
    return [number for number, slug in rows if words.spans(slug or "")]


def former_addresses_with(words: Words, beside: int | None = None) -> list[str]:
    """Earlier addresses of lessons in which the words are, likewise."""
    wanted = select(FormerSlug.slug).where(FormerSlug.lesson_id.is_distinct_from(beside))
    return [slug for slug in session.scalars(wanted) if words.spans(slug)]


@use_case(Permission.UPKEEP, where_done=True)
def remove_from_addresses(_who: Actor, _nothing: None, *, numbers: Sequence[int]) -> int:
    """Give these lessons their reference as address."""
    for number in numbers:
        lesson = session.get_one(Lesson, number)
        lesson.slug = (lesson.reference or "").lower()
    return len(numbers)


@use_case(Permission.UPKEEP, where_done=True)
def remove_former_addresses(_who: Actor, _nothing: None, *, slugs: Sequence[str]) -> int:
    """Have these earlier addresses of lessons and reviews lead nowhere."""
    for model in (FormerSlug, FormerReviewSlug):
        session.execute(delete(model).where(model.slug.in_(slugs)))
    return len(slugs)


def addresses_of(number: int) -> set[str]:
    """The addresses of a lesson that tell what it is about."""
    lesson = session.get_one(Lesson, number)
    former = session.scalars(select(FormerSlug.slug).where(FormerSlug.lesson_id == number))
    told = {slug for slug in former if not slug.startswith(addresses.GONE)}
    return told | ({lesson.slug} if lesson.slug not in (None, _plain_address(lesson)) else set())


@use_case(Permission.UPKEEP, where_done=True)
def remove_addresses_of(_who: Actor, lesson: Lesson) -> int:
    """Give a lesson its reference as address; of others, that told what it was about, a digest is kept. Returns how
    many these were."""
    told = addresses_of(lesson.id)
    if lesson.slug is not None:
        lesson.slug = _plain_address(lesson)
    former = session.scalars(select(FormerSlug).where(FormerSlug.lesson_id == lesson.id)).all()
    for each in former:
        if each.slug in told:
            session.delete(each)
    kept = {each.slug for each in former} - told
    session.add_all(
        FormerSlug(slug=slug, lesson_id=lesson.id) for slug in {addresses.gone_address(each) for each in told} - kept
    )
    session.flush()
    return len(told)


def _plain_address(lesson: Lesson) -> str:
    return (lesson.reference or "").lower()


def reviews_with(words: Words) -> list[int]:
    """Numbers of the reviews in whose address the words are, unless it is one that is made of their number alone."""
    rows = session.execute(select(Review.id, Review.slug))
    return [number for number, slug in rows if words.spans(slug) and not _is_of_number(slug, number)]


def former_reviews_with(words: Words) -> list[str]:
    """Earlier addresses of reviews in which the words are."""
    return [slug for slug in session.scalars(select(FormerReviewSlug.slug)) if words.spans(slug)]


@use_case(Permission.UPKEEP, where_done=True)
def remove_from_reviews(_who: Actor, _nothing: None, *, numbers: Sequence[int]) -> int:
    """Give these reviews their number as address."""
    for number in numbers:
        session.get_one(Review, number).slug = _free_address(number)
        session.flush()
    forget_imported(set(session.scalars(select(Revision.lesson_id).where(Revision.review_id.in_(numbers)))))
    return len(numbers)


def _free_address(number: int) -> str:
    """An address of a review that tells no more than its number, and that is and was none of another one."""
    plain = _plain_address_of_review(number)
    like = f"{plain}%"
    taken = set(session.scalars(select(Review.slug).where(Review.slug.like(like), Review.id != number)))
    taken |= set(session.scalars(select(FormerReviewSlug.slug).where(FormerReviewSlug.slug.like(like))))
    return next(each for each in chain([plain], (f"{plain}-{again}" for again in count(2))) if each not in taken)


def _is_of_number(slug: str, number: int) -> bool:
    return re.fullmatch(rf"{_plain_address_of_review(number)}(-\d{{1,2}})?", slug) is not None


def _plain_address_of_review(number: int) -> str:
    return f"review-{number}"


def tags_with(words: Words) -> list[int]:
    """Numbers of the free words that have them."""
    return [number for number, label in session.execute(select(Tag.id, Tag.label)) if words.spans(label)]


@use_case(Permission.UPKEEP, where_done=True)
def remove_tags(_who: Actor, _nothing: None, *, numbers: Sequence[int]) -> int:
    """Take out these free words."""
    texts = select(RevisionTag.revision_id).where(RevisionTag.tag_id.in_(numbers))
    forget_imported(set(session.scalars(select(Revision.lesson_id).where(Revision.id.in_(texts)))))
    session.execute(delete(RevisionTag).where(RevisionTag.tag_id.in_(numbers)))
    session.execute(delete(Tag).where(Tag.id.in_(numbers)))
    return len(numbers)


def headings_with(words: Words) -> list[str]:
    """Headings of imported tables in which the words are."""
    headings = Base.metadata.tables["import_column"].c.heading
    return [each for each in session.scalars(select(headings).distinct()) if words.spans(each)]


@use_case(Permission.UPKEEP, where_done=True)
def remove_headings(_who: Actor, _nothing: None, *, headings: Sequence[str]) -> int:
    """Forget what these headings of imported tables mean."""
    table = Base.metadata.tables["import_column"]
    session.execute(delete(table).where(table.c.heading.in_(headings)))
    return len(headings)


def references_with(words: Words, beside: int | None = None) -> list[str]:
    """References that organisations gave to imported lessons in which the words are."""
    table = Base.metadata.tables["imported_lesson"]
    others = table.c.lesson_id.is_distinct_from(beside)
    wanted = select(table.c.reference).where(table.c.reference.is_not(None), others).distinct()
    return [each for each in session.scalars(wanted) if words.spans(each)]


@use_case(Permission.UPKEEP, where_done=True)
def remove_references(_who: Actor, _nothing: None, *, references: Sequence[str]) -> int:
    """Forget these references of imported lessons."""
    table = Base.metadata.tables["imported_lesson"]
    session.execute(update(table).where(table.c.reference.in_(references)).values(reference=None))
    return len(references)


def forget_imported(lessons: Collection[int]) -> None:
    """Forget the digests by which imports know what they wrote into these lessons: they would let somebody who has a
    guess make sure of it. The next import takes what stands there for written by hand, and leaves it."""
    known, rows = (Base.metadata.tables[name] for name in ("imported_lesson", "import_row"))
    session.execute(update(known).where(known.c.lesson_id.in_(lessons)).values(written={}))
    wanted = select(rows.c.import_id, rows.c.position, rows.c.before)
    of_them = wanted.where(rows.c.lesson_id.in_(lessons), rows.c.before.is_not(None))
    for number, position, before in session.execute(of_them.with_for_update()).all():
        of_it = update(rows).where(rows.c.import_id == number, rows.c.position == position)
        session.execute(of_it.values(before=_without_digests(before)))


def _without_digests(before: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft held before a row was written into it, without the digests of what was written."""
    kept = dict(before)
    kept["fields"] = {field: [was, EXPUNGED] for field, (was, _) in before.get("fields", {}).items()}
    if before.get("source"):
        kept["source"] = {**before["source"], "now": EXPUNGED}
    if before.get("imported"):
        kept["imported"] = {**before["imported"], "written": {}}
    return kept if before else {}


@use_case(Permission.UPKEEP, where_done=True)
def remove_outputs(_who: Actor, _nothing: None) -> int:
    """Remove everything that jobs made to be downloaded: whoever needs it has it made anew, without the words."""
    numbers = session.scalars(select(JobOutput.job_id).distinct()).all()
    at_work = Job.id.in_(numbers), Job.finished_at.is_(None)
    session.execute(update(Job).where(*at_work).values(cancel_asked=True))  # what it has read may have the words
    session.execute(delete(JobOutput).where(JobOutput.job_id.in_(numbers)))
    return len(numbers)


def messages_with(words: Words) -> list[Path]:
    """Messages in the folder, where they are kept instead of being sent, that have the words."""
    folder = settings().mail.folder
    paths = sorted(folder.glob("*.eml")) if folder is not None and folder.is_dir() else ()
    return [path for path in paths if any(words.spans(each) for each in _texts_of(path))]


def remove_messages(paths: Sequence[Path]) -> None:
    """Remove these messages from the folder."""
    for path in paths:
        path.unlink(missing_ok=True)


def _texts_of(path: Path) -> Iterator[str]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for value in message.values():
        yield str(value)
    for part in message.walk():
        if part.get_content_maintype() == "text":
            yield str(part.get_content())


@use_case(Permission.UPKEEP)
def have_indexes_built_anew(_who: Actor, _nothing: None) -> None:
    """Every index, on whatever machine, finds that the database does not know it, and is built from what is there."""
    change_log.forget_followers()
    IndexFolder(settings().index_folder).ask_for_rebuild("something was removed for good")  # this one at once


def overwrite_free_space() -> None:
    """Have the database's own files hold nothing any more of what was removed from its rows.

    Raises StillRead where somebody reads an older state of a SQLite file at this moment, or holds a table of PostgreSQL
    for longer than pages can wait behind this: it has to be done again.
    """
    session.rollback()
    if db.engine().dialect.name != "sqlite":
        with db.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"SET lock_timeout = '{LONGEST_WAIT}'"))
            try:
                connection.execute(text("VACUUM (FULL)"))
            except OperationalError as problem:
                raise StillRead from problem
            finally:
                connection.execute(text("RESET lock_timeout"))
        return
    with closing(db.engine().raw_connection()) as raw, closing(raw.cursor()) as cursor:
        cursor.execute("VACUUM")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() or (1,)
        if busy:
            raise StillRead
