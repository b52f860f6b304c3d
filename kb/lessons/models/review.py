"""Tables of reviews, of how each was evaluated, and of what was published about many: totals evaluated and counted."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.organisation import Organisation
from kb.core.db import Base
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue


class Review(Base):
    """A serious case review or one of its successors, as published."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("kind_key LIKE 'review-types/%'", name="kind_list"),
        CheckConstraint("nation_key LIKE 'nations/%'", name="nation_list"),
        CheckConstraint("region_key LIKE 'regions/%'", name="region_list"),
        CheckConstraint("year BETWEEN 1945 AND 2200", name="year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    pseudonym: Mapped[str | None]
    """Letter, code or invented name under which the review itself was published."""
    kind_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    nation_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    region_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    year: Mapped[int | None] = mapped_column(index=True)
    summary: Mapped[str | None]
    changed_on_site: Mapped[bool] = mapped_column(default=False)
    """An editor has changed or added it here, so that loading content leaves it as it is."""

    kind: Mapped[ClosedValue] = relationship(foreign_keys=[kind_key])
    nation: Mapped[ClosedValue] = relationship(foreign_keys=[nation_key])
    region: Mapped[ClosedValue | None] = relationship(foreign_keys=[region_key])
    organisation: Mapped[Organisation | None] = relationship()
    sources: Mapped[list[Source]] = relationship(order_by=Source.position, cascade="all, delete-orphan")
    evaluations: Mapped[list["Evaluation"]] = relationship(order_by="Evaluation.position", cascade="all, delete-orphan")


class FormerReviewSlug(Base):
    """An address that a review had before it was renamed, merged into another one or removed."""

    __tablename__ = "former_review_slug"

    slug: Mapped[str] = mapped_column(primary_key=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    """The review that it leads to; None where an editor removed the review, so that no file brings it back."""
    merged: Mapped[bool] = mapped_column(default=False)
    """Whether it was the address of a review that has gone into this one."""


class Evaluation(Base):
    """How one review was judged: the review's own quality, not the practice in the case."""

    __tablename__ = "evaluation"
    __table_args__ = (CheckConstraint("scheme_key LIKE 'evaluation-schemes/%'", name="scheme_list"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    evaluator: Mapped[str]
    scheme_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    grade: Mapped[str]
    """Slug of a grade that the scheme lists."""
    year: Mapped[int | None]
    day: Mapped[date | None]
    """Day of the evaluation, where it is known; the year is that of the day then."""
    url: Mapped[str | None]
    """Where the grade can be read."""
    note: Mapped[str | None]

    scheme: Mapped[ClosedValue] = relationship()

    @property
    def grade_label(self) -> str:
        """The grade in the words of its scheme."""
        grades: list[dict[str, Any]] = self.scheme.details.get("grades", [])
        return next((grade["label"] for grade in grades if grade["slug"] == self.grade), self.grade)


class EvaluationPeriod(Base):
    """Published totals of evaluated reviews for a period. What was not published is empty, which is not nought."""

    __tablename__ = "evaluation_period"
    __table_args__ = (CheckConstraint("period_end IS NULL OR period_start <= period_end", name="period"),)

    slug: Mapped[str] = mapped_column(primary_key=True)
    series: Mapped[str]
    """Annual, a quarter, a part of a year, a calendar year or cumulative; only annual rows make a trend."""
    period_start: Mapped[date]
    period_end: Mapped[date | None]
    evaluated: Mapped[int | None]
    """Reviews evaluated: the base of the percentages."""
    outstanding: Mapped[int | None]
    good: Mapped[int | None]
    adequate: Mapped[int | None]
    inadequate: Mapped[int | None]
    outstanding_pct: Mapped[int | None]
    good_pct: Mapped[int | None]
    adequate_pct: Mapped[int | None]
    inadequate_pct: Mapped[int | None]
    boards_submitting: Mapped[int | None]
    figures_status: Mapped[str]
    """Whether the figures are as published, or some or all of them worked out from what was."""
    overlaps: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Slugs of other periods with which it shares reviews."""
    source_title: Mapped[str]
    source_publisher: Mapped[str]
    source_date: Mapped[date | None]
    url: Mapped[str]
    notes: Mapped[str] = mapped_column(default="")


class ReviewCount(Base):
    """How many reviews were begun, or incidents notified, in a period. Unlike measures are never added up."""

    __tablename__ = "review_count"
    __table_args__ = (
        CheckConstraint("period_start <= period_end", name="period"),
        CheckConstraint("nation_key LIKE 'nations/%'", name="nation_list"),
    )

    slug: Mapped[str] = mapped_column(primary_key=True)
    nation_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    measure: Mapped[str]
    """What was counted, in the words of the table: `scr-initiated`, `rapid-reviews` ..."""
    period_start: Mapped[date]
    period_end: Mapped[date]
    period_label: Mapped[str]
    count: Mapped[int | None]
    child_deaths: Mapped[int | None]
    serious_harm: Mapped[int | None]
    other: Mapped[int | None]
    children: Mapped[int | None]
    figures_status: Mapped[str]
    """As in EvaluationPeriod; `general-knowledge` was seen in no source and is not shown as a fact."""
    source_title: Mapped[str]
    url: Mapped[str]
    notes: Mapped[str] = mapped_column(default="")

    nation: Mapped[ClosedValue] = relationship()
