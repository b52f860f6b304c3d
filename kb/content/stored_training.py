"""Reads the trainers' material from the database as the content files say it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from kb.content.columns import from_row
from kb.content.contents import Contents, Values
from kb.content.fields_training import FORM, QUIZ_ITEM, SESSION, VIGNETTE
from kb.core import db
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
    """Put all of it into the contents."""
    found.vignettes = dict(_vignettes())
    found.sessions = dict(_sessions())
    found.quiz = list(_quiz())
    forms = db.session.scalars(select(EvaluationForm).order_by(EvaluationForm.position))
    found.forms = [from_row(form, FORM) | form.details for form in forms]
    found.safety = next((safety.details for safety in db.session.scalars(select(Safety))), {})


def _vignettes() -> Iterator[tuple[str, Values]]:
    statement = select(Vignette).options(
        selectinload(Vignette.lesson_links).joinedload(VignetteLesson.lesson),
        selectinload(Vignette.theme_links).joinedload(VignetteTheme.theme),
    )
    for row in db.session.scalars(statement):
        yield (
            row.slug,
            from_row(row, VIGNETTE)
            | row.details
            | {
                "composite": True,
                "themes": [link.theme.slug for link in row.theme_links],
                "lessons": [link.lesson.slug for link in row.lesson_links],
            },
        )


def _sessions() -> Iterator[tuple[str, Values]]:
    for row in db.session.scalars(select(SessionTemplate).options(joinedload(SessionTemplate.vignette))):
        values = from_row(row, SESSION) | row.details
        yield row.slug, values | ({"vignette": row.vignette.slug} if row.vignette else {})


def _quiz() -> Iterator[Values]:
    for item in db.session.scalars(select(QuizItem).options(joinedload(QuizItem.lesson)).order_by(QuizItem.position)):
        yield from_row(item, QUIZ_ITEM) | {"lesson": item.lesson.slug}
