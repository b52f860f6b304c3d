"""What other packages' pages show of training packs: the ways to start one."""

from flask import render_template
from markupsafe import Markup

from kb.lessons.queries.themes import ThemeShown
from kb.training.queries.sessions import SessionShown


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
