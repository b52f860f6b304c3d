"""Removes files for good: their content, and whatever is kept of what they were called and for what they were given."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select, update

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.expunging.fingerprints import EXPUNGED, REMOVED, Words
from kb.expunging.sweeping import forget_digests
from kb.extraction.parts import Refused
from kb.extraction.service import extract
from kb.lessons.files import content, forget
from kb.lessons.frozen import FILES, OF_FILE
from kb.lessons.models.attachment import Attachment, StoredFile
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import Submission

GONE = "This file was removed for good, because of what was in it. Put another one in its place, or take it out."


def files_with(words: Words, report: Callable[[], None] = lambda: None) -> Iterator[int]:
    """Numbers of the stored files in which the words are, hidden or not; each is read in a process of its own."""
    for number in session.scalars(select(StoredFile.id).order_by(StoredFile.id)).all():
        report()
        data = content(number)
        session.rollback()  # reading it takes long: nothing is held open meanwhile
        try:
            read = extract(data, name="file")
        except Refused:
            continue  # it was read when it was sent; an identity reviewer opened what cannot be
        if any(words.spans(part.text) for part in read.parts):
            yield number


@use_case(Permission.UPKEEP, where_done=True)
def remove_file(_who: Actor, _nothing: None, *, number: int) -> int:
    """Remove the content of a stored file, and what is said of it, from every attachment and every kept submission.

    Returns in how many attachments it was.
    """
    digests = session.scalars(select(StoredFile.digest).where(StoredFile.id == number)).all()
    _take_out_of_submissions(digests)
    return _take_out(Attachment.file_id == number)


@use_case(Permission.UPKEEP, where_done=True)
def remove_from_submissions(_who: Actor, _nothing: None, *, digest: str) -> int:
    """Remove what kept submissions say of a file, whether a text still has it or not; returns in how many it was."""
    return _take_out_of_submissions([digest])


def submissions_with(digests: Collection[str]) -> list[int]:
    """Numbers of the kept submissions that name files of these contents."""
    said = cast(Submission.said, String)
    likely = select(Submission).where(or_(*(said.contains(each, autoescape=True) for each in digests)))
    found = session.scalars(likely.order_by(Submission.id)).all() if digests else ()
    return [each.id for each in found if any(file["digest"] in digests for file in each.said.get(FILES, ()))]


def _take_out_of_submissions(digests: Collection[str]) -> int:
    """Title, purpose, name and digest of a file go from there, as from the text; nothing is kept to try a guess on."""
    numbers = submissions_with(digests)
    of_it = select(Submission).where(Submission.id.in_(numbers)).with_for_update()
    for each in session.scalars(of_it.execution_options(populate_existing=True)).all():
        files = [_nothing_of(file) if file["digest"] in digests else file for file in each.said[FILES]]
        each.said, each.digest = {**each.said, FILES: files}, EXPUNGED
    session.flush()
    return len(numbers)


def _nothing_of(file: dict[str, Any]) -> dict[str, Any]:
    said = {name: REMOVED for name in OF_FILE if name != "licence_key"}
    return {**file, **said, "digest": ""}  # as a text says it whose file has no content


def _take_out(which: ColumnElement[bool]) -> int:
    """Take the files out of these attachments; returns out of how many."""
    found = session.execute(select(Attachment.id, Attachment.file_id, Attachment.revision_id).where(which)).all()
    if not found:
        return 0
    gone: dict[str, Any] = {
        "file_id": None,
        "state": "refused",
        "reason": GONE,
        "findings": [],
        "facts": [],
        "title": REMOVED,
        "purpose": REMOVED,
        "file_name": REMOVED,
    }
    session.execute(update(Attachment).where(Attachment.id.in_([row.id for row in found])).values(**gone))
    forget_digests({row.revision_id for row in found})
    session.expire_all()
    for number in sorted({row.file_id for row in found}):
        forget(number)
    return len(found)


@use_case(Permission.UPKEEP, where_done=True)
def remove_files_of(_who: Actor, lesson: Lesson) -> int:
    """Take all files out of a lesson, and return how many; content that another lesson shares stays for that."""
    own = select(Revision.id).where(Revision.lesson_id == lesson.id)
    return _take_out(Attachment.revision_id.in_(own) & Attachment.file_id.is_not(None))


def number_of_files(lesson_id: int) -> int:
    """How many files a lesson has, in all of its texts."""
    own = select(Revision.id).where(Revision.lesson_id == lesson_id)
    wanted = select(func.count()).where(Attachment.revision_id.in_(own), Attachment.file_id.is_not(None))
    return session.scalar(wanted) or 0


def is_beside(number: int, lesson_id: int) -> bool:
    """Whether another lesson has this stored file."""
    own = select(Revision.id).where(Revision.lesson_id == lesson_id)
    wanted = select(Attachment.id).where(Attachment.file_id == number, Attachment.revision_id.not_in(own)).limit(1)
    return session.scalar(wanted) is not None


def files_of_digest(digest: str) -> list[int]:
    """Numbers of the stored files with this content."""
    return list(session.scalars(select(StoredFile.id).where(StoredFile.digest == digest)))
