"""Compares the rows that should be in a table with those that are, and writes the difference in few statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, bindparam, delete, insert, select, update

from kb.content.columns import Row
from kb.core import db
from kb.core.db import Base
from kb.expunging.keeping_out import without_expunged

PLACEHOLDER = "\N{SYMBOL FOR NULL}"
"""Begins a value that stands in a column only inside a transaction."""


@dataclass(slots=True)
class Difference:
    """What has to be written for the rows of a table to be as wanted."""

    new: list[Row]
    changed: list[tuple[Row, Row]]
    """As it is and as it should be."""
    gone: list[Row]
    """In the table and not wanted."""

    def changed_beyond(self, *columns: str) -> list[Row]:
        """The rows, as they should be, in which more has changed than these columns."""
        return [
            wanted for stored, wanted in self.changed
            if any(stored[name] != value for name, value in wanted.items() if name not in columns)
        ]  # fmt: skip


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    return cast("Table", model.__table__)


def difference(model: type[Base], key: str, wanted: Collection[Row]) -> Difference:
    """Compare all rows of a table with those wanted, in the columns that the latter have."""
    names = list(next(iter(wanted))) if wanted else [key]
    columns = [table_of(model).c[name] for name in names]
    stored = {row[key]: dict(row) for row in db.session.execute(select(*columns)).mappings()}
    by_key = {row[key]: row for row in _kept_out(model, wanted)}
    return Difference(
        new=[row for own, row in by_key.items() if own not in stored],
        changed=[(stored[own], row) for own, row in by_key.items() if own in stored and stored[own] != row],
        gone=[row for own, row in stored.items() if own not in by_key],
    )


def write(model: type[Base], key: str, found: Difference, unique: str = "") -> None:
    """Add what is new and change what has changed. `unique` is a column whose values may change places."""
    if unique:
        moving = [stored for stored, wanted in found.changed if stored[unique] != wanted[unique]]
        change(model, key, [{key: row[key], unique: f"{PLACEHOLDER}{row[key]}"} for row in moving])
    change(model, key, [wanted for _, wanted in found.changed])
    add(model, found.new)


def change(model: type[Base], key: str, rows: Collection[Row]) -> None:
    """Write these columns of rows that exist; all rows have the same columns."""
    if rows:
        table = table_of(model)
        statement = update(table).where(table.c[key] == bindparam("the_row"))
        kept = _kept_out(model, rows)
        values = [{"the_row": row[key]} | {name: row[name] for name in row if name != key} for row in kept]
        db.session.execute(statement, values)


def add(model: type[Base], rows: Collection[Row]) -> None:
    """Add rows; all have the same columns."""
    if rows:
        db.session.execute(insert(table_of(model)), _kept_out(model, rows))


def _kept_out(model: type[Base], rows: Iterable[Row]) -> list[Row]:
    """The rows without what was removed for good: these are written past the objects that would see to it."""
    return [without_expunged(table_of(model).name, row) for row in rows]


def remove(model: type[Base], key: str, values: Collection[object]) -> None:
    """Take out the rows that have one of these values under `key`."""
    if values:
        table = table_of(model)
        db.session.execute(delete(table).where(table.c[key].in_(sorted(values, key=str))))


def replace_parts(model: type[Base], owner: str, wanted: Mapping[int, list[Row]]) -> set[int]:
    """Give each owner exactly these rows, in this order, and return the owners for which something changed.

    The rows lack the owner and the position; the table has columns for both.
    """
    changed = differing_parts(model, owner, wanted)
    remove(model, owner, changed)
    add_parts(model, owner, {own: wanted[own] for own in changed})
    return changed


def differing_parts(model: type[Base], owner: str, wanted: Mapping[int, list[Row]]) -> set[int]:
    """The owners that have other rows than these, or others first."""
    table = table_of(model)
    names = next((list(row) for rows in wanted.values() for row in rows), [])
    stored: dict[int, list[Row]] = defaultdict(list)
    columns = [table.c[owner], *(table.c[name] for name in names)]
    statement = select(*columns).where(table.c[owner].is_not(None)).order_by(table.c[owner], table.c.position)
    for row in db.session.execute(statement).mappings():
        stored[row[owner]].append({name: row[name] for name in names})
    return {own for own, rows in wanted.items() if stored[own] != _kept_out(model, rows)}


def add_parts(model: type[Base], owner: str, parts: Mapping[int, Iterable[Row]]) -> None:
    """Write rows that belong to an owner, numbered from 1."""
    add(model, [{owner: own, "position": at, **row} for own, rows in parts.items() for at, row in enumerate(rows, 1)])


def ids(model: type[Base], key: str = "slug") -> dict[str, int]:
    """Row numbers by slug or the like."""
    table = table_of(model)
    return {name: number for name, number in db.session.execute(select(table.c[key], table.c.id)) if name is not None}
