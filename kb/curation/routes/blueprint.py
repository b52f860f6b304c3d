"""What the pages of this package are registered with, and how they find a theme or a review and go back to it."""

from collections.abc import Callable
from typing import TypeVar

from apiflask import APIBlueprint
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kb.core.errors import Conflict, Moved
from kb.curation.queries import reviews as review_queries
from kb.curation.queries import themes as theme_queries
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import Theme

blueprint = APIBlueprint("curation", "kb.curation.routes", enable_openapi=False)

Thing = TypeVar("Thing", Theme, Review)


def theme_at(slug: str, **_rest: object) -> Theme:
    """The theme that an address names."""
    return _at(theme_queries.theme_at, slug)


def review_at(slug: str, **_rest: object) -> Review:
    """The review that an address names."""
    return _at(review_queries.review_at, slug)


def _at(find: Callable[[str], Thing], slug: str) -> Thing:
    """What stands at an address. Raises Moved for who looks, Conflict for who sends a form to one that has moved.

    What was typed for one thing must not be saved in another that it went into, and is shown to be copied.
    """
    try:
        return find(slug)
    except Moved as moved:
        if request.method == "POST":
            raise Conflict from None
        raise Moved(moved.slug) from None


def called(thing: Theme | Review) -> tuple[str, str]:
    """What pages call things of its kind, and its own name."""
    return ("theme", thing.label) if isinstance(thing, Theme) else ("review", thing.title)


def back(thing: Theme | Review, done: str) -> Response:
    """Back to the page of a theme or a review, which says what was done."""
    flash(done)
    return redirect(url_for(f"curation.{called(thing)[0]}", slug=thing.slug), 303)
