"""The table of messages that go out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE

STATES = ("waiting", "sent", "failed", "bounced", "cancelled", "lapsed")
SENDABLE = ("waiting", "failed")
"""States of a message that may still go out."""
UNDELIVERED = ("failed", "bounced", "lapsed")
"""States of a message that did not arrive though nobody wanted that; an admin has to know."""


class Delivery(Base):
    """A message to one person, written in the transaction of what it tells about."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent"),
        Index("ix_delivery_state", "state"),
        Index("ix_delivery_user_id", "user_id"),
        Index("ix_delivery_to", "to"),
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
    good_until: Mapped[datetime | None]
    """When what it says ends, such as the link in it; it is not sent after that. None where it does not end."""
    seen_at: Mapped[datetime | None]
    """When an admin noted that it did not arrive."""

    @property
    def ended(self) -> bool:
        """Whether what it says has ended: a link in it opens nothing any more."""
        return self.good_until is not None and self.good_until <= utc_now()

    @property
    def is_open(self) -> bool:
        """Whether it waits, or failed and could be tried again: its text is kept so long."""
        return self.state in SENDABLE

    @property
    def can_be_sent(self) -> bool:
        """Whether it is open and still makes sense."""
        return self.is_open and not self.ended

    @property
    def needs_attention(self) -> bool:
        """Whether it did not arrive, and no admin has noted that."""
        return self.state in UNDELIVERED and self.seen_at is None

    def cancel(self, state: str = "cancelled") -> None:
        """It never goes out: nobody wants it any more, or it has "lapsed"."""
        self.state = state
        self.text = self.html = None


def has_ended() -> ColumnElement[bool]:
    """Messages whose `ended` is true."""
    return Delivery.good_until.is_not(None) & (Delivery.good_until <= utc_now())
