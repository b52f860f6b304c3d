"""Reads of reviews as editors see them: the list, one with its sources and evaluations, and what hangs on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.errors import Moved, NotFound
from kb.core.folding import folded_name
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Evaluation, FormerReviewSlug, Review
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What is said of a review, as an editor types it; closed values and the organisation by their slugs."""

    title: str
    slug: str
    pseudonym: str
    kind: str
    organisation: str
    nation: str
    region: str
    year: str
    summary: str


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is said of where a review was published."""

    title: str
    publisher: str
    kind: str
    year: str
    url: str
    pages: str
    accessed: date | None
    withdrawn_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class EvaluationFacts:
    """How a review was judged: `grade` holds the slugs of scheme and grade, with a stroke between."""

    evaluator: str
    grade: str
    day: date | None
    year: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which reviews to list: words of title, pseudonym or organisation, slugs of a nation and of a type."""

    words: str = ""
    nation: str = ""
    kind: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a review has to meet."""
        by_name = select(Organisation.id)
        wanted: list[ColumnElement[bool]] = []
        for word in folded_name(self.words).split()[:10]:
            named = by_name.where(Organisation.name_folded.contains(word, autoescape=True))
            columns = (func.lower(Review.title), func.lower(Review.pseudonym), Review.slug)
            wanted.append(
                or_(*(column.contains(word, autoescape=True) for column in columns), Review.organisation_id.in_(named))
            )
        if self.nation:
            wanted.append(Review.nation_key == f"nations/{self.nation}")
        if self.kind:
            wanted.append(Review.kind_key == f"review-types/{self.kind}")
        return wanted


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in the list."""

    slug: str
    title: str
    kind: str
    place: str
    year: int | None
    organisation: str
    lessons: int
    """Published ones that are drawn from it."""
    evaluations: int


def review_rows(chosen: ReviewFilter, page: int) -> Page[ReviewRow]:
    """A page of the reviews by title."""
    total = session.scalar(select(func.count()).select_from(Review).where(*chosen.conditions())) or 0
    return page_of(page, total, lambda offset, limit: _rows(chosen, offset, limit))


def _rows(chosen: ReviewFilter, offset: int, limit: int) -> Sequence[ReviewRow]:
    lessons = select(func.count()).select_from(Lesson).join(Revision, live).where(Revision.review_id == Review.id)
    judged = select(func.count()).where(Evaluation.review_id == Review.id)
    numbers = (each.correlate(Review).scalar_subquery() for each in (lessons, judged))
    found = session.execute(
        select(Review, *numbers)
        .where(*chosen.conditions())
        .options(*(joinedload(each) for each in (Review.kind, Review.nation, Review.region, Review.organisation)))
        .order_by(func.lower(Review.title), Review.id)
        .offset(offset)
        .limit(limit)
    )
    return [
        ReviewRow(
            review.slug,
            review.title,
            review.kind.label,
            (review.region or review.nation).label,
            review.year,
            review.organisation.name if review.organisation else "",
            drawn,
            evaluations,
        )
        for review, drawn, evaluations in found
    ]


def review_at(slug: str) -> Review:
    """The review at this address. Raises NotFound, or Moved where it has another one now."""
    former = select(FormerReviewSlug.review_id).where(FormerReviewSlug.slug == slug)
    found = session.scalar(select(Review).where(or_(Review.slug == slug, Review.id.in_(former))))
    if found is None:
        raise NotFound
    if found.slug != slug:
        raise Moved(found.slug, found)
    return found


def facts_of(review: Review) -> ReviewFacts:
    """What is said of a review now."""
    kind, nation, region = (_slug(key) for key in (review.kind_key, review.nation_key, review.region_key))
    return ReviewFacts(
        title=review.title,
        slug=review.slug,
        pseudonym=review.pseudonym or "",
        kind=kind,
        organisation=review.organisation.slug if review.organisation else "",
        nation=nation,
        region=region,
        year=str(review.year or ""),
        summary=review.summary or "",
    )


def _slug(key: str | None) -> str:
    return (key or "").partition("/")[2]


def source_facts(source: Source) -> SourceFacts:
    """What is said of a source now."""
    return SourceFacts(
        title=source.title,
        publisher=source.publisher,
        kind=_slug(source.kind_key),
        year=str(source.year or ""),
        url=source.url or "",
        pages=source.pages or "",
        accessed=source.accessed,
        withdrawn_on=source.withdrawn_on,
        note=source.note or "",
    )


def evaluation_facts(evaluation: Evaluation) -> EvaluationFacts:
    """What is said of an evaluation now."""
    return EvaluationFacts(
        evaluator=evaluation.evaluator,
        grade=f"{_slug(evaluation.scheme_key)}/{evaluation.grade}",
        day=evaluation.day,
        year=str(evaluation.year or ""),
        url=evaluation.url or "",
        note=evaluation.note or "",
    )


def source_of(review: Review, number: int) -> Source:
    """The source of this number that belongs to a review, read anew. Raises NotFound."""
    found = session.get(Source, number, populate_existing=True)
    if found is None or found.review_id != review.id:
        raise NotFound
    return found


def evaluation_of(review: Review, number: int) -> Evaluation:
    """The evaluation at this place of a review, read anew. Raises NotFound."""
    found = session.get(Evaluation, (review.id, number), populate_existing=True)
    if found is None:
        raise NotFound
    return found


def grades() -> Mapping[str, str]:
    """Every grade of every scheme in words, by the slugs of scheme and grade with a stroke between."""
    schemes = select(ClosedValue).where(ClosedValue.list_slug == "evaluation-schemes").order_by(ClosedValue.position)
    return {
        f"{scheme.slug}/{grade['slug']}": f"{scheme.label}: {grade['label']}"
        for scheme in session.scalars(schemes)
        for grade in scheme.details.get("grades", [])
    }


def details_of(list_slug: str) -> Mapping[str, Mapping[str, Any]]:
    """What the values of a closed list say beside their names, by slug."""
    found = select(ClosedValue.slug, ClosedValue.details).where(ClosedValue.list_slug == list_slug)
    return {slug: details for slug, details in session.execute(found)}


def organisation_choices() -> Sequence[tuple[str, str]]:
    """Slug and name of every organisation, by name."""
    found = select(Organisation.slug, Organisation.name).order_by(Organisation.name_folded, Organisation.slug)
    return [(slug, f"{name} ({slug})") for slug, name in session.execute(found)]


def organisation_called(slug: str) -> Organisation | None:
    """The organisation at this address."""
    return session.scalar(select(Organisation).where(Organisation.slug == slug))


def former_slugs(review: Review) -> Sequence[str]:
    """Addresses that lead to a review."""
    of_it = select(FormerReviewSlug.slug).where(FormerReviewSlug.review_id == review.id)
    return session.scalars(of_it.order_by(FormerReviewSlug.slug)).all()


def drawn_from(review: Review) -> ColumnElement[bool]:
    """What a revision has that is drawn from a review."""
    return Revision.review_id == review.id


def published_from(review: Review) -> Sequence[int]:
    """Numbers of the published lessons that are drawn from a review."""
    return session.scalars(select(Lesson.id).join(Revision, live).where(drawn_from(review)).order_by(Lesson.id)).all()


def nations_of_lessons(review: Review) -> Mapping[str, int]:
    """How many texts are drawn from a review, by the nation that they say."""
    rows = select(Revision.nation_key, func.count()).where(drawn_from(review), Revision.nation_key.is_not(None))
    return {_slug(key): number for key, number in session.execute(rows.group_by(Revision.nation_key))}
