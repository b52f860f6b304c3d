"""The table of what the editorial team says about a text, field by field."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE
from kb.lessons.models.lesson import Revision


class RevisionComment(Base):
    """Something that an editor asks the writers to change in one field, or says about it."""

    __tablename__ = "revision_comment"
    __table_args__ = (
        Index("ix_revision_comment_revision_id", "revision_id"),
        CheckConstraint("NOT (for_team AND told_at IS NOT NULL)", name="team_alone"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    field: Mapped[str]
    """Name of the field; empty where it is about the whole text."""
    text: Mapped[str]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime] = mapped_column(default=utc_now)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("revision_comment.id", ondelete="CASCADE"), index=True)
    """The comment that it answers; that one answers none itself."""
    for_team: Mapped[bool] = mapped_column(default=False)
    """A note of the editorial team, which no writer ever reads."""
    told_at: Mapped[datetime | None]
    """When its writers could read it first: with the text that was returned to them, or at once in their own answer."""
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id", ondelete="SET NULL"), index=True)
    """What the text said then."""
    resolved_at: Mapped[datetime | None]
    """When it was said that this is dealt with."""
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)

    revision: Mapped[Revision] = relationship()
    written_by: Mapped[User | None] = relationship(foreign_keys=[written_by_id])
    resolved_by: Mapped[User | None] = relationship(foreign_keys=[resolved_by_id])
