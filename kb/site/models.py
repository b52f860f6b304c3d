"""The table of problems that readers reported."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE

SUBJECTS = {
    "identity": "Something could tell a reader who a child or a family is",
    "fact": "A fact, a name or a link is wrong",
    "page": "The page does not work for me, or I cannot read it",
    "example": "I looked for an example and did not find one",
    "other": "Something else",
}


PROMISED = 2
"""Working days within which a report of the first subject is dealt with; for the others nothing is promised."""


class ProblemReport(Base):
    """What a reader sent with "report a problem"; kept until it is no longer needed."""

    __tablename__ = "problem_report"
    __table_args__ = (CheckConstraint(f"subject IN {tuple(SUBJECTS)}", name="subject"), {"info": ON_NO_PAGE})

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    page: Mapped[str]
    """Address of the page within the site, as the reader gave it."""
    text: Mapped[str]
    answer_to: Mapped[str | None]
    """E-mail address for an answer, if the reader wants one."""
    sent_at: Mapped[datetime] = mapped_column(default=utc_now)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    outcome: Mapped[str] = mapped_column(default="")
    """What was done about it, for the editorial team."""
