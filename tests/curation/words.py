"""Themes and reviews as tests of curation ask for them and change them."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.core import db
from kb.curation.queries.reviews import facts_of
from kb.curation.queries.themes import ThemeWords, words_of
from kb.curation.service import reviews, themes
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionTheme
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import Theme
from kb.search.models import IndexChange
from tests.search.lessons import found

NEGLECT, ABUSE = "neglect", "domestic-abuse"
INTRODUCTION = "Begin with one family. " + "Ask whether life is better for the child. " * 8
QUESTIONS = tuple(f"Do your staff know rule {number}?" for number in range(1, 6))


def theme(slug: str) -> Theme:
    """A theme or a group. Raises where there is none."""
    return db.session.scalars(select(Theme).where(Theme.slug == slug)).one()


def change(who: Actor, slug: str, /, **fields: Any) -> None:
    """An editor changes a theme."""
    of = theme(slug)
    before = words_of(of)
    themes.change(who, of, words=replace(before, **fields), before=before)


def add(who: Actor, label: str, slug: str, /, **fields: Any) -> Theme:
    """An editor adds a theme."""
    words = ThemeWords(**{"label": label, "slug": slug, "scope_note": "What it is about.", **fields})
    return themes.add(who, None, words=words)


def change_review(who: Actor, of: Review, **fields: Any) -> None:
    """An editor changes a review."""
    before = facts_of(of)
    reviews.change(who, of, facts=replace(before, **fields), before=before)


def themes_of(lesson: Lesson) -> list[str]:
    """Slugs of the themes of a lesson's one text, in their order."""
    of_it = select(Theme.slug).join(RevisionTheme).join(Revision, Revision.id == RevisionTheme.revision_id)
    return list(db.session.scalars(of_it.where(Revision.lesson_id == lesson.id).order_by(RevisionTheme.position)))


def last_sequence() -> int:
    """The last entry in the log of changes."""
    found = db.session.scalar(select(func.max(IndexChange.sequence))) or 0
    db.session.rollback()
    return found


def announced_since(sequence: int) -> set[int]:
    """Lessons that every index has to take in since then."""
    db.session.rollback()
    since = select(IndexChange.lesson_id).where(IndexChange.sequence > sequence, IndexChange.lesson_id > 0)
    return set(db.session.scalars(since))


def with_theme(slug: str) -> tuple[int, ...]:
    """The lessons that a search finds that narrows by a theme."""
    return found(filters={"themes": (slug,)}).ids  # type: ignore[arg-type]
