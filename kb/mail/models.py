"""The table of messages that go out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE

STATES = ("waiting", "sent", "failed", "bounced", "cancelled")
SENDABLE = ("waiting", "failed")
"""States of a message that may still go out."""


class Delivery(Base):
    """A message to one person, written in the transaction of what it tells about."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent"),
        Index("ix_delivery_state", "state"),
        Index("ix_delivery_user_id", "user_id"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    """Header `Message-ID`: the same on every try, so that a mail program shows a repeated message once."""
    template: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    to: Mapped[str]
    """Address; emptied when its owner's account is deleted."""
    subject: Mapped[str]
    text: Mapped[str | None]
    """Plain text; None once it was sent or given up: it may hold a link that opens a door."""
    html: Mapped[str | None]
    urgent: Mapped[bool] = mapped_column(default=False)
    """Goes out in quiet hours too: somebody is waiting for it."""
    state: Mapped[str] = mapped_column(default="waiting")
    made_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    """What the mail server answered last."""

    @property
    def can_be_sent(self) -> bool:
        """Whether it waits, or failed and could be tried again: then its text is still there."""
        return self.state in SENDABLE and self.text is not None

    def cancel(self) -> None:
        """It never goes out."""
        self.state = "cancelled"
        self.text = self.html = None
