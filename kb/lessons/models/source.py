"""The table of citations: where a lesson or a review was published."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.core.db import Base
from kb.lessons.models.shown import OF_REVISION
from kb.lessons.models.vocabulary import ClosedValue


class Source(Base):
    """A citation of one revision of a lesson, or of a review: exactly one of the two."""

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint("(revision_id IS NULL) <> (review_id IS NULL)", name="one_owner"),
        CheckConstraint("kind_key LIKE 'source-kinds/%'", name="kind_list"),
        {"info": OF_REVISION},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    publisher: Mapped[str]
    year: Mapped[int | None]
    url: Mapped[str | None]
    kind_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    pages: Mapped[str | None]
    accessed: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    """Day on which the publisher took it down; the citation stays, the link goes."""
    note: Mapped[str | None]

    kind: Mapped[ClosedValue] = relationship()
