"""What pages of other packages show of the trainers' material: where a lesson or a theme is used in it."""

from collections.abc import Mapping, Sequence

from flask import get_template_attribute
from markupsafe import Markup

from kb.lessons.queries.published import PublishedLesson
from kb.lessons.queries.themes import ThemeShown
from kb.training.queries.quiz import number_of_questions_about, number_of_questions_on
from kb.training.queries.vignettes import VignetteShown, vignettes_about, vignettes_on


def for_lesson(lesson: PublishedLesson) -> Markup:
    """The section of a lesson's page: vignettes that it is behind and its quiz questions; nothing where none."""
    return _section(vignettes_on(lesson.id), number_of_questions_on(lesson.id), {"lesson": lesson.slug})


def for_theme(theme: ThemeShown) -> Markup:
    """The section of a theme's page: vignettes on it and quiz questions; nothing where none."""
    vignettes = vignettes_about((theme.id, *theme.narrower))
    return _section(vignettes, number_of_questions_about(theme.slug), {"theme": theme.slug})


def _section(vignettes: Sequence[VignetteShown], questions: int, chosen: Mapping[str, str]) -> Markup:
    if not vignettes and not questions:
        return Markup("")
    html: Markup = get_template_attribute("training/_used.html", "section")(vignettes, questions, chosen)
    return html
