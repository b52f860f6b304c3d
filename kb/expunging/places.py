"""Removes what stands in no column of words: addresses, free words, exports, messages in the folder, indexes."""

import email
import email.policy
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import OperationalError

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core import db
from kb.core.db import Base, session
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Job
from kb.core.settings import settings
from kb.expunging.fingerprints import Words
from kb.lessons.models.lesson import FormerSlug, Lesson
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


@use_case(Permission.UPKEEP, where_done=True)
def remove_from_addresses(_who: Actor, _nothing: None, *, words: Words) -> int:
    """Give lessons whose address has the words their reference as address; old addresses with them lead nowhere."""
    found = [row for row in session.execute(select(Lesson.id, Lesson.slug)) if words.spans(row.slug or "")]
    for number, _ in found:
        lesson = session.get_one(Lesson, number)
        lesson.slug = (lesson.reference or "").lower()
    former = [slug for slug in session.scalars(select(FormerSlug.slug)) if words.spans(slug)]
    if former:
        session.execute(delete(FormerSlug).where(FormerSlug.slug.in_(former)))
    return len(found) + len(former) + _remove_from_reviews(words)


@use_case(Permission.UPKEEP, where_done=True)
def remove_addresses_of(_who: Actor, lesson: Lesson) -> int:
    """Give a lesson its reference as address; of others, that told what it was about, a digest is kept. Returns how
    many these were."""
    former = session.scalars(select(FormerSlug).where(FormerSlug.lesson_id == lesson.id)).all()
    told = {each.slug for each in former if not each.slug.startswith(addresses.GONE)}
    now = (lesson.reference or "").lower()
    if lesson.slug is not None and lesson.slug != now:
        told.add(lesson.slug)
        lesson.slug = now
    for each in former:
        if each.slug in told:
            session.delete(each)
    kept = {each.slug for each in former} - told
    session.add_all(
        FormerSlug(slug=slug, lesson_id=lesson.id) for slug in {addresses.gone_address(each) for each in told} - kept
    )
    session.flush()
    return len(told)


def _remove_from_reviews(words: Words) -> int:
    found = [row for row in session.execute(select(Review.id, Review.slug)) if words.spans(row.slug)]
    for number, _ in found:
        session.get_one(Review, number).slug = f"review-{number}"
    former = [slug for slug in session.scalars(select(FormerReviewSlug.slug)) if words.spans(slug)]
    if former:
        session.execute(delete(FormerReviewSlug).where(FormerReviewSlug.slug.in_(former)))
    return len(found) + len(former)


def elsewhere(words: Words) -> Mapping[str, int]:
    """In how many addresses and free words the words are, changing nothing."""
    columns = (Lesson.slug, FormerSlug.slug, Review.slug, FormerReviewSlug.slug)
    counted = {
        "lesson": sum(bool(words.spans(slug or "")) for each in columns for slug in session.scalars(select(each))),
        "tag": sum(bool(words.spans(label)) for label in session.scalars(select(Tag.label))),
    }
    return {name: number for name, number in counted.items() if number}


@use_case(Permission.UPKEEP, where_done=True)
def remove_tags(_who: Actor, _nothing: None, *, words: Words) -> int:
    """Take out free words that have them."""
    found = [row.id for row in session.execute(select(Tag.id, Tag.label)) if words.spans(row.label)]
    if found:
        session.execute(delete(RevisionTag).where(RevisionTag.tag_id.in_(found)))
        session.execute(delete(Tag).where(Tag.id.in_(found)))
    return len(found)


@use_case(Permission.UPKEEP, where_done=True)
def remove_from_imports(_who: Actor, _nothing: None, *, words: Words) -> int:
    """Forget headings of imported tables, and references of imported lessons, that have the words."""
    headings, lessons = (Base.metadata.tables[name] for name in ("import_column", "imported_lesson"))
    found = [each for each in session.scalars(select(headings.c.heading).distinct()) if words.spans(each)]
    if found:
        session.execute(delete(headings).where(headings.c.heading.in_(found)))
    references = select(lessons.c.reference).where(lessons.c.reference.is_not(None)).distinct()
    named = [each for each in session.scalars(references) if words.spans(each)]
    if named:
        session.execute(update(lessons).where(lessons.c.reference.in_(named)).values(reference=None))
    return len(found) + len(named)


@use_case(Permission.UPKEEP, where_done=True)
def remove_outputs(_who: Actor, _nothing: None) -> int:
    """Remove everything that jobs made to be downloaded: whoever needs it has it made anew, without the words."""
    numbers = session.scalars(select(JobOutput.job_id).distinct()).all()
    at_work = Job.id.in_(numbers), Job.finished_at.is_(None)
    session.execute(update(Job).where(*at_work).values(cancel_asked=True))  # what it has read may have the words
    session.execute(delete(JobOutput).where(JobOutput.job_id.in_(numbers)))
    return len(numbers)


def remove_messages(words: Words) -> int:
    """Remove messages in the folder, where they are kept instead of being sent, that have the words."""
    folder, removed = settings().mail.folder, 0
    for path in sorted(folder.glob("*.eml")) if folder is not None and folder.is_dir() else ():
        if any(words.spans(each) for each in _texts_of(path)):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


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
