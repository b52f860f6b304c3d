"""Gives a lesson its address and its reference, once, when it is published first."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Integer, cast, func, select

from kb.core.db import session
from kb.core.errors import Conflict
from kb.core.text import slugify
from kb.core.uniqueness import being_first
from kb.lessons import references
from kb.lessons.models.lesson import FormerSlug, Lesson

YEARS_TO_REVIEW = 2
"""Years after which what was published is to be looked at again."""
LONGEST = 80
"""Characters of an address, which people paste into mails."""
MOST_ALIKE = 99_999
"""Lessons whose addresses may begin alike."""
MOST_TRIES = 100
"""Lessons that may be published in the same moment before one gives up."""


def give_name(lesson: Lesson, title: str) -> None:
    """Give a lesson the next reference and an address made of its title; nothing where it has them.

    Raises Conflict where too many are named in this moment.
    """
    for _ in range(MOST_TRIES):
        if lesson.slug is not None:
            return
        try:
            with being_first():
                lesson.reference, lesson.slug = _next_reference(), _free_slug(title)
        except Conflict:
            session.refresh(lesson)
    raise Conflict


def review_day(published: date) -> date:
    """The day by which what is published on a day is to be looked at again; 29 February becomes the 28th."""
    try:
        return published.replace(year=published.year + YEARS_TO_REVIEW)
    except ValueError:
        return published.replace(year=published.year + YEARS_TO_REVIEW, day=28)


def _next_reference() -> str:
    number = cast(func.substr(Lesson.reference, len("LB-") + 1), Integer)
    return references.written((session.scalar(select(func.max(number))) or 0) + 1)


def _free_slug(title: str) -> str:
    """The words of a title, as many as fit, with a number where another lesson has or had the address."""
    words = slugify(title) or "lesson"
    if references.read(words) is not None:
        words = f"lesson-{words}"
    words = _cut(words, LONGEST)
    begins = _cut(words, LONGEST - len(f"-{MOST_ALIKE}"))
    taken = {
        slug
        for column in (Lesson.slug, FormerSlug.slug)
        for slug in session.scalars(select(column).where(column.startswith(begins, autoescape=True)))
    }
    return next(each for each in _numbered(words, len(taken)) if each not in taken)


def _cut(words: str, longest: int) -> str:
    """As many whole words as fit; of one that does not fit alone, its beginning."""
    return words if len(words) <= longest else words[: longest + 1].rpartition("-")[0] or words[:longest]


def _numbered(words: str, taken: int) -> Iterator[str]:
    """The words alone, and then with each number, shortened to make room for it."""
    yield words
    for number in range(2, taken + 3):
        end = f"-{number}"
        yield f"{_cut(words, LONGEST - len(end))}{end}"
