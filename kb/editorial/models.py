"""Tables of writing: every text that was saved in a draft, and sources that readers suggest."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE


class SavedText(Base):
    """A text that was typed into a field of a draft, whether it stands there now or not.

    So nothing is lost when two people write at once, or when somebody thinks better of a change. Its writers alone can
    read it, and it goes a month after another took its place.
    """

    __tablename__ = "saved_text"
    __table_args__ = (Index("ix_saved_text_revision_id", "revision_id", "field"), {"info": ON_NO_PAGE})

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    field: Mapped[str]
    text: Mapped[str]
    page: Mapped[str]
    """Names the opened page on which it was typed."""
    turn: Mapped[int] = mapped_column(default=0)
    """How often the page had saved itself; what it sent before that may arrive late and is of no use then."""
    by_itself: Mapped[bool] = mapped_column(default=False)
    """Whether the page saved itself: then what it saves next takes its place, as it is the same text."""
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    saved_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)

    saved_by: Mapped[User | None] = relationship()


class SourceSuggestion(Base):
    """A report or an article of which somebody thinks that a lesson should be drawn from it."""

    __tablename__ = "source_suggestion"
    __table_args__ = ({"info": ON_NO_PAGE},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    url: Mapped[str]
    reason: Mapped[str]
    """What could be learned from it."""
    suggested_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    suggested_at: Mapped[datetime] = mapped_column(default=utc_now)
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)

    suggested_by: Mapped[User | None] = relationship(foreign_keys=[suggested_by_id])
