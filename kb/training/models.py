"""Tables of the trainers' material. Its inner structure is kept as the content files give it, in `details`."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.core.db import Base
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.vocabulary import ClosedValue, Theme


class Vignette(Base):
    """A case to work on in a session: put together from several lessons and changed, so that it is nobody's."""

    __tablename__ = "vignette"
    __table_args__ = (CheckConstraint("age_band_key LIKE 'child-age-bands/%'", name="age_band_list"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    age_band_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    minutes: Mapped[int]
    changed: Mapped[str]
    """How it was made unlike any case that the lessons come from."""
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Agencies, stages, questions with their model points."""

    age_band: Mapped[ClosedValue] = relationship()
    lesson_links: Mapped[list["VignetteLesson"]] = relationship(
        order_by="VignetteLesson.position", cascade="all, delete-orphan"
    )
    theme_links: Mapped[list["VignetteTheme"]] = relationship(
        order_by="VignetteTheme.position", cascade="all, delete-orphan"
    )


class VignetteLesson(Base):
    """A lesson behind a vignette."""

    __tablename__ = "vignette_lesson"

    vignette_id: Mapped[int] = mapped_column(ForeignKey("vignette.id", ondelete="CASCADE"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]

    lesson: Mapped[Lesson] = relationship()


class VignetteTheme(Base):
    """A theme that a vignette lets a group work on."""

    __tablename__ = "vignette_theme"

    vignette_id: Mapped[int] = mapped_column(ForeignKey("vignette.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]

    theme: Mapped[Theme] = relationship()


class QuizItem(Base):
    """A question with its options, of which one is right, and the lesson that shows why."""

    __tablename__ = "quiz_item"
    __table_args__ = (CheckConstraint("answer >= 1", name="answer"),)

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    stem: Mapped[str]
    options: Mapped[list[str]] = mapped_column(JSON)
    answer: Mapped[int]
    """Number of the right option, from 1."""
    explanation: Mapped[str]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    section: Mapped[str]
    """Part of the lesson that shows it: found, why, done, effect or how."""

    lesson: Mapped[Lesson] = relationship()


class SessionTemplate(Base):
    """The frame of a training session: timed blocks that add up, to be filled with lessons."""

    __tablename__ = "session_template"
    __table_args__ = (CheckConstraint("format_key LIKE 'session-formats/%'", name="format_list"),)

    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    summary: Mapped[str]
    minutes: Mapped[int]
    format_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    vignette_id: Mapped[int | None] = mapped_column(ForeignKey("vignette.id", ondelete="SET NULL"), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Audience, outcomes, blocks and the rest, as the content file gives them."""

    format: Mapped[ClosedValue] = relationship()
    vignette: Mapped[Vignette | None] = relationship()


class EvaluationForm(Base):
    """What those who take part are asked before a session, at its end, or some weeks later."""

    __tablename__ = "evaluation_form"

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    """When it is given, its introduction and questions."""


class Safety(Base):
    """What is said and done so that nobody is hurt by a session: notice, ground rules, the right to step out."""

    __tablename__ = "training_safety"

    slug: Mapped[str] = mapped_column(primary_key=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
