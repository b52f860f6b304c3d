"""Files that boards share with lessons: what may be shared, how it is stored, and how it comes back."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import delete, exists, func, select

from kb.core.characters import one_line
from kb.core.db import session
from kb.core.pieces import contents
from kb.extraction.parts import MIB, REASONS, Limits, Refused
from kb.extraction.service import extract
from kb.lessons.models.attachment import KINDS, Attachment, StoredFile, StoredPiece
from kb.lessons.models.lesson import Lesson, Revision

MOST_FILES = 10
"""Files that one lesson may have."""
LARGEST = 20 * MIB
"""Bytes of one file."""
PIECE = MIB // 4
"""Bytes that are read from the database, and sent, at once."""
LONGEST_NAME = 100
"""Characters of a file name, with its ending."""
ENDINGS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".csv", ".png", ".jpg", ".jpeg")
"""Endings of names that browsers offer."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "csv": "text/csv; charset=utf-8",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
"""Media types with which they are sent."""
TOO_LARGE = f"The file is larger than {LARGEST // MIB} MB. Make its pictures smaller, or split it, and choose that."
OTHER_KIND = (
    "Files of this kind cannot be shared. Save it as PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), "
    "OpenDocument text (.odt) or CSV, a picture as PNG or JPEG, and choose that."
)
_PLAIN_TEXT = "This is plain text, which cannot be shared as a file. Save it as PDF, Word or OpenDocument text."
_FOR_NO_SYSTEM = re.compile(r'[<>:"|?*\x7f]')
"""Signs that some systems take in no file name."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that can be shared: it was opened once, in a process that may do little else."""

    data: bytes
    kind: str
    name: str
    """As it will be shown."""


def received(data: bytes, name: str, limits: Limits) -> Received:
    """A file as somebody sent it. Raises `Refused` with words for whoever sent it where it cannot be shared.

    It takes seconds, so it comes before the transaction that stores the file.
    """
    if len(data) > LARGEST:
        raise Refused("too-large", TOO_LARGE)
    shown = safe_name(name)
    try:
        kind = extract(data, name=shown, limits=limits).kind.value
    except Refused as refused:
        raise Refused(refused.reason, OTHER_KIND if refused.says == REASONS["wrong-type"] else refused.says) from None
    if kind not in KINDS:
        raise Refused("wrong-type", _PLAIN_TEXT)
    return Received(data, kind, shown if PurePosixPath(shown).suffix else f"{shown}.{kind}")


def safe_name(name: str) -> str:
    """A file name on one line, without folders and without signs that are not seen or that systems refuse."""
    base = one_line(_FOR_NO_SYSTEM.sub(" ", name.replace("\\", "/").rpartition("/")[2]))
    stem, dot, ending = base.rpartition(".")
    if not dot or len(ending) > LONGEST_NAME // 4:
        stem, dot, ending = base, "", ""
    return (stem.strip(". ")[: LONGEST_NAME - len(dot + ending)].rstrip(". ") or "file") + dot + ending


def store(revision: Revision, sent: Received) -> StoredFile:
    """Keep the content of a file for a revision; the same content in the same organisation is kept once.

    Raises Invalid(file=...) where it was removed from the site for good (`kb.expunging.keeping_out`).
    """
    digest = hashlib.sha256(sent.data).hexdigest()
    same = (
        select(StoredFile)
        .join(Attachment, Attachment.file_id == StoredFile.id)
        .join(Revision, Revision.id == Attachment.revision_id)
        .join(Lesson, Lesson.id == Revision.lesson_id)
        .where(
            StoredFile.digest == digest,
            StoredFile.kind == sent.kind,
            Lesson.organisation_id.is_not_distinct_from(revision.organisation_id),
        )
        .limit(1)
        .with_for_update(read=True, key_share=True, of=StoredFile)  # `forget` must not take it away meanwhile
    )
    known = session.scalars(same).first()
    if known is not None:
        return known
    made = StoredFile(digest=digest, size=len(sent.data), kind=sent.kind)
    session.add(made)
    session.flush()
    for position, start in enumerate(range(0, len(sent.data), PIECE)):
        session.add(StoredPiece(file_id=made.id, position=position, content=sent.data[start : start + PIECE]))
    session.flush()
    return made


def forget(file_id: int | None) -> None:
    """Remove the content of a file that no attachment has any more."""
    if file_id is None:
        return
    session.flush()
    session.execute(select(StoredFile.id).where(StoredFile.id == file_id).with_for_update())
    unused = ~exists().where(Attachment.file_id == file_id)
    session.execute(delete(StoredFile).where(StoredFile.id == file_id, unused))


def pieces(file_id: int) -> Iterator[bytes]:
    """What is in a file, piece by piece; never all of it in memory."""
    return contents(StoredPiece, file_id=file_id)


def content(file_id: int) -> bytes:
    """All that is in a file, for whoever has to read it at once."""
    return b"".join(pieces(file_id))


def next_position(revision: Revision) -> int:
    """The number of the next file of a lesson; one that any of its revisions has is not given again."""
    of_lesson = select(func.max(Attachment.position)).join(Revision, Revision.id == Attachment.revision_id)
    return (session.scalar(of_lesson.where(Revision.lesson_id == revision.lesson_id)) or 0) + 1


def copy_attachments(before: Revision, after: Revision) -> None:
    """Have a revision begin with the files of another one of the organisation; their content is shared, and not copied.

    That a person has opened them counts for another text of the same lesson, and not for another lesson: what they
    may give away depends on what stands beside them.
    """
    copied = (*_COPIED, *_OPENED) if after.lesson_id == before.lesson_id else _COPIED
    for each in _kept_for_now(before):
        session.add(Attachment(revision_id=after.id, **{name: getattr(each, name) for name in copied}))
    session.flush()


def _kept_for_now(revision: Revision) -> Sequence[Attachment]:
    """The files of a revision; `forget` takes none of their contents away before the transaction ends."""
    of_it = select(Attachment).where(Attachment.revision_id == revision.id).order_by(Attachment.position)
    while True:
        found = session.scalars(of_it.execution_options(populate_existing=True)).all()
        contents = {each.file_id for each in found if each.file_id is not None}
        there = select(StoredFile.id).where(StoredFile.id.in_(sorted(contents))).order_by(StoredFile.id)
        if set(session.scalars(there.with_for_update(read=True, key_share=True))) == contents:
            return found
        # else somebody has removed or replaced one after the first statement, which the next one sees


_COPIED = (
    "position", "file_id", "title", "purpose", "licence_key", "file_name", "added_by_id", "added_at",
    "state", "reason", "virus", "checked_at", "findings", "facts",
)  # fmt: skip
_OPENED = ("opened_by_id", "opened_at")
