"""Reads of reviews: the list with its filters, and one review with the lessons drawn from it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from kb.accounts.models import Organisation
from kb.core.db import session
from kb.core.errors import NotFound
from kb.lessons.cards import Card, Label, cards, organisation_label
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Evaluation, Review
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue
from kb.lessons.queries.themes import Choice

nameable = or_(Lesson.organisation_named, Review.organisation_id.is_(None))
"""A lesson whose organisation asked not to be named is not shown beside a review that names one."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in a list."""

    slug: str
    title: str
    kind: str
    organisation: Label | None
    place: str
    year: int | None
    lessons: int


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which reviews to list: slugs of a nation and of a type, empty for all."""

    nation: str = ""
    kind: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a review has to meet."""
        wanted = []
        if self.nation:
            wanted.append(Review.nation_key == f"nations/{self.nation}")
        if self.kind:
            wanted.append(Review.kind_key == f"review-types/{self.kind}")
        return wanted


def review_rows(chosen: ReviewFilter, *, first: int, size: int) -> tuple[list[ReviewRow], int]:
    """Rows `first` onwards of the reviews, newest first, and how many there are."""
    total = session.scalar(select(func.count()).select_from(Review).where(*chosen.conditions())) or 0
    order = (Review.year.desc().nulls_last(), Review.title, Review.id)
    rows = _rows(chosen.conditions(), order, first=first, size=size)
    return rows, total


def reviews_of(organisation_ids: list[int]) -> list[ReviewRow]:
    """The reviews of these organisations, newest first."""
    order = (Review.year.desc().nulls_last(), Review.title, Review.id)
    return _rows([Review.organisation_id.in_(organisation_ids)], order, first=0, size=100)


def _rows(wanted: list[ColumnElement[bool]], order: tuple[object, ...], *, first: int, size: int) -> list[ReviewRow]:
    lessons = (
        select(func.count())
        .select_from(Lesson)
        .join(Revision, live)
        .where(and_(Revision.review_id == Review.id, nameable))
        .correlate(Review)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Review, lessons)
        .where(*wanted)
        .options(
            joinedload(Review.kind),
            joinedload(Review.organisation),
            joinedload(Review.nation),
            joinedload(Review.region),
        )
        .order_by(*order)  # type: ignore[arg-type]
        .limit(size)
        .offset(first)
    )
    return [
        ReviewRow(
            slug=review.slug,
            title=review.title,
            kind=review.kind.label,
            organisation=organisation_label(review.organisation) if review.organisation else None,
            place=(review.region or review.nation).label,
            year=review.year,
            lessons=number,
        )
        for review, number in rows
    ]


def choices(list_slug: str, chosen: str) -> list[Choice]:
    """The values of a closed list (`nations`, `review-types`) that some review has, with their numbers of reviews."""
    column = {"nations": Review.nation_key, "review-types": Review.kind_key}[list_slug]
    rows = session.execute(
        select(ClosedValue.slug, ClosedValue.label, func.count(Review.id))
        .join(Review, column == ClosedValue.key)
        .group_by(ClosedValue.key)
        .order_by(ClosedValue.position)
    )
    return [Choice(slug, label, number, slug == chosen) for slug, label, number in rows]


def review_by_slug(slug: str) -> Review:
    """The review at this address with everything its page shows. Raises NotFound."""
    review = session.scalar(
        select(Review)
        .where(Review.slug == slug)
        .options(
            joinedload(Review.kind),
            joinedload(Review.nation),
            joinedload(Review.region),
            joinedload(Review.organisation).selectinload(Organisation.successors),
            selectinload(Review.sources).joinedload(Source.kind),
            selectinload(Review.evaluations).joinedload(Evaluation.scheme),
        )
    )
    if review is None:
        raise NotFound
    return review


def lessons_from(review: Review) -> list[Card]:
    """The lessons drawn from a review."""
    ids = session.scalars(
        select(Lesson.id)
        .join(Revision, live)
        .join(Review, Review.id == Revision.review_id)
        .where(Review.id == review.id, nameable)
        .order_by(Lesson.reference)
        .limit(100)
    ).all()
    return cards(ids)
