"""Reads of themes: the groups with their numbers of lessons, one theme, and the lessons in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import selectinload

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page
from kb.lessons.cards import Card, cards_page
from kb.lessons.models.lesson import Lesson, Revision, RevisionTheme, RevisionValue, live
from kb.lessons.models.vocabulary import ClosedValue, Theme, ThemeRelation
from kb.lessons.queries.choices import Choice


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme and how many published lessons have it."""

    slug: str
    label: str
    lessons: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of themes and how many published lessons have at least one of them."""

    slug: str
    label: str
    scope_note: str
    lessons: int
    themes: tuple[ThemeCount, ...]


def theme_groups() -> list[Group]:
    """All groups with their themes, in the order of the vocabulary."""
    themes = session.scalars(select(Theme).order_by(Theme.position)).all()
    by_theme = _lessons_by(RevisionTheme.theme_id)
    by_group = _lessons_by(Theme.broader_id)
    return [
        Group(
            slug=group.slug,
            label=group.label,
            scope_note=group.scope_note,
            lessons=by_group.get(group.id, 0),
            themes=tuple(
                ThemeCount(theme.slug, theme.label, by_theme.get(theme.id, 0))
                for theme in themes
                if theme.broader_id == group.id
            ),
        )
        for group in themes
        if group.broader_id is None
    ]


def _lessons_by(column: object) -> dict[int, int]:
    rows = session.execute(
        select(column, func.count(distinct(Lesson.id)))  # type: ignore[call-overload]
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(Theme, Theme.id == RevisionTheme.theme_id)
        .select_from(Lesson)
        .group_by(column)
    )
    return {number: lessons for number, lessons in rows if number is not None}


def theme_by_slug(slug: str) -> Theme:
    """The theme or group with this slug, with everything its page shows. Raises NotFound."""
    theme = session.scalar(
        select(Theme)
        .where(Theme.slug == slug)
        .options(
            selectinload(Theme.broader),
            selectinload(Theme.narrower),
            selectinload(Theme.alternative_labels),
            selectinload(Theme.related).selectinload(ThemeRelation.theme),
        )
    )
    if theme is None:
        raise NotFound
    return theme


def narrower_counts(theme: Theme) -> list[ThemeCount]:
    """The themes of a group with their numbers of lessons."""
    by_theme = _lessons_by(RevisionTheme.theme_id)
    return [ThemeCount(t.slug, t.label, by_theme.get(t.id, 0)) for t in theme.narrower]


def kinds_of_change_in(theme: Theme, chosen: Sequence[str]) -> list[Choice]:
    """The kinds of change that lessons of this theme have, most frequent first."""
    rows = session.execute(
        select(ClosedValue.slug, ClosedValue.label, func.count(distinct(Lesson.id)).label("lessons"))
        .select_from(Lesson)
        .join(Revision, live)
        .join(RevisionValue, RevisionValue.revision_id == Revision.id)
        .join(ClosedValue, ClosedValue.key == RevisionValue.value_key)
        .where(ClosedValue.list_slug == "kinds-of-change", Lesson.id.in_(_in_theme(theme)))
        .group_by(ClosedValue.key)
        .order_by(func.count(distinct(Lesson.id)).desc(), ClosedValue.position)
    )
    return [Choice(slug, label, lessons, slug in chosen) for slug, label, lessons in rows]


def lessons_in(theme: Theme, kinds: Sequence[str], page: int) -> Page[Card]:
    """A page of the lessons of a theme that have one of these kinds of change.

    Those tested furthest come first, then the newest: what is known to help should be seen.
    """
    wanted = select(Lesson.id).join(Revision, live).where(Lesson.id.in_(_in_theme(theme)))
    if kinds:
        keys = [f"kinds-of-change/{kind}" for kind in kinds]
        wanted = wanted.where(
            Revision.id.in_(select(RevisionValue.revision_id).where(RevisionValue.value_key.in_(keys)))
        )
    order = (Revision.evidence_stage_key.desc(), Lesson.first_published_on.desc(), Lesson.id)
    return cards_page(wanted, order, page)


def also_called(theme: Theme) -> list[str]:
    """Other names of a theme that may be shown; those that only serve search are left out."""
    return [label.label for label in theme.alternative_labels if not label.hidden]


def _in_theme(theme: Theme) -> Select[int]:
    """Published lessons of a theme, or of any theme of a group."""
    return (
        select(Revision.lesson_id)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(Theme, Theme.id == RevisionTheme.theme_id)
        .where((Theme.id == theme.id) | (Theme.broader_id == theme.id))
    )
