"""The log that every search index follows (which lesson changed, in which order), and the indexes that follow it."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE


class IndexChange(Base):
    """A lesson that an index has to look at again; the lesson's row, not this one, says what is true now.

    Append-only, and written in the transaction of the change, so the log can neither miss nor invent one.
    """

    __tablename__ = "index_change"
    __table_args__ = (
        CheckConstraint("kind IN ('published', 'withdrawn')", name="kind"),
        {"sqlite_autoincrement": True},  # a number is never given twice, even after old rows were pruned
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    lesson_id: Mapped[int]
    """No foreign key: the entry must outlive a lesson that is deleted."""
    kind: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=utc_now)


class IndexFollower(Base):
    """An index, on this machine or another, that follows the log: what all of them have taken in can be pruned.

    An index whose row is missing belongs to another database, or was away for so long that it has to be rebuilt.
    """

    __tablename__ = "index_follower"
    __table_args__ = ({"info": ON_NO_PAGE},)

    id: Mapped[str] = mapped_column(primary_key=True)
    """Chosen at random when the index was first built; it stands in the index too."""
    machine: Mapped[str]
    """Name of the machine, for people only."""
    position: Mapped[int]
    """Sequence of the last change that is durable in it."""
    seen_at: Mapped[datetime] = mapped_column(default=utc_now)
