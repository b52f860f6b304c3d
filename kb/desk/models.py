"""The table of what each of the editorial team has seen."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

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
