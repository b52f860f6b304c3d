"""Tables of importing: what was sent, each of its rows, what columns mean, and which lesson came from which row."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE

STATES = ("sent", "checking", "checked", "writing", "written", "undoing", "undone")
OUTCOMES = ("new", "changed", "unchanged", "refused")
"""What becomes of a row."""
ROW_STATES = ("waiting", "done", "kept", "undone")
"""Whether a row was written; `kept` is one whose lesson stays though the import was undone."""


class LessonImport(Base):
    """A file of lessons that somebody has sent, and how far it is."""

    __tablename__ = "lesson_import"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_lesson_import_organisation_id", "organisation_id", "created_at"),
        # a number is never given twice: the address of one that was removed must not show another
        {"info": ON_NO_PAGE, "sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    state: Mapped[str] = mapped_column(default="sent")
    state_since: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    file_name: Mapped[str]
    kind: Mapped[str]
    """csv, xlsx or markdown."""
    separator: Mapped[str] = mapped_column(default=",")
    """What stands between the cells of a CSV file, and of the sheet of what is refused of it."""
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    """How it was read, in sentences."""
    headings: Mapped[list[str]] = mapped_column(JSON)
    hidden: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Columns that the sheet does not show, from 0."""
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Field of each column that is imported, by its number from 0."""
    rows: Mapped[int]
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """How many rows have which outcome, once they were looked through; and how many were written, once they were."""
    with_edited: Mapped[bool] = mapped_column(default=False)
    """Whether drafts go with it, as it is undone, in which somebody has written since."""
    has_rows: Mapped[bool] = mapped_column(default=True)
    """Whether its rows are still kept: only then it can be undone."""

    organisation: Mapped[Organisation] = relationship()
    created_by: Mapped[User | None] = relationship()

    @property
    def one(self) -> str:
        """What each lesson of it stands in."""
        return "file" if self.kind == "markdown" else "row"

    @property
    def part(self) -> str:
        """What stands in each of these for one field."""
        return "field" if self.kind == "markdown" else "column"


class ImportRow(Base):
    """A row of what was sent, what becomes of it, and what its lesson held before."""

    __tablename__ = "import_row"
    __table_args__ = (
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint(f"state IN {ROW_STATES}", name="state"),
        Index("ix_import_row_outcome", "import_id", "outcome", "position"),
        Index("ix_import_row_state", "import_id", "state", "position"),
        {"info": ON_NO_PAGE},
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("lesson_import.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    """As the program shows it that the sheet was made with."""
    name: Mapped[str] = mapped_column(default="")
    """Of the file, where each row is one."""
    cells: Mapped[list[str]] = mapped_column(JSON)
    faults: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    """What cannot be taken as it stands: column, what is the matter, and where."""
    outcome: Mapped[str | None]
    """None until it was looked through."""
    title: Mapped[str] = mapped_column(default="")
    problems: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """Why it is refused, or was not taken back wholly: column, what stands there, what to do."""
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What there is to know of it beside that, in sentences."""
    state: Mapped[str] = mapped_column(default="waiting")
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id", ondelete="SET NULL"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id", ondelete="SET NULL"), index=True)
    version: Mapped[int | None]
    """Of the draft, after the row was written."""
    written_at: Mapped[datetime | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What a draft held that was there before the row was written."""

    of: Mapped[LessonImport] = relationship()

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name or f"Row {self.number}"


class ImportedLesson(Base):
    """A lesson that came from a row, so that the next import of the same sheet finds it."""

    __tablename__ = "imported_lesson"
    __table_args__ = (UniqueConstraint("organisation_id", "reference"), {"info": ON_NO_PAGE})

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str | None]
    """What the organisation itself calls it."""
    written: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Digests of what was last imported into its fields."""


class ImportColumn(Base):
    """What an organisation has last taken a heading for."""

    __tablename__ = "import_column"
    __table_args__ = ({"info": ON_NO_PAGE},)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    heading: Mapped[str] = mapped_column(primary_key=True)
    """Without capitals and accents."""
    field: Mapped[str]
    """Empty where it is not imported."""
    used_at: Mapped[datetime] = mapped_column(default=utc_now)
