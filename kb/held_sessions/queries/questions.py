"""Reads of the questions whose answers are counted: those of a form now, or those that a session has answers to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.held_sessions.models import POINTS, SCALE, STEPS, HeldSession
from kb.training.queries.forms import WHO, FormShown, forms

YES_NO_WORDS = ("Yes", "Partly", "No")


@dataclass(frozen=True, slots=True)
class Counted:
    """A question whose answers are counted."""

    position: int
    """Its number on the form."""
    text: str
    kind: str
    of_manager: bool = False
    low: str = ""
    high: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The answers that there are, in words."""
        return tuple(str(step) for step in range(1, STEPS[SCALE] + 1)) if self.kind == SCALE else YES_NO_WORDS


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time at which people are asked."""

    slug: str
    title: str
    """Of its form."""
    questions: Sequence[Counted]


def points() -> Mapping[str, Point]:
    """The points in time with the questions that their forms ask now."""
    found = {form.slug: form for form in forms()}
    return {slug: _point(slug, found.get(slug)) for slug in POINTS}


def point_of(held: HeldSession, slug: str) -> Point:
    """A point in time of a session: with the questions to which there are answers, or else with those asked now."""
    now = points()[slug]
    kept = [each for each in held.answers if each.point == slug]
    if not kept:
        return now
    meanings = {each.text: (each.low, each.high) for each in now.questions}
    asked = [
        Counted(each.position, each.question, each.kind, each.of_manager, *meanings.get(each.question, ("", "")))
        for each in kept
    ]
    return Point(slug, now.title, asked)


def _point(slug: str, form: FormShown | None) -> Point:
    if form is None:
        return Point(slug, slug.capitalize(), ())
    asked = [
        Counted(each.number, each.text, each.answer, part.title == WHO["manager"], each.low, each.high)
        for part in form.parts
        for each in part.questions
        if each.answer in STEPS
    ]
    return Point(slug, form.title, asked)
