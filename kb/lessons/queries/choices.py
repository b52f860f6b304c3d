"""Values to filter a list by, each with the number of rows that it gives."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.core.db import session
from kb.lessons.models.vocabulary import ClosedValue


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by: how many rows choosing it gives, and whether it is chosen."""

    slug: str
    label: str
    count: int
    chosen: bool
    group: str = ""
    """A heading that it stands under; these lists have none."""


def choices(column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], chosen: str) -> list[Choice]:
    """The closed values that stand in a column of some row, in the order of their list."""
    rows = session.execute(
        select(ClosedValue.slug, ClosedValue.label, func.count())
        .join(column.class_, column == ClosedValue.key)
        .group_by(ClosedValue.key)
        .order_by(ClosedValue.position)
    )
    return [Choice(slug, label, number, slug == chosen) for slug, label, number in rows]


def chosen_slug(offered: list[Choice]) -> str:
    """The slug of the value that is chosen; empty where none is, or one that no row has."""
    return next((choice.slug for choice in offered if choice.chosen), "")
