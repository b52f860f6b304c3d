"""Reads what a session is about: its theme, and the themes near to it from which it may be filled up."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from kb.core.db import session
from kb.core.versions import kept
from kb.lessons.models.vocabulary import Theme, ThemeRelation
from kb.lessons.queries.labels import labels


@dataclass(frozen=True, slots=True)
class Subject:
    """The themes of a session by their numbers, and those near to them."""

    themes: tuple[int, ...] = ()
    grouped: tuple[int, ...] = ()
    """The other themes of their groups."""
    related: tuple[int, ...] = ()
    """Those that the vocabulary relates to them, if they are not of the group."""
    neighbours: tuple[int, ...] = ()
    """Those of the group and the related ones, the nearest first: related ones come before those only of the group."""

    @property
    def title(self) -> str:
        """The label of its first theme; empty where it has none."""
        return labels().themes[self.themes[0]].label if self.themes else ""

    def distance(self, theme_ids: Collection[int]) -> int | None:
        """0 for what is on its theme, 1 for its group, 2 for what is related; None for what is none of this."""
        for number, near in enumerate((self.themes, self.grouped, self.related)):
            if not set(near).isdisjoint(theme_ids):
                return number
        return None


def subject_of(theme_ids: Collection[int]) -> Subject:
    """The subject of a session on these themes; those that are there no more are passed over."""
    known = _themes()
    themes = tuple(dict.fromkeys(number for number in theme_ids if number in known))
    groups = {known[number] for number in themes}
    grouped = tuple(number for number, group in known.items() if group in groups and number not in themes)
    near = dict.fromkeys(other for number in themes for other in _related().get(number, ()) if other not in themes)
    related = tuple(number for number in near if number not in grouped)
    return Subject(themes, grouped, related, tuple(dict.fromkeys((*near, *grouped))))


@kept
def _themes() -> dict[int, int]:
    """The group of each theme, in the order of the vocabulary; the groups themselves are not among them."""
    rows = session.execute(select(Theme.id, Theme.broader_id).order_by(Theme.position))
    return {number: group for number, group in rows if group is not None}


@kept
def _related() -> dict[int, list[int]]:
    """Themes that each is related to, in the author's order."""
    found: dict[int, list[int]] = {}
    rows = session.execute(
        select(ThemeRelation.theme_id, ThemeRelation.related_id).order_by(ThemeRelation.position)
    )  # fmt: skip
    known = _themes()
    for number, other in rows:
        if other in known:
            found.setdefault(number, []).append(other)
    return found
