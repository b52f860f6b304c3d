"""Reads the trainers' material from the database as the content files say it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from kb.content.columns import from_row
from kb.content.contents import Contents, Values
from kb.content.fields_training import FORM, QUIZ_ITEM, SESSION, VIGNETTE
from kb.core import db
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.training.models import (
    EvaluationForm,
    QuizItem,
    Safety,
    SessionTemplate,
    Vignette,
    VignetteLesson,
    VignetteTheme,
)


def add_training(found: Contents) -> None:
    """Put it into the contents, as far as it rests on published lessons alone: no more than its pages show."""
    shown = frozenset(db.session.scalars(select(Lesson.id).join(Revision, live)))
    found.vignettes = dict(_vignettes(shown))
    found.sessions = dict(_sessions(found.vignettes, found.lessons))
    found.quiz = list(_quiz(shown))
    forms = db.session.scalars(select(EvaluationForm).order_by(EvaluationForm.position))
    found.forms = [from_row(form, FORM) | form.details for form in forms]
    found.safety = next((safety.details for safety in db.session.scalars(select(Safety))), {})


def _vignettes(shown: frozenset[int]) -> Iterator[tuple[str, Values]]:
    statement = select(Vignette).options(
        selectinload(Vignette.lesson_links).joinedload(VignetteLesson.lesson),
        selectinload(Vignette.theme_links).joinedload(VignetteTheme.theme),
    )
    for row in db.session.scalars(statement):
        if all(link.lesson_id in shown for link in row.lesson_links):
            linked: Values = {
                "composite": True,
                "themes": [link.theme.slug for link in row.theme_links],
                "lessons": [link.lesson.slug for link in row.lesson_links],
            }
            yield row.slug, from_row(row, VIGNETTE) | row.details | linked


def _sessions(vignettes: Values, lessons: Values) -> Iterator[tuple[str, Values]]:
    for row in db.session.scalars(select(SessionTemplate).options(joinedload(SessionTemplate.vignette))):
        values = from_row(row, SESSION) | row.details
        values["lessons"] = [slug for slug in values.get("lessons", []) if slug in lessons]
        if row.vignette and row.vignette.slug in vignettes:
            values["vignette"] = row.vignette.slug
        yield row.slug, values


def _quiz(shown: frozenset[int]) -> Iterator[Values]:
    for item in db.session.scalars(select(QuizItem).options(joinedload(QuizItem.lesson)).order_by(QuizItem.position)):
        if item.lesson_id in shown:
            yield from_row(item, QUIZ_ITEM) | {"lesson": item.lesson.slug}
