"""The buttons that other pages show for the shortlist."""

from collections.abc import Callable, Iterable, Sequence

from flask import current_app, get_template_attribute
from markupsafe import Markup

from kb.lessons.cards import Card
from kb.lessons.queries.published import PublishedLesson
from kb.shortlist import cookie
from kb.web.addresses import current_path


def navigation_text() -> str:
    """The entry of the navigation, with the number of lessons in the list."""
    number = len(cookie.chosen())
    return f"Shortlist ({number})" if number else "Shortlist"


def for_lesson(lesson: PublishedLesson) -> Markup:
    """The button on a lesson's page."""
    return _buttons([lesson], small=False)[0]


def for_cards(cards: Iterable[Card]) -> dict[int, Markup]:
    """The button of each line of a list."""
    shown = list(cards)
    return {card.id: button for card, button in zip(shown, _buttons(shown, small=True), strict=True)}


def _buttons(lessons: Sequence[Card | PublishedLesson], *, small: bool) -> list[Markup]:
    filled: Callable[..., Markup] = current_app.jinja_env.globals["filled"]  # type: ignore[assignment]
    button, chosen, back = get_template_attribute("shortlist/_button.html", "button"), cookie.chosen(), current_path()
    return [
        filled(button, lesson.reference, lesson.title, back, lesson.reference in chosen, small) for lesson in lessons
    ]
