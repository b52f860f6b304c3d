"""What public pages show of curation, to those who look after what stands on them."""

from flask import render_template, url_for
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import may
from kb.lessons.models.review import Review
from kb.lessons.queries.themes import ThemeShown


def for_theme(theme: ThemeShown) -> Markup:
    """On the public page of a theme or a group: the way to change it."""
    if not may(Permission.THEME_EDIT):
        return Markup()
    return _way(url_for("curation.theme", slug=theme.slug), "theme" if theme.broader else "group")


def for_review(review: Review) -> Markup:
    """On the public page of a review: the way to change it."""
    if not may(Permission.REVIEW_EDIT):
        return Markup()
    return _way(url_for("curation.review", slug=review.slug), "review")


def _way(address: str, noun: str) -> Markup:
    return Markup(render_template("curation/_way.html", address=address, noun=noun))  # noqa: S704 - from a template
