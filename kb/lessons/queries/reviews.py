"""Reads of reviews: the list with its filters, and one review with the lessons drawn from it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.errors import Moved, NotFound
from kb.core.paging import Page, page_of
from kb.lessons.cards import Card, cards
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Evaluation, FormerReviewSlug, Review
from kb.lessons.models.source import Source
from kb.lessons.queries.labels import Label


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


def review_rows(chosen: ReviewFilter, page: int) -> Page[ReviewRow]:
    """A page of the reviews, newest first."""
    total = session.scalar(select(func.count()).select_from(Review).where(*chosen.conditions())) or 0
    return page_of(page, total, lambda offset, limit: _rows(chosen.conditions(), offset, limit))


def reviews_of(organisation_ids: list[int]) -> list[ReviewRow]:
    """The reviews of these organisations, newest first."""
    return _rows([Review.organisation_id.in_(organisation_ids)], 0, 100)


def _rows(wanted: list[ColumnElement[bool]], offset: int, limit: int) -> list[ReviewRow]:
    lessons = (
        select(func.count())
        .select_from(Lesson)
        .join(Revision, live)
        .where(Revision.review_id == Review.id, Lesson.organisation_named)
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
        .order_by(Review.year.desc().nulls_last(), Review.title, Review.id)
        .limit(limit)
        .offset(offset)
    )
    return [
        ReviewRow(
            slug=review.slug,
            title=review.title,
            kind=review.kind.label,
            organisation=Label(review.organisation.slug, review.organisation.name) if review.organisation else None,
            place=(review.region or review.nation).label,
            year=review.year,
            lessons=number,
        )
        for review, number in rows
    ]


def review_by_slug(slug: str) -> Review:
    """The review at this address with everything its page shows.

    Raises Moved for the address of one that was renamed or merged into another, NotFound where there is none.
    """
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
        former = select(Review.slug).join(FormerReviewSlug).where(FormerReviewSlug.slug == slug)
        now_at = session.scalar(former)
        raise Moved(now_at) if now_at else NotFound
    return review


def lessons_from(review: Review) -> list[Card]:
    """The lessons drawn from a review."""
    ids = session.scalars(
        select(Lesson.id)
        .join(Revision, live)
        .where(Revision.review_id == review.id, Lesson.organisation_named)
        .order_by(Lesson.id)
        .limit(100)
    ).all()
    return cards(ids)
