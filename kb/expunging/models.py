"""The table of what was expunged, or is asked for: who, when, and a fingerprint by which it would be known again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE

KINDS = ("words", "file", "lesson")
ASKED_AS = ("identity_reviewer", "admin")


class Expunge(Base):
    """Words, a file or all of a lesson that an identity reviewer and an admin together have removed everywhere."""

    __tablename__ = "expunge"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"asked_as IN {ASKED_AS}", name="asked_as"),
        CheckConstraint("asked_by_id <> agreed_by_id", name="by_two"),
        CheckConstraint("done_at IS NULL OR words IS NULL", name="words_gone_once_done"),
        CheckConstraint("done_at IS NULL OR agreed_at IS NOT NULL", name="agreed_before_done"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    """Random name, the same in the list that is kept outside of the database."""
    kind: Mapped[str]
    words: Mapped[str | None]
    """What is to be removed, so that the second of the two can see it; None as soon as it was."""
    fingerprint: Mapped[Mapping[str, Any]] = mapped_column(JSON)
    """By which the words (`kb.expunging.fingerprints`), the file, or the lesson are known again: a lesson by its number
    and when it was begun, beside its reference and the fingerprints of its titles (`kb.expunging.lessons`)."""
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    asked_as: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=utc_now)
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    agreed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    """When it was gone from everywhere."""
    dropped_at: Mapped[datetime | None]
    """When one of the two said that it is not to be done; then the words go, too."""
    looked_at: Mapped[datetime | None]
    """When it was last counted where it stands."""
    places: Mapped[Mapping[str, int]] = mapped_column(JSON, default=dict)
    """In how many rows of each table it was found."""

    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    agreed_by: Mapped[User | None] = relationship(foreign_keys=[agreed_by_id])

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to agree."""
        return self.agreed_at is None and self.dropped_at is None
