"""What pages of other packages show of packs: the ways to start one, and to put lessons into one."""

from collections.abc import Callable, Iterable, Sequence

from flask import current_app, get_template_attribute, render_template, url_for
from markupsafe import Markup

from kb.lessons.cards import Card
from kb.lessons.queries.published import PublishedLesson
from kb.lessons.queries.themes import ThemeShown
from kb.training.queries.sessions import SessionShown


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


def for_theme(theme: ThemeShown) -> Markup:
    """On the page of a theme: the way to a session on it. A group is too wide for one."""
    if theme.broader is None:
        return Markup()
    return Markup(render_template("packs/_on_theme.html", theme=theme))  # noqa: S704 - from a template


def for_training() -> Markup:
    """On the page of the trainers' material: the way to a pack of one's own."""
    return Markup(render_template("packs/_on_training.html"))  # noqa: S704 - from a template


def for_session(template: SessionShown) -> Markup:
    """On the page of a session template: the way to a pack that begins with it."""
    return Markup(render_template("packs/_on_session.html", template=template))  # noqa: S704 - from a template


def _links(lessons: Sequence[Card | PublishedLesson], *, small: bool) -> list[Markup]:
    filled: Callable[..., Markup] = current_app.jinja_env.globals["filled"]  # type: ignore[assignment]
    link = get_template_attribute("packs/_buttons.html", "add")
    address = url_for("packs.add")
    return [filled(link, f"{address}?lesson={lesson.reference}", lesson.title, small) for lesson in lessons]
