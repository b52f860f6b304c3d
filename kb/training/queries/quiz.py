"""Reads of the quiz. A question whose lesson is not published is not shown, not counted and nothing to filter by."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from sqlalchemy import select

from kb.core.db import session
from kb.core.paging import Page, pages
from kb.core.versions import kept
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme
from kb.lessons.models.vocabulary import Theme
from kb.lessons.queries.addresses import themes_at
from kb.lessons.queries.choices import Choice
from kb.lessons.queries.labels import Label, labels
from kb.training.models import QuizItem
from kb.training.queries.lessons import Place, published

SIZE = 10
"""Questions on a page: as many as a group does in a sitting."""


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question as the page shows it."""

    slug: str
    number: int
    """Its place among all that are shown, under every filter the same; a gap would tell of one that is not shown."""
    page: int
    """The page of the whole quiz on which it stands."""
    stem: str
    options: tuple[str, ...]
    answer: int
    """Number of the right option, from 1."""
    explanation: str
    place: Place
    """Where in a lesson the reason stands."""
    theme_ids: frozenset[int]
    """Themes of that lesson."""

    @property
    def letter(self) -> str:
        """The letter of the right option."""
        return ascii_uppercase[self.answer - 1]

    @property
    def right(self) -> str:
        """The words of the right option."""
        return self.options[self.answer - 1]


@dataclass(frozen=True, slots=True)
class QuizFilter:
    """Which questions to show: those on a theme or a group of themes, and those on a lesson; None for all."""

    theme: Label | None = None
    lesson: Label | None = None


@kept
def questions() -> tuple[QuizQuestion, ...]:
    """All of them, in their order."""
    lessons = {lesson.id: lesson for lesson in published(Lesson.id.in_(select(QuizItem.lesson_id))).values()}
    themes = _themes_of_lessons()
    items = session.scalars(select(QuizItem).order_by(QuizItem.position, QuizItem.slug))
    return tuple(
        QuizQuestion(
            slug=item.slug,
            number=place + 1,
            page=place // SIZE + 1,
            stem=item.stem,
            options=tuple(item.options),
            answer=item.answer,
            explanation=item.explanation,
            place=Place(lessons[item.lesson_id], item.section),
            theme_ids=frozenset(themes[item.lesson_id]),
        )
        for place, item in enumerate(item for item in items if item.lesson_id in lessons)
    )


def chosen(theme: str, lesson: str) -> QuizFilter:
    """The filter that these slugs ask for; one that would find nothing is left out, the theme before the lesson."""
    asked = _subjects().get(theme) or (_subjects().get(_present(theme)) if theme else None)
    about = next((item.place.lesson for item in questions() if item.place.lesson.slug == lesson), None)
    if asked and about and all(item.place.lesson != about for item in asked.questions):
        asked = None
    return QuizFilter(asked.label if asked else None, Label(about.slug, about.title) if about else None)


def _present(theme: str) -> str:
    """The address of a theme that was renamed, or has gone into another; the same where it was not."""
    moved = themes_at([theme]).get(theme)
    return moved.slug if moved else theme


def quiz_page(wanted: QuizFilter, number: int) -> Page[QuizQuestion]:
    """A page of the questions that fit a filter."""
    found: Sequence[QuizQuestion] = _subjects()[wanted.theme.slug].questions if wanted.theme else questions()
    if wanted.lesson:
        found = [item for item in found if item.place.lesson.slug == wanted.lesson.slug]
    shown = min(number, pages(len(found), SIZE))
    return Page(found[(shown - 1) * SIZE : shown * SIZE], len(found), shown, SIZE)


def quiz_themes(wanted: QuizFilter) -> list[Choice]:
    """The themes that have questions, with their numbers, in the order of the vocabulary; a group only where chosen."""
    return [
        Choice(subject.label.slug, subject.label.label, len(subject.questions), subject.label == wanted.theme)
        for subject in _subjects().values()
        if not subject.is_group or subject.label == wanted.theme
    ]


def number_of_questions_about(theme: str) -> int:
    """How many questions there are on a theme, or on the themes of a group, by its slug."""
    subject = _subjects().get(theme)
    return len(subject.questions) if subject else 0


def number_of_questions_on(lesson_id: int) -> int:
    """How many questions a lesson answers."""
    return sum(item.place.lesson.id == lesson_id for item in questions())


@dataclass(frozen=True, slots=True)
class _Subject:
    """A theme or a group that has questions."""

    label: Label
    is_group: bool
    questions: tuple[QuizQuestion, ...]


@kept
def _subjects() -> dict[str, _Subject]:
    """All of them by slug, in the order of the vocabulary."""
    known = labels().themes
    rows = session.execute(select(Theme.id, Theme.broader_id).order_by(Theme.position)).all()
    within: dict[int, set[int]] = defaultdict(set)
    for number, group in rows:
        within[number].add(number)
        within[group or number].add(number)
    subjects = [
        _Subject(
            known[number],
            len(within[number]) > 1,
            tuple(item for item in questions() if not item.theme_ids.isdisjoint(within[number])),
        )
        for number, _ in rows
    ]
    return {subject.label.slug: subject for subject in subjects if subject.questions}


def _themes_of_lessons() -> dict[int, list[int]]:
    """Numbers of the themes of each published lesson that has questions."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = session.execute(
        select(Lesson.id, RevisionTheme.theme_id)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .where(Lesson.id.in_(select(QuizItem.lesson_id)))
    )
    for lesson, theme in rows:
        found[lesson].append(theme)
    return found
