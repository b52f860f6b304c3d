"""What the sitemap lists: standing pages, lessons, themes, reviews, and the organisations that have something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for
from sqlalchemy import or_, select

from kb.accounts.models import Organisation
from kb.core.db import session
from kb.core.settings import settings
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import Theme
from kb.site.pages import NAMES

LISTS = ("site.home", "lessons.themes", "lessons.reviews", "lessons.organisations", "lessons.glossary")
MOST = 50_000
"""A sitemap may hold no more (sitemaps.org, "Sitemap protocol")."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page in the sitemap and when it last changed, if that is known."""

    url: str
    changed: date | None = None


def addresses() -> list[Address]:
    """Every address to list, most important first."""
    return [address for address, _ in zip(_all(), range(MOST), strict=False)]


def _all() -> Iterator[Address]:
    site = settings().site_url
    for endpoint in LISTS:
        yield Address(site + url_for(endpoint))
    for name in NAMES:
        yield Address(site + url_for("site.page", slug=name))
    changed = select(Lesson.slug, Revision.created_at).join(Revision, live).order_by(Lesson.reference)
    for slug, moment in session.execute(changed):
        yield Address(site + url_for("lessons.show", slug=slug), moment.date())
    with_lessons = select(Lesson.organisation_id).join(Revision, live).where(Lesson.organisation_named)
    named = or_(
        Organisation.id.in_(with_lessons.where(Lesson.organisation_id.is_not(None))),
        Organisation.id.in_(select(Review.organisation_id).where(Review.organisation_id.is_not(None))),
    )
    for endpoint, slugs in (
        ("lessons.theme", select(Theme.slug).order_by(Theme.position)),
        ("lessons.review", select(Review.slug).order_by(Review.slug)),
        ("lessons.organisation", select(Organisation.slug).where(named).order_by(Organisation.slug)),
    ):
        for slug in session.scalars(slugs):
            yield Address(site + url_for(endpoint, slug=slug))
