"""The buttons that other pages show for the shortlist."""

from collections.abc import Iterable

from flask import get_template_attribute
from markupsafe import Markup

from kb.lessons.cards import Card
from kb.lessons.models.lesson import Lesson
from kb.shortlist import cookie
from kb.web.templates import current_path


def navigation_text() -> str:
    """The entry of the navigation, with the number of lessons in the list."""
    number = len(cookie.chosen())
    return f"Shortlist ({number})" if number else "Shortlist"


def for_lesson(lesson: Lesson) -> Markup:
    """The button on a lesson's page."""
    assert lesson.live_revision and lesson.reference  # noqa: S101 - the page shows published lessons only
    return _button(lesson.reference, lesson.live_revision.title, small=False)


def for_cards(cards: Iterable[Card]) -> dict[int, Markup]:
    """The button of each line of a list."""
    return {card.id: _button(card.reference, card.title, small=True) for card in cards}


def _button(reference: str, title: str, *, small: bool) -> Markup:
    button = get_template_attribute("shortlist/_button.html", "button")
    html: Markup = button(
        reference=reference, title=title, chosen=reference in cookie.chosen(), back=current_path(), small=small
    )
    return html
