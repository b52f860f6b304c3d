"""The table of what revisions' texts look like as HTML and as plain text, made once and read often."""

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base
from kb.core.versions import ON_NO_PAGE


class Rendering(Base):
    """The texts of one revision, rendered. A page shows the same where the row is missing, only later."""

    __tablename__ = "revision_rendering"
    __table_args__ = ({"info": ON_NO_PAGE},)

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    made_from: Mapped[str]
    """Digests of the texts, and of what else the HTML depends on; where they differ the row is of no use."""
    html: Mapped[dict[str, str]] = mapped_column(JSON)
    """Safe HTML of each section that has text."""
    plain: Mapped[str]
    """The words of summary and sections, a line for each."""
