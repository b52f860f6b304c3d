"""Reads of what was expunged, or is asked for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session, SessionTransaction, contains_eager, joinedload

from kb.access.actors import Actor, Permission
from kb.access.policy import allows, reach
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.expunging.fingerprints import Fingerprint, kept_fingerprint
from kb.expunging.models import Expunge
from kb.lessons.models.attachment import Attachment, StoredFile
from kb.lessons.models.lesson import Revision
from kb.lessons.references import lesson_meant

_KNOWN = "kb_kept_fingerprints"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def expunge_at(number: int) -> Expunge:
    """The entry of this number, as it is now. Raises NotFound."""
    found = session.get(Expunge, number, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def kept_fingerprints() -> Sequence[Fingerprint]:
    """Of all words that two people agreed to remove, and of titles of lessons; read once in a transaction."""
    if _KNOWN not in session.info:
        wanted = select(Expunge.kind, Expunge.fingerprint).where(Expunge.kind != "file", Expunge.agreed_at.is_not(None))
        rows = session.execute(wanted).all()
        kept = [each for kind, of in rows for each in (of.get("titles", ()) if kind == "lesson" else (of,))]
        session.info[_KNOWN] = [kept_fingerprint(each) for each in kept]
    found: Sequence[Fingerprint] = session.info[_KNOWN]
    return found


@event.listens_for(Session, "after_transaction_end")
def _forget(of: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        of.info.pop(_KNOWN, None)


def expunged_references() -> Collection[str]:
    """References of the lessons of which two people agreed to remove all, whether there is one of them here or not."""
    wanted = select(Expunge.fingerprint).where(Expunge.kind == "lesson", Expunge.agreed_at.is_not(None))
    return {each["reference"] for each in session.scalars(wanted) if each["reference"]}


def expunged_files() -> Collection[str]:
    """SHA-256 of the contents of the files that two people agreed to remove."""
    wanted = select(Expunge.fingerprint).where(Expunge.kind == "file", Expunge.agreed_at.is_not(None))
    return {each["digest"] for each in session.scalars(wanted)}


def has_expunged(values: Any) -> bool:
    """Whether something that was expunged stands in any text of these values, however deep."""
    known = kept_fingerprints()
    return any(fingerprint.spans(text) for fingerprint in known for text in _texts(values)) if known else False


def _texts(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        for each in values.values():
            yield from _texts(each)
    elif isinstance(values, Sequence):
        for each in values:
            yield from _texts(each)


def waiting_for(who: Actor) -> int:
    """How many requests are open to which somebody may agree."""
    is_open = Expunge.agreed_at.is_(None) & Expunge.dropped_at.is_(None)
    wanted = select(func.count(Expunge.id)).where(is_open, reach(who, Permission.EXPUNGE_AGREE, Expunge))
    return session.scalar(wanted) or 0


def expunges(page: int) -> Page[Expunge]:
    """A page of all entries: what waits for somebody to agree first, then the newest."""

    def rows(offset: int, limit: int) -> Sequence[Expunge]:
        waits = Expunge.agreed_at.is_(None) & Expunge.dropped_at.is_(None)
        wanted = select(Expunge).order_by(waits.desc(), Expunge.id.desc()).offset(offset).limit(limit)
        return session.scalars(wanted.options(joinedload(Expunge.asked_by), joinedload(Expunge.agreed_by))).all()

    return page_of(page, session.scalar(select(func.count(Expunge.id))) or 0, rows)


def files_named(named: str, page: int) -> Page[Attachment]:
    """A page of the files of the lesson of this reference or address, in whatever state its texts are, or of the files
    with this content, named by its SHA-256."""
    if _DIGEST.fullmatch(named.lower()):
        which = StoredFile.digest == named.lower()
    else:
        lesson = lesson_meant(named)
        which = Revision.lesson_id == (lesson.id if lesson is not None else None)
    own = select(Attachment).join(StoredFile, StoredFile.id == Attachment.file_id)
    wanted = own.join(Revision, Revision.id == Attachment.revision_id).where(which)

    def rows(offset: int, limit: int) -> Sequence[Attachment]:
        ordered = wanted.order_by(Attachment.revision_id.desc(), Attachment.position).offset(offset).limit(limit)
        return session.scalars(
            ordered.options(
                contains_eager(Attachment.file), joinedload(Attachment.revision).joinedload(Revision.lesson)
            )
        ).all()

    return page_of(page, session.scalar(select(func.count()).select_from(wanted.subquery())) or 0, rows)


def called(who: Actor, attachment: Attachment) -> str:
    """The title of a file, or its number where they may not read the text that it is of."""
    revision = attachment.revision
    if allows(who, Permission.REVISION_READ, revision):
        return attachment.title
    return f"File {attachment.position} of {revision.lesson.reference or 'a lesson without a reference'}"


def told(who: Actor, attachment: Attachment) -> str:
    """The same in full: of a text that they may not read with number, kind, size and state, and no more."""
    revision, name = attachment.revision, called(who, attachment)
    if attachment.file is None or allows(who, Permission.REVISION_READ, revision):
        return name
    return f"{name}, text no. {revision.number} ({revision.state.replace('_', ' ')}): {attachment.file.about}"
