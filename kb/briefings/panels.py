"""What the pages of lessons and themes show of briefings: the way to theirs."""

from flask import get_template_attribute, url_for
from markupsafe import Markup

from kb.lessons.queries.published import PublishedLesson
from kb.lessons.queries.themes import ThemeShown


def for_lesson(lesson: PublishedLesson) -> Markup:
    """On the page of a lesson."""
    return _way(url_for("briefings.lesson", slug=lesson.slug))


def for_theme(theme: ThemeShown) -> Markup:
    """On the page of a theme or a group."""
    return _way(url_for("briefings.theme", slug=theme.slug))


def _way(address: str) -> Markup:
    html: Markup = get_template_attribute("briefings/_way.html", "way")(address)
    return html
