"""Tables of sessions that were held with a pack. They hold counts and never who answered what, or any name."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE
from kb.packs.content import FORMATS
from kb.packs.models import Pack

POINTS = ("before", "end", "follow-up")
"""When people are asked: slugs of evaluation forms."""
SCALE, YES_NO = "scale-1-5", "yes-partly-no"
STEPS = {SCALE: 5, YES_NO: 3}
"""Kinds of answer that are counted, as forms name them, and how many different answers each has."""
COLUMNS = ("first", "second", "third", "fourth", "fifth")


class HeldSession(Base):
    """A session that was held with a pack."""

    __tablename__ = "held_session"
    __table_args__ = (
        CheckConstraint(f"format IN {FORMATS}", name="format"),
        Index("ix_held_session_pack_id", "pack_id", "held_on"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id", ondelete="CASCADE"))
    held_on: Mapped[date] = mapped_column(index=True)
    format: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    changes_reported: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What teams said that they will do differently, as their plans have it."""
    pack_version: Mapped[int]
    """Of the pack, when the session was noted."""
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    noted_at: Mapped[datetime] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)
    """How often it was changed, so that two who change it at once are told."""
    reminded_at: Mapped[datetime | None]
    """When the owner of the pack was told by mail that it is time for the follow-up form."""

    pack: Mapped[Pack] = relationship()
    attendance: Mapped[list["HeldAttendance"]] = relationship(
        cascade="all, delete-orphan", order_by="HeldAttendance.agency_key"
    )
    answers: Mapped[list["HeldAnswer"]] = relationship(
        cascade="all, delete-orphan", order_by="HeldAnswer.point, HeldAnswer.position"
    )

    @property
    def people(self) -> int:
        """How many took part."""
        return sum(each.number for each in self.attendance)


class HeldAttendance(Base):
    """How many people of an agency took part in a session."""

    __tablename__ = "held_attendance"
    __table_args__ = (
        CheckConstraint("agency_key LIKE 'agencies/%'", name="agency_list"),
        CheckConstraint("number > 0", name="number"),
        {"info": ON_NO_PAGE},
    )

    held_session_id: Mapped[int] = mapped_column(ForeignKey("held_session.id", ondelete="CASCADE"), primary_key=True)
    agency_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"), primary_key=True)
    number: Mapped[int]


class HeldAnswer(Base):
    """How many gave each answer to a question at one point in time; of which sheet an answer is, is not kept."""

    __tablename__ = "held_answer"
    __table_args__ = (
        CheckConstraint(f"point IN {POINTS}", name="point"),
        CheckConstraint(f"kind IN {tuple(STEPS)}", name="kind"),
        CheckConstraint(" AND ".join(f"{column} >= 0" for column in COLUMNS), name="counts"),
        CheckConstraint(f"kind = '{SCALE}' OR (fourth = 0 AND fifth = 0)", name="steps"),
        UniqueConstraint("held_session_id", "point", "question"),
        {"info": ON_NO_PAGE},
    )

    held_session_id: Mapped[int] = mapped_column(ForeignKey("held_session.id", ondelete="CASCADE"), primary_key=True)
    point: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    """Number of the question on the form."""
    question: Mapped[str]
    """Its words then: forms change."""
    kind: Mapped[str]
    of_manager: Mapped[bool] = mapped_column(default=False)
    """Whether the manager answers it, and not the person who took part."""
    first: Mapped[int] = mapped_column(default=0)
    """How many gave 1 on the scale, or yes; the others follow in the same order."""
    second: Mapped[int] = mapped_column(default=0)
    third: Mapped[int] = mapped_column(default=0)
    fourth: Mapped[int] = mapped_column(default=0)
    fifth: Mapped[int] = mapped_column(default=0)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many gave each answer."""
        given = self.first, self.second, self.third, self.fourth, self.fifth
        return given[: STEPS[self.kind]]
