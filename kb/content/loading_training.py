"""Loads the trainers' material. It is made in the files alone, so what they no longer have is taken out."""

from collections.abc import Iterable, Mapping

from sqlalchemy import or_, select

from kb.content.columns import Row, to_row
from kb.content.contents import Contents, Values
from kb.content.differences import difference, ids, remove, replace_parts, write
from kb.content.fields import Field, keys, ordered
from kb.content.fields_training import FORM, QUIZ_ITEM, SAFETY, SESSION, VIGNETTE
from kb.content.outcomes import Tally, saying_again
from kb.core.db import Base, session
from kb.lessons.models.lesson import EXPUNGED, Lesson, Revision
from kb.lessons.models.vocabulary import Theme
from kb.training.models import (
    EvaluationForm,
    QuizItem,
    Safety,
    SessionTemplate,
    Vignette,
    VignetteLesson,
    VignetteTheme,
)


def load_vignettes(vignettes: dict[str, Values], lesson: Mapping[str, int]) -> Tally:
    """The vignettes, with the themes they are about and the lessons behind them (numbers by the slug of the file)."""
    theme = ids(Theme)
    found = difference(Vignette, "slug", [_row(values, VIGNETTE, Vignette, slug) for slug, values in vignettes.items()])
    remove(Vignette, "slug", [row["slug"] for row in found.gone])
    write(Vignette, "slug", found)
    number = ids(Vignette)
    behind = {
        number[slug]: [{"lesson_id": lesson[other]} for other in values["lessons"] if other in lesson]
        for slug, values in vignettes.items()
    }  # fmt: skip
    about = {
        number[slug]: [{"theme_id": theme[other]} for other in values["themes"]] for slug, values in vignettes.items()
    }
    changed = {number[row["slug"]] for _, row in found.changed}
    changed |= replace_parts(VignetteLesson, "vignette_id", behind) | replace_parts(VignetteTheme, "vignette_id", about)
    new = {number[row["slug"]] for row in found.new}
    again = saying_again("vignette", vignettes.items())
    return Tally("Vignettes", len(vignettes), len(new), len(changed - new), len(found.gone), again)


def load_quiz(quiz: list[Values], lesson: Mapping[str, int]) -> Tally:
    """The quiz, each item with the lesson that shows why its answer is right; none where that was removed for good."""
    rows = [
        to_row(values, QUIZ_ITEM, QuizItem) | {"position": at, "lesson_id": lesson[values["lesson"]]}
        for at, values in enumerate(quiz, 1)
        if values["lesson"] in lesson
    ]  # fmt: skip
    again = saying_again("quiz question", ((values["slug"], values) for values in quiz))
    return _load("Quiz questions", rows, QuizItem, again)


def load_sessions(sessions: dict[str, Values]) -> Tally:
    """The session templates."""
    vignette = ids(Vignette)
    rows = [
        _row(values, SESSION, SessionTemplate, slug) | {"vignette_id": vignette.get(values.get("vignette", ""))}
        for slug, values in sessions.items()
    ]  # fmt: skip
    return _load("Session templates", rows, SessionTemplate)


def load_forms(forms: list[Values]) -> Tally:
    """The evaluation forms."""
    rows = [_row(values, FORM, EvaluationForm, values["slug"]) | {"position": at} for at, values in enumerate(forms, 1)]
    return _load("Evaluation forms", rows, EvaluationForm)


def load_safety(safety: Values) -> Tally:
    """What is said and done so that nobody is hurt; one text, or none."""
    rows = [{"slug": "safety", "details": ordered(safety, SAFETY)}] if safety else []
    return _load("Safety texts", rows, Safety)


def load_training(contents: Contents) -> list[Tally]:
    """All of it, in the order in which one refers to the other.

    A lesson is known by its reference: one that is not published may have another address than its file.
    """
    number = _loaded()
    references = {slug: values["reference"] for slug, values in contents.lessons.items()}
    lesson = {slug: number[reference] for slug, reference in references.items() if reference in number}
    return [
        load_vignettes(contents.vignettes, lesson),
        load_quiz(contents.quiz, lesson),
        load_sessions(contents.sessions),
        load_forms(contents.forms),
        load_safety(contents.safety),
    ]


def _loaded() -> dict[str, int]:
    """Numbers of the lessons by their references: of those that were not removed for good."""
    wanted = select(Lesson.reference, Lesson.id).outerjoin(Revision, Revision.id == Lesson.live_revision_id)
    there = wanted.where(Lesson.reference.is_not(None), or_(Revision.id.is_(None), Revision.state != EXPUNGED))
    return {reference or "": number for reference, number in session.execute(there)}


def _row(values: Values, form: tuple[Field, ...], model: type[Base], slug: str) -> Row:
    """The columns of a record; what has none is kept in `details` as the file gives it."""
    row = to_row(values, form, model)
    columns = {column.removesuffix("_key") for column in row}
    inner = ordered({key: values[key] for key in keys(form) if key in values and key not in columns}, form)
    return {"slug": slug} | row | {"details": {key: value for key, value in inner.items() if key not in _linked(model)}}


def _linked(model: type[Base]) -> tuple[str, ...]:
    return ("themes", "lessons") if model is Vignette else ("vignette",)


def _load(name: str, rows: list[Row], model: type[Base], notes: Iterable[str] = ()) -> Tally:
    found = difference(model, "slug", rows)
    remove(model, "slug", [row["slug"] for row in found.gone])
    write(model, "slug", found)
    return Tally(name, len(rows), len(found.new), len(found.changed), len(found.gone), list(notes))
