"""What pages of other packages show of the trainers' material: where a lesson or a theme is used in it."""

from collections.abc import Mapping, Sequence

from flask import get_template_attribute
from markupsafe import Markup

from kb.lessons.queries.published import PublishedLesson
from kb.lessons.queries.themes import ThemeShown
from kb.training.queries.quiz import number_of_questions_about, number_of_questions_on
from kb.training.queries.sessions import SessionShown, sessions_about, sessions_on
from kb.training.queries.vignettes import VignetteShown, vignettes_about, vignettes_on


def for_lesson(lesson: PublishedLesson) -> Markup:
    """The section of a lesson's page: sessions with it, vignettes on it, its quiz questions; nothing where none."""
    questions = number_of_questions_on(lesson.id)
    return _section(sessions_on(lesson.id), vignettes_on(lesson.id), questions, {"lesson": lesson.slug})


def for_theme(theme: ThemeShown) -> Markup:
    """The section of a theme's page: sessions, vignettes and quiz questions on it; nothing where none."""
    themes, questions = (theme.id, *theme.narrower), number_of_questions_about(theme.slug)
    return _section(sessions_about(themes), vignettes_about(themes), questions, {"theme": theme.slug})


def _section(
    sessions: Sequence[SessionShown], vignettes: Sequence[VignetteShown], questions: int, chosen: Mapping[str, str]
) -> Markup:
    if not (sessions or vignettes or questions):
        return Markup("")
    section = get_template_attribute("training/_used.html", "section")
    html: Markup = section(sessions, vignettes, questions, chosen)
    return html
