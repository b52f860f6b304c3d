"""The table of what the editorial team says about a text, field by field."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE
from kb.lessons.models.lesson import Revision


class RevisionComment(Base):
    """Something that an editor asks the writers to change in one field, or says about it."""

    __tablename__ = "revision_comment"
    __table_args__ = (Index("ix_revision_comment_revision_id", "revision_id"), {"info": ON_NO_PAGE})

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    field: Mapped[str]
    """Name of the field; empty where it is about the whole text."""
    text: Mapped[str]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime] = mapped_column(default=utc_now)
    resolved_at: Mapped[datetime | None]
    """When it was said that this is dealt with."""

    revision: Mapped[Revision] = relationship()
    written_by: Mapped[User | None] = relationship()
