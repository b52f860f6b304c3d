"""Reads of the evaluation forms and of the safety text."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.versions import kept
from kb.training.models import EvaluationForm, Safety

WHO = {"participant": "For the person who took part", "manager": "For the manager of this person"}
"""Who answers a part of a form."""
OF_A_TEAM = frozenset({"plan"})
"""Slugs of the forms that a team fills in together; the others are each person's own."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of a form, and the kind of answer that it takes."""

    number: int
    text: str
    answer: str
    """scale-1-5, yes-partly-no or free-text."""
    low: str
    """What 1 means on a scale; empty where there is none."""
    high: str
    """What 5 means."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """The questions of a form that one kind of person answers."""

    title: str
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormShown:
    """An evaluation form."""

    slug: str
    title: str
    when: str
    introduction: str
    of_a_team: bool
    """Whether it is one sheet for a team, and not one for each person."""
    parts: tuple[FormPart, ...]


@dataclass(frozen=True, slots=True)
class SafetyShown:
    """What is said and done so that nobody is hurt by a session."""

    content_notice: str
    ground_rules: tuple[str, ...]
    opt_out: str
    debrief: str
    facilitators: str


@kept
def forms() -> tuple[FormShown, ...]:
    """All forms in the order in which they are given."""
    rows = session.scalars(select(EvaluationForm).order_by(EvaluationForm.position, EvaluationForm.slug))
    return tuple(
        FormShown(
            slug=row.slug,
            title=row.title,
            when=row.details["when"],
            introduction=row.details["introduction"],
            of_a_team=row.slug in OF_A_TEAM,
            parts=tuple(_parts(row)),
        )
        for row in rows
    )


def form_by_slug(slug: str) -> FormShown:
    """The form at this address. Raises NotFound."""
    found = next((form for form in forms() if form.slug == slug), None)
    if found is None:
        raise NotFound
    return found


@kept
def safety() -> SafetyShown | None:
    """The safety text; None where there is none."""
    details = session.scalar(select(Safety.details).order_by(Safety.slug).limit(1))
    if details is None:
        return None
    texts = {key: details[key] for key in ("content_notice", "opt_out", "debrief", "facilitators")}
    return SafetyShown(ground_rules=tuple(details["ground_rules"]), **texts)


def safety_text() -> SafetyShown:
    """The safety text. Raises NotFound where there is none."""
    found = safety()
    if found is None:
        raise NotFound
    return found


def _parts(row: EvaluationForm) -> Sequence[FormPart]:
    """The questions by who answers them, numbered through."""
    parts = []
    number = 0
    for who, title in WHO.items():
        asked = [question for question in row.details["questions"] if question["who"] == who]
        if asked:
            parts.append(FormPart(title, tuple(_question(of, at) for at, of in enumerate(asked, number + 1))))
            number += len(asked)
    return parts


def _question(details: dict[str, str], number: int) -> FormQuestion:
    return FormQuestion(
        number, details["text"], details["answer"], details.get("low", ""), details.get("high", "")
    )  # fmt: skip
