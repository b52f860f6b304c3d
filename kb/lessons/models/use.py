"""The table of uses: somebody said that they used a lesson."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, utc_now


class LessonUse(Base):
    """One use of a lesson. It stays, without a name, when the account goes."""

    __tablename__ = "lesson_use"

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str]
    used_at: Mapped[datetime] = mapped_column(default=utc_now)
