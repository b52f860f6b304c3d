"""What the sitemap lists: standing pages, lessons, themes, reviews, organisations with something, training, packs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from flask import url_for

from kb.core.settings import settings
from kb.lessons.queries.addresses import lesson_addresses, organisation_slugs, review_slugs, theme_slugs
from kb.packs.queries.publications import pack_addresses
from kb.site.pages import NAMES
from kb.training.queries.addresses import training_addresses

LISTS = (
    "site.home", "lessons.themes", "lessons.reviews", "lessons.organisations", "lessons.glossary", "editorial.submit",
    "packs.index",
)  # fmt: skip
MOST = 50_000
"""A sitemap may hold no more (sitemaps.org, "Sitemap protocol")."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page in the sitemap and when it last changed, if that is known."""

    url: str
    changed: date | None = None


def addresses() -> list[Address]:
    """Every address to list, most important first."""
    return list(islice(_all(), MOST))


def _all() -> Iterator[Address]:
    site = settings().site_url
    for endpoint in LISTS:
        yield Address(site + url_for(endpoint))
    for name in NAMES:
        yield Address(site + url_for("site.page", slug=name))
    for slug, changed in lesson_addresses():
        yield Address(site + url_for("lessons.show", slug=slug), changed)
    for endpoint, slugs in (
        ("lessons.theme", theme_slugs()),
        ("lessons.review", review_slugs()),
        ("lessons.organisation", organisation_slugs()),
    ):
        for slug in slugs:
            yield Address(site + url_for(endpoint, slug=slug))
    for endpoint, place in training_addresses():
        yield Address(site + url_for(endpoint, slug=place))
    for slug, since in pack_addresses():
        yield Address(site + url_for("packs.show", slug=slug), since)
