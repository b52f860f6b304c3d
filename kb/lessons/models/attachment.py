"""Tables of the files that a board shares with a lesson, and of what is in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE
from kb.lessons.models.lesson import Revision
from kb.lessons.models.vocabulary import ClosedValue

KIND_NAMES: Mapping[str, str] = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "odt": "OpenDocument text",
    "csv": "CSV table",
    "jpeg": "JPEG picture",
    "png": "PNG picture",
}
"""The kinds of file that may be shared, as `kb.extraction` calls them, and what they are called on pages."""
KINDS = tuple(KIND_NAMES)
STATES = ("waiting", "checked", "refused")
VIRUS = ("waiting", "clean", "found", "not_scanned")


def about_file(kind: str, size: int) -> str:
    """ "PDF, 800 bytes", "Word, 240 KB", "PNG picture, 1.2 MB"."""
    if size < 1000 * 1000:
        return f"{KIND_NAMES[kind]}, {f'{size // 1000} KB' if size >= 1000 else f'{size} bytes'}"
    return f"{KIND_NAMES[kind]}, {size / 1000 / 1000:.1f} MB"


class StoredFile(Base):
    """A file as it was sent. Several attachments of one organisation may share it; it goes with the last of them."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(index=True)
    """SHA-256 of the content."""
    size: Mapped[int]
    """Bytes."""
    kind: Mapped[str]
    """By the content, not by the name."""
    stored_at: Mapped[datetime] = mapped_column(default=utc_now)

    @property
    def about(self) -> str:
        """Its kind and size in words."""
        return about_file(self.kind, self.size)


class StoredPiece(Base):
    """A piece of a file. In the database, because all machines share that, and it is backed up with what it is for."""

    __tablename__ = "stored_piece"
    __table_args__ = ({"info": ON_NO_PAGE},)

    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Attachment(Base):
    """A tool or template that a board shares with a lesson, what it is for, and what the check of it found."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("revision_id", "position"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"virus IN {VIRUS}", name="virus"),
        CheckConstraint("licence_key LIKE 'licences/%'", name="licence_list"),
        CheckConstraint("file_id IS NOT NULL OR state = 'refused'", name="has_content_unless_refused"),
        CheckConstraint("state <> 'checked' OR virus IN ('clean', 'not_scanned')", name="scanned_before_checked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    position: Mapped[int]
    """Its number within the lesson: the same in later revisions, so that its public address stays."""
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    """None where the content was removed, because a virus was found in it."""
    title: Mapped[str]
    purpose: Mapped[str]
    """What it is for."""
    licence_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    file_name: Mapped[str]
    """As it is shown and saved: one line, no folder."""
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=utc_now)
    """When this content was added; a replacement counts anew."""

    state: Mapped[str] = mapped_column(default="waiting")
    """waiting: it is being checked; refused: it cannot stay, for `reason`."""
    reason: Mapped[str] = mapped_column(default="")
    """Why it was refused, in words, with what to do."""
    virus: Mapped[str] = mapped_column(default="waiting")
    checked_at: Mapped[datetime | None]
    """When the identity check read it last; None before that, and where it has to be read again."""
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What was found in its name, texts and hidden parts (`kb.identity.attached`)."""
    facts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What in it may point at one child together with others."""
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    """The identity reviewer who opened it, because the rules cannot read all of it; and below when."""
    opened_at: Mapped[datetime | None]

    revision: Mapped[Revision] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    licence: Mapped[ClosedValue] = relationship()
    added_by: Mapped[User | None] = relationship(foreign_keys=[added_by_id])
    opened_by: Mapped[User | None] = relationship(foreign_keys=[opened_by_id])

    @property
    def can_be_downloaded(self) -> bool:
        """Whether its content is there, and a scanner has looked at it or there is none to look."""
        return self.file_id is not None and self.virus in ("clean", "not_scanned")
