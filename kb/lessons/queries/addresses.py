"""Reads of addresses: those that are worth listing, and what stands at one, or at one that it had before."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import Select, or_, select

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import FormerReviewSlug, Review
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme

Columns = TypeVarTuple("Columns")


def lesson_addresses() -> list[tuple[str, date]]:
    """Slug of each published lesson and the day on which its text was made."""
    rows = session.execute(select(Lesson.slug, Revision.created_at).join(Revision, live).order_by(Lesson.id))
    return [(slug, moment.date()) for slug, moment in rows if slug is not None]


def theme_slugs() -> Sequence[str]:
    """Slugs of all themes and groups, in the order of the vocabulary."""
    return session.scalars(select(Theme.slug).order_by(Theme.position)).all()


def review_slugs() -> Sequence[str]:
    """Slugs of all reviews."""
    return session.scalars(select(Review.slug).order_by(Review.slug)).all()


def organisation_slugs() -> Sequence[str]:
    """Slugs of the organisations that are named in a lesson or did a review."""
    with_lesson = (
        select(Lesson.organisation_id)
        .join(Revision, live)
        .where(Lesson.organisation_named, Lesson.organisation_id.is_not(None))
    )
    with_review = select(Review.organisation_id).where(Review.organisation_id.is_not(None))
    has_something = or_(Organisation.id.in_(with_lesson), Organisation.id.in_(with_review))
    return session.scalars(select(Organisation.slug).where(has_something).order_by(Organisation.slug)).all()


def themes_at(slugs: Collection[str], *, hold: bool = False) -> Mapping[str, Theme]:
    """The themes at these addresses, also at former ones; an address that never was is left out.

    With `hold` none of them can be merged away before the transaction ends: where one is just going, it is waited for,
    and the theme that it went into is found.
    """
    wanted = select(Theme).where(Theme.slug.in_(slugs)).order_by(Theme.id)
    found = {theme.slug: theme for theme in session.scalars(_held(wanted) if hold else wanted)}
    missing = set(slugs) - found.keys()
    if missing:
        former = select(FormerThemeSlug.slug, Theme).join(Theme).where(FormerThemeSlug.slug.in_(missing))
        found |= {slug: theme for slug, theme in session.execute(_held(former) if hold else former)}
    return found


def review_at(slug: str, *, hold: bool = False) -> Review | None:
    """The review at this address, also at a former one; None where there is none. `hold` as above."""
    former = select(FormerReviewSlug.review_id).where(FormerReviewSlug.slug == slug)
    for wanted in (select(Review).where(Review.slug == slug), select(Review).where(Review.id.in_(former))):
        found = session.scalar(wanted.with_for_update(read=True, key_share=True) if hold else wanted)
        if found is not None:
            return found
    return None


def _held(statement: Select[*Columns]) -> Select[*Columns]:
    return statement.with_for_update(read=True, key_share=True, of=Theme)
