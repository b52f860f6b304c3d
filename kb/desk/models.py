"""Tables of the desk: what each of the editorial team has seen, and how a text does in the points of review."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE


class Sight(Base):
    """Somebody of the editorial team has had a text before them as it was submitted once."""

    __tablename__ = "sight"
    __table_args__ = ({"info": ON_NO_PAGE},)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    seen_at: Mapped[datetime] = mapped_column(default=utc_now)


class ReviewMark(Base):
    """How a text does in one of the points of review."""

    __tablename__ = "review_mark"
    __table_args__ = (
        CheckConstraint("point_key LIKE 'review-points/%'", name="point_list"),
        CheckConstraint("mark_key LIKE 'review-marks/%'", name="mark_list"),
        {"info": ON_NO_PAGE},
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    point_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"), primary_key=True)
    mark_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    note: Mapped[str] = mapped_column(default="")
    """What would make it better, for its writers."""
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    marked_at: Mapped[datetime] = mapped_column(default=utc_now)
    told_at: Mapped[datetime | None]
    """When its writers could read it first: with the text that was returned to them."""
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id", ondelete="SET NULL"), index=True)
    """What the text said then."""

    marked_by: Mapped[User | None] = relationship()
