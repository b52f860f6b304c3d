"""What pages of other packages show of packs: the ways to put lessons into one."""

from collections.abc import Callable, Iterable, Sequence

from flask import current_app, get_template_attribute
from markupsafe import Markup

from kb.lessons.cards import Card
from kb.lessons.queries.published import PublishedLesson


def for_lesson(lesson: PublishedLesson) -> Markup:
    """The link on a lesson's page."""
    return _links([lesson], small=False)[0]


def for_cards(cards: Iterable[Card]) -> dict[int, Markup]:
    """The link of each line of a list."""
    shown = list(cards)
    return {card.id: link for card, link in zip(shown, _links(shown, small=True), strict=True)}


def for_shortlist(cards: Sequence[Card]) -> Markup:
    """The link on the shortlist."""
    link = get_template_attribute("packs/_buttons.html", "add_all")
    html: Markup = link([card.reference for card in cards])
    return html


def _links(lessons: Sequence[Card | PublishedLesson], *, small: bool) -> list[Markup]:
    filled: Callable[..., Markup] = current_app.jinja_env.globals["filled"]  # type: ignore[assignment]
    link = get_template_attribute("packs/_buttons.html", "add")
    return [filled(link, lesson.reference, lesson.title, small) for lesson in lessons]
