"""Tables of what happened to a text: each step that it took, and what it said whenever it was submitted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE
from kb.lessons.models.lesson import STATES, Revision
from kb.lessons.models.shown import OF_REVISION

EXPUNGE = "expunge"
"""Name of the step with which all that was written in a lesson goes for good."""
TAKEN_BY = ("person", "operator", "site")
"""Somebody with an account, a command on the machine, a job of the site."""


class RevisionStep(Base):
    """A step in the life of a text: who took it, when, from which state into which, and why."""

    __tablename__ = "revision_step"
    __table_args__ = (
        CheckConstraint(f"before IN {STATES}", name="before"),
        CheckConstraint(f"after IN {STATES}", name="after"),
        CheckConstraint(f"taken_by_kind IN {TAKEN_BY}", name="taken_by_kind"),
        Index("ix_revision_step_revision_id", "revision_id"),
        {"info": OF_REVISION},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    step: Mapped[str]
    """Name of the step in the table of steps (`kb.editorial.workflow`)."""
    before: Mapped[str]
    after: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(default=utc_now)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    taken_by_kind: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    """Why, in the words of who took it; of an archived text its readers see it."""

    revision: Mapped[Revision] = relationship()
    taken_by: Mapped[User | None] = relationship()


class Submission(Base):
    """What a text said when it was submitted: it may be changed after it was returned, and this stays to compare."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("revision_id", "number"), {"info": ON_NO_PAGE})

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    number: Mapped[int]
    """1 for the first time that the text was submitted."""
    submitted_at: Mapped[datetime]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    said: Mapped[Mapping[str, Any]] = mapped_column(JSON)
    """Field by field (`kb.lessons.frozen`)."""
    digest: Mapped[str]
    answered: Mapped[int] = mapped_column(default=0)
    """Findings of the identity check that stay for a reason."""
    to_open: Mapped[int] = mapped_column(default=0)
    """Places in files that rules cannot read."""
    points_at_one_child: Mapped[bool] = mapped_column(default=False)
    """Whether facts in it together may point at one child."""

    revision: Mapped[Revision] = relationship()
