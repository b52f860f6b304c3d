"""Reads of themes: the groups with their numbers of lessons, one theme, and the lessons in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, distinct, func, select

from kb.core.db import session
from kb.core.errors import Moved, NotFound
from kb.core.paging import Page
from kb.core.versions import kept
from kb.lessons.cards import Card, cards_page
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme, ThemeLabel, ThemeRelation
from kb.lessons.queries.choices import Choice
from kb.lessons.queries.labels import Label, labels


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

    @property
    def most_told(self) -> list[ThemeCount]:
        """The themes again, those with most lessons first."""
        return sorted(self.themes, key=lambda theme: -theme.lessons)


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """A theme or a group as its page shows it."""

    id: int
    slug: str
    label: str
    scope_note: str
    introduction: str
    """What its lessons show and where to begin; empty for a group."""
    self_check: tuple[str, ...]
    """Questions by which an area asks itself whether this could happen there."""
    also_called: tuple[str, ...]
    """Other names that may be shown; those that only serve search are left out."""
    broader: Label | None
    """Its group; a group has none."""
    narrower: tuple[int, ...]
    """Numbers of the themes of a group."""
    related: tuple[Label, ...]


@kept
def theme_groups() -> tuple[Group, ...]:
    """All groups with their themes, in the order of the vocabulary."""
    rows = session.execute(
        select(Theme.id, Theme.slug, Theme.label, Theme.scope_note, Theme.broader_id).order_by(Theme.position)
    ).all()
    by_theme, by_group = _lessons_by_theme(), _lessons_by_group()
    themes: dict[int | None, list[ThemeCount]] = defaultdict(list)
    for number, slug, label, _, group in rows:
        themes[group].append(ThemeCount(slug, label, by_theme.get(number, 0)))
    return tuple(
        Group(slug, label, scope_note, by_group.get(number, 0), tuple(themes[number]))
        for number, slug, label, scope_note, group in rows
        if group is None
    )


@kept
def _lessons_by_theme() -> dict[int, int]:
    rows = session.execute(
        select(RevisionTheme.theme_id, func.count())
        .select_from(Lesson)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .group_by(RevisionTheme.theme_id)
    )
    return {theme: lessons for theme, lessons in rows}


def _lessons_by_group() -> dict[int, int]:
    rows = session.execute(
        select(Theme.broader_id, func.count(distinct(Revision.id)))
        .select_from(Lesson)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(Theme, Theme.id == RevisionTheme.theme_id)
        .group_by(Theme.broader_id)
    )
    return {group: lessons for group, lessons in rows if group is not None}


@kept
def theme_by_slug(slug: str) -> ThemeShown:
    """The theme or group with this slug.

    Raises Moved for the address of one that was renamed or merged into another, NotFound where there was never any.
    """
    theme = session.scalar(select(Theme).filter_by(slug=slug))
    if theme is None:
        now_at = session.scalar(select(Theme.slug).join(FormerThemeSlug).where(FormerThemeSlug.slug == slug))
        raise Moved(now_at) if now_at else NotFound
    other_names = select(ThemeLabel.label).filter_by(theme_id=theme.id, hidden=False).order_by(ThemeLabel.position)
    related = select(ThemeRelation.related_id).filter_by(theme_id=theme.id).order_by(ThemeRelation.position)
    narrower = select(Theme.id).filter_by(broader_id=theme.id).order_by(Theme.position)
    known = labels().themes
    return ThemeShown(
        id=theme.id,
        slug=slug,
        label=theme.label,
        scope_note=theme.scope_note,
        introduction=theme.introduction,
        self_check=tuple(theme.self_check),
        also_called=tuple(session.scalars(other_names)),
        broader=known[theme.broader_id] if theme.broader_id else None,
        narrower=tuple(session.scalars(narrower)),
        related=tuple(known[number] for number in session.scalars(related)),
    )


def narrower_counts(theme: ThemeShown) -> list[ThemeCount]:
    """The themes of a group with their numbers of lessons."""
    known, lessons = labels().themes, _lessons_by_theme()
    return [ThemeCount(known[number].slug, known[number].label, lessons.get(number, 0)) for number in theme.narrower]


def kinds_of_change_in(theme: ThemeShown, chosen: Sequence[str]) -> list[Choice]:
    """The kinds of change that lessons of this theme have, most frequent first."""
    return [Choice(kind.slug, kind.label, lessons, kind.slug in chosen) for kind, lessons in _kinds_of_change(theme)]


@kept
def _kinds_of_change(theme: ThemeShown) -> tuple[tuple[Label, int], ...]:
    rows = session.execute(
        select(RevisionValue.value_key, func.count(distinct(Revision.id)))
        .select_from(Lesson)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(RevisionValue, RevisionValue.revision_id == Revision.id)
        .where(_has(theme), RevisionValue.value_key.like("kinds-of-change/%"))
        .group_by(RevisionValue.value_key)
    )
    lessons = {key: number for key, number in rows}
    in_order = [(label, lessons[key]) for key, label in labels().values.items() if key in lessons]
    return tuple(sorted(in_order, key=lambda kind: -kind[1]))


@kept
def done_counts(theme: ThemeShown) -> dict[str, int]:
    """How many published lessons of a theme have each done status, by its slug."""
    rows = session.execute(
        select(Revision.done_status_key, func.count())
        .select_from(Lesson)
        .join(Revision, live)
        .where(Revision.id.in_(select(RevisionTheme.revision_id).where(_has(theme))))
        .group_by(Revision.done_status_key)
    )
    return {(key or "").partition("/")[2]: lessons for key, lessons in rows}


def lessons_in(theme: ThemeShown, kinds: Sequence[str], page: int) -> Page[Card]:
    """A page of the lessons of a theme that have one of these kinds of change.

    Those tested furthest come first, then the newest: what is known to help should be seen.
    """
    in_theme = select(RevisionTheme.revision_id).where(_has(theme))
    wanted = select(Lesson.id).join(Revision, live).where(Revision.id.in_(in_theme))
    if kinds:
        keys = [f"kinds-of-change/{kind}" for kind in kinds]
        wanted = wanted.where(
            Revision.id.in_(select(RevisionValue.revision_id).where(RevisionValue.value_key.in_(keys)))
        )
    order = (Revision.evidence_stage_key.desc(), Lesson.first_published_on.desc(), Lesson.id)
    return cards_page(wanted, order, page)


def _has(theme: ThemeShown) -> ColumnElement[bool]:
    """What belongs to a theme, or to any theme of a group."""
    return RevisionTheme.theme_id.in_((theme.id, *theme.narrower))
