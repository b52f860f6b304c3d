"""Reads of the files that boards share with lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from kb.core.db import Read, session, table_of
from kb.core.errors import Moved, NotFound
from kb.lessons.models.attachment import Attachment, StoredFile, about_file
from kb.lessons.models.lesson import FormerSlug, Lesson, Revision, live
from kb.lessons.queries.labels import Label, labels


def attachments_of(revision: Revision) -> Sequence[Attachment]:
    """The files of a revision, whatever its state, in their order; one statement."""
    wanted = select(Attachment).where(Attachment.revision_id == revision.id).order_by(Attachment.position)
    return session.scalars(wanted.options(joinedload(Attachment.file), joinedload(Attachment.licence))).all()


def attachment_at(revision: Revision, number: int) -> Attachment:
    """The file of this number that belongs to a revision, as it is now. Raises NotFound where it has none."""
    wanted = select(Attachment).where(Attachment.id == number, Attachment.revision_id == revision.id)
    found = session.scalar(
        wanted.options(
            joinedload(Attachment.file), joinedload(Attachment.licence), joinedload(Attachment.added_by)
        ).execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of a published lesson, whose organisation is named."""

    number: int
    """In its address below that of the lesson."""
    title: str
    purpose: str
    licence: Label
    file_name: str
    kind: str
    size: int
    file_id: int

    @property
    def about(self) -> str:
        """Its kind and size in words."""
        return about_file(self.kind, self.size)

    @property
    def is_published(self) -> bool:
        """There are no others."""
        return True


_FILES, _CONTENTS, _LESSON, _REVISION = (table_of(model) for model in (Attachment, StoredFile, Lesson, Revision))
_public_files = (
    select(
        *(_FILES.c[name] for name in ("position", "title", "purpose", "licence_key", "file_name")),
        *(_CONTENTS.c[name] for name in ("kind", "size", "id")),
    )
    .join(_CONTENTS, _CONTENTS.c.id == _FILES.c.file_id)
    .join(_REVISION, _REVISION.c.id == _FILES.c.revision_id)
    .join(_LESSON, live)
    .where(_FILES.c.state == "checked", _LESSON.c.organisation_named)
)
_of_lesson = Read(lambda _: _public_files.where(_LESSON.c.id == bindparam("lesson")).order_by(_FILES.c.position))
_at_address = Read(
    lambda _: _public_files.where(_LESSON.c.slug == bindparam("slug"), _FILES.c.position == bindparam("number"))
)


def previewed_files(revision: Revision) -> list[PublicFile]:
    """The files of a revision as its readers would see them; their numbers are those of the attachments."""
    if not revision.lesson.organisation_named:
        return []
    return [
        PublicFile(
            each.id,
            each.title,
            each.purpose,
            labels().values[each.licence_key],
            each.file_name,
            each.file.kind,
            each.file.size,
            each.file.id,
        )
        for each in attachments_of(revision)
        if each.state == "checked" and each.file is not None
    ]


def public_files(lesson_id: int) -> tuple[PublicFile, ...]:
    """What is shared with a published lesson; nothing where its organisation is not to be named. One statement."""
    return tuple(_public(row) for row in _of_lesson.rows(lesson=lesson_id))


def public_file(slug: str, number: int) -> PublicFile:
    """The file of this number at a published lesson.

    Raises NotFound, with the same statements whatever is missing, and where the organisation is not to be named; Moved
    where the address is an old one of the lesson.
    """
    rows = _at_address.rows(slug=slug, number=number)
    if rows:
        return _public(rows[0])
    moved = (
        select(Lesson.slug)
        .join(FormerSlug, FormerSlug.lesson_id == Lesson.id)
        .join(Revision, live)
        .join(Attachment, Attachment.revision_id == Revision.id)
        .where(FormerSlug.slug == slug, Attachment.position == number, Attachment.state == "checked")
    )
    now = session.scalar(moved.where(Lesson.organisation_named))
    raise Moved(now) if now else NotFound()


def _public(row: tuple[Any, ...]) -> PublicFile:
    number, title, purpose, licence, *rest = row
    return PublicFile(number, title, purpose, labels().values[licence], *rest)
