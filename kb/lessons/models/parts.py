"""Tables of what hangs on a revision: who wrote it, its themes, its free words, its values of closed lists."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.core.db import Base
from kb.core.versions import ON_NO_PAGE
from kb.lessons.models.shown import OF_REVISION
from kb.lessons.models.vocabulary import ClosedValue, Tag, Theme


class RevisionAuthor(Base):
    """Somebody who saved a change of a revision."""

    __tablename__ = "revision_author"
    __table_args__ = ({"info": ON_NO_PAGE},)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class LadderStep(Base):
    """A step of the ladder of change that a lesson has reached, and when."""

    __tablename__ = "ladder_step"
    __table_args__ = (CheckConstraint("step_key LIKE 'ladder/%'", name="step_list"), {"info": OF_REVISION})

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    step_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"), primary_key=True)
    reached_on: Mapped[date]

    step: Mapped[ClosedValue] = relationship()


class RevisionTheme(Base):
    """A theme of a revision."""

    __tablename__ = "revision_theme"
    __table_args__ = (Index("ix_revision_theme_theme_id", "theme_id"), {"info": OF_REVISION})

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    position: Mapped[int]

    theme: Mapped[Theme] = relationship()


class RevisionTag(Base):
    """A free word of a revision."""

    __tablename__ = "revision_tag"
    __table_args__ = (Index("ix_revision_tag_tag_id", "tag_id"), {"info": OF_REVISION})

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    position: Mapped[int]

    tag: Mapped[Tag] = relationship()


class RevisionValue(Base):
    """A value of a closed list of which a revision may have several (kinds of change, causes, agencies ...)."""

    __tablename__ = "revision_value"
    __table_args__ = (
        CheckConstraint(
            " OR ".join(
                f"value_key LIKE '{slug}/%'"
                for slug in ("kinds-of-change", "causes", "agencies", "harm-types", "outcomes", "child-age-bands")
            ),
            name="value_list",
        ),
        Index("ix_revision_value_value_key", "value_key"),
        {"info": OF_REVISION},
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    value_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"), primary_key=True)
    position: Mapped[int]

    value: Mapped[ClosedValue] = relationship()
