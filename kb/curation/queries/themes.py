"""Reads of themes as editors see them: the groups with numbers of lessons, one theme, and what hangs on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, distinct, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from kb.access.policy import AT_THE_DESK, DRAFTS
from kb.core.db import session
from kb.core.errors import Moved, NotFound
from kb.core.folding import folded_label
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme, ThemeLabel, ThemeRelation


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """What is said of a theme, as an editor types it. Of a group, all behind `alternative` is empty."""

    label: str
    slug: str
    scope_note: str
    alternative: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Contested or dated words, which people search for and no page uses."""
    group: str = ""
    """Slug of the group that it stands in."""
    related: tuple[str, ...] = ()
    """Slugs of other themes."""
    introduction: str = ""
    self_check: tuple[str, ...] = ()
    """Questions by which an area asks itself whether this could happen there."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many lessons have a theme, or are drawn from a review."""

    published: int
    drafts: int
    """Texts that their organisations still write; how many, not which: editors do not read them."""
    at_the_desk: int
    others: int
    """Earlier texts, and those that are hidden, archived or discarded."""

    @property
    def all(self) -> int:
        """All together."""
        return self.published + self.drafts + self.at_the_desk + self.others


def theme_at(slug: str) -> Theme:
    """The theme or group at this address. Raises NotFound, or Moved where it has another one now."""
    former = select(FormerThemeSlug.theme_id).where(FormerThemeSlug.slug == slug)
    found = session.scalar(select(Theme).where(or_(Theme.slug == slug, Theme.id.in_(former))))
    if found is None:
        raise NotFound
    if found.slug != slug:
        raise Moved(found.slug, found)
    return found


def words_of(theme: Theme) -> ThemeWords:
    """What is said of a theme now."""
    names = theme.alternative_labels
    return ThemeWords(
        label=theme.label,
        slug=theme.slug,
        scope_note=theme.scope_note,
        alternative=tuple(each.label for each in names if not each.hidden),
        hidden=tuple(each.label for each in names if each.hidden),
        group=theme.broader.slug if theme.broader else "",
        related=tuple(relation.theme.slug for relation in theme.related),
        introduction=theme.introduction,
        self_check=tuple(theme.self_check),
    )


def all_themes() -> Sequence[Theme]:
    """All groups and themes in the order of the vocabulary, with the names of each."""
    statement = select(Theme).options(joinedload(Theme.broader), selectinload(Theme.alternative_labels))
    return session.scalars(statement.order_by(Theme.position, Theme.id)).unique().all()


def groups() -> Sequence[Theme]:
    """The groups in their order."""
    return session.scalars(select(Theme).where(Theme.broader_id.is_(None)).order_by(Theme.position, Theme.id)).all()


def former_slugs(theme: Theme) -> Sequence[str]:
    """Addresses that lead to a theme."""
    of_it = select(FormerThemeSlug.slug).where(FormerThemeSlug.theme_id == theme.id)
    return session.scalars(of_it.order_by(FormerThemeSlug.slug)).all()


def owner_of_label(label: str, *, but: Theme | None = None) -> tuple[Theme, bool] | None:
    """The theme that has a label which is looked up like this one, and whether it is its preferred one."""
    wanted, own = folded_label(label), but.id if but else None
    for number, preferred in session.execute(select(Theme.id, Theme.label)):
        if number != own and folded_label(preferred) == wanted:
            return session.get_one(Theme, number), True
    for number, other in session.execute(select(ThemeLabel.theme_id, ThemeLabel.label)):
        if number != own and folded_label(other) == wanted:
            return session.get_one(Theme, number), False
    return None


def owner_of_slug(slug: str, *, but: Theme | None = None) -> tuple[Theme, bool] | None:
    """The theme to which an address leads, and whether it is the one that it has now."""
    for statement, present in (
        (select(Theme).where(Theme.slug == slug), True),
        (select(Theme).join(FormerThemeSlug).where(FormerThemeSlug.slug == slug), False),
    ):
        found = session.scalar(statement)
        if found is not None and (but is None or found.id != but.id):
            return found, present
    return None


def has_theme(theme: Theme) -> ColumnElement[bool]:
    """What a revision has that has this theme, or one of this group."""
    inside = select(Theme.id).where(or_(Theme.id == theme.id, Theme.broader_id == theme.id))
    return Revision.id.in_(select(RevisionTheme.revision_id).where(RevisionTheme.theme_id.in_(inside)))


def published_with(theme: Theme) -> Sequence[int]:
    """Numbers of the published lessons that have this theme, or one of this group."""
    return session.scalars(select(Lesson.id).join(Revision, live).where(has_theme(theme)).order_by(Lesson.id)).all()


def concerned(condition: ColumnElement[bool]) -> Concerned:
    """How many revisions meet a condition, by what becomes of them."""
    rows = select(Revision.state, func.count(distinct(Revision.id))).where(condition).group_by(Revision.state)
    found = {state: number for state, number in session.execute(rows)}

    def of(states: Iterable[str]) -> int:
        return sum(found.get(state, 0) for state in states)

    known = ("published", *DRAFTS, *AT_THE_DESK)
    return Concerned(of(["published"]), of(DRAFTS), of(AT_THE_DESK), sum(found.values()) - of(known))


def neighbours(theme: Theme) -> Sequence[int]:
    """Numbers of the themes that a theme is related to, in its order."""
    of_it = select(ThemeRelation.related_id).where(ThemeRelation.theme_id == theme.id)
    return session.scalars(of_it.order_by(ThemeRelation.position)).all()
