"""Rows of the trainers' material for tests: each is the least valid one, and a test states what matters to it."""

import itertools
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from kb.core import db
from kb.lessons.models.lesson import Lesson
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

_numbers = itertools.count(1)


def point(
    lesson: Lesson, text: str = "Ask what the child sees.", section: str = "done", **source: str
) -> dict[str, str]:
    """A model point that a lesson shows; with `source` and `url` for what it says beyond the lesson."""
    return {"text": text, "lesson": str(lesson.slug), "section": section, **source}


def question(*points: dict[str, str], text: str = "What would you ask next?", stage: int = 1) -> dict[str, Any]:
    """A question after a stage, with what a good answer has."""
    return {"text": text, "stage": stage, "model_points": list(points)}


def vignette(
    *lessons: Lesson,
    title: str = "The coat that stayed on all day",
    themes: Sequence[str] = ("neglect",),
    questions: Sequence[dict[str, Any]] = (),
    **fields: Any,
) -> Vignette:
    """A case in two stages; the first is taken from each lesson, and each has a question with a model point of it."""
    stages = [
        {
            "title": "A cold morning",
            "text": "The girl keeps her coat on. Her teacher wonders why.",
            "from": [{"lesson": lesson.slug, "section": "found"} for lesson in lessons],
        },
        {"title": "A warm room", "text": "The room is warm now. The coat stays on.", "from": []},
    ]
    asked = list(questions) or [question(point(lesson), stage=2) for lesson in lessons]
    row = Vignette(
        **{
            "slug": f"vignette-{next(_numbers)}",
            "title": title,
            "summary": "Lets a group practise asking what a child sees and hears at home.",
            "age_band_key": "child-age-bands/6-10",
            "minutes": 35,
            "changed": "Setting, family and order of events were changed.",
            "details": {"composite": True, "agencies": ["schools"], "stages": stages, "questions": asked},
            **fields,
        }
    )
    ids = {theme.slug: theme.id for theme in db.session.scalars(select(Theme).where(Theme.slug.in_(themes)))}
    row.lesson_links = [VignetteLesson(lesson=lesson, position=place) for place, lesson in enumerate(lessons)]
    row.theme_links = [VignetteTheme(theme_id=ids[slug], position=place) for place, slug in enumerate(themes)]
    return _added(row)


def quiz_item(lesson: Lesson, stem: str = "What do you check first?", **fields: Any) -> QuizItem:
    """A question of the quiz, of which the second option is right."""
    number = next(_numbers)
    return _added(
        QuizItem(
            **{
                "slug": f"item-{number}",
                "position": number,
                "stem": stem,
                "options": ["How fast it was", "Whether staff agree", "Who was on duty"],
                "answer": 2,
                "explanation": "The audit showed that staff did not agree.",
                "lesson_id": lesson.id,
                "section": "found",
                **fields,
            }
        )
    )


def block(**fields: Any) -> dict[str, Any]:
    """A block of ten minutes."""
    return {
        "minutes": 10,
        "title": "Welcome",
        "purpose": "People feel safe to speak.",
        "method": "talk",
        "content": "Read the rules out.",
        "outcomes": ["ask"],
        **fields,
    }


def session(
    *blocks: dict[str, Any], title: str = "One lesson in a team meeting", about: Vignette | None = None, **details: Any
) -> SessionTemplate:
    """A session of thirty minutes, which is as long as its blocks are not given."""
    told = list(blocks) or [block(minutes=30)]
    return _added(
        SessionTemplate(
            slug=f"session-{next(_numbers)}",
            title=title,
            summary="A team hears one lesson and says what it will change because of it.",
            minutes=sum(part["minutes"] for part in told),
            format_key="session-formats/room",
            vignette_id=about.id if about else None,
            details={
                "audience": "Staff who meet children.",
                "outcomes": [{"slug": "ask", "text": "Be able to ask a second question."}],
                "blocks": told,
                **details,
            },
        )
    )


def form(*questions: dict[str, str], slug: str = "before", title: str = "Before the session") -> EvaluationForm:
    """An evaluation form; without questions given, one on a scale."""
    scale = {
        "text": "How sure are you?",
        "answer": "scale-1-5",
        "low": "Not sure",
        "high": "Sure",
        "who": "participant",
    }
    return _added(
        EvaluationForm(
            slug=slug,
            position=next(_numbers),
            title=title,
            details={
                "when": "In the first minutes.",
                "introduction": "There are no right answers.",
                "questions": list(questions) or [scale],
            },
        )
    )


def safety() -> Safety:
    """The safety text."""
    return _added(
        Safety(
            slug="safety",
            details={
                "content_notice": "This is about harm to children.",
                "ground_rules": ["We look for why.", "Nobody has to speak."],
                "opt_out": "You may leave the room.",
                "debrief": "Come back to the present.",
                "facilitators": "Have two trainers.",
            },
        )
    )


def _added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
