"""Which rows hang on a lesson: found by following foreign keys, so that a table that is added is not forgotten."""

from sqlalchemy import ColumnElement, Table, false, func, not_, or_, select, true

from kb.core.db import Base

LESSON = "lesson"


def rows_of(table: Table, lesson_id: int) -> ColumnElement[bool]:
    """The condition that rows of a table fulfil that belong to a lesson, directly or to something that does.

    None fulfils it where nothing in the table points to a lesson.
    """
    found = _rows_of(table, lesson_id, frozenset())
    return false() if found is None else found


def rows_beside(table: Table, lesson_id: int) -> ColumnElement[bool]:
    """The condition that all other rows of a table fulfil."""
    found = _rows_of(table, lesson_id, frozenset())
    return true() if found is None else not_(func.coalesce(found, false()))


def hanging() -> list[Table]:
    """All tables with rows that may belong to a lesson, each after those that it points to."""
    return [table for table in Base.metadata.sorted_tables if _rows_of(table, 0, frozenset()) is not None]


def _rows_of(table: Table, lesson_id: int, below: frozenset[str]) -> ColumnElement[bool] | None:
    if table.name == LESSON:
        return table.c.id == lesson_id
    found = []
    for key in table.foreign_keys:
        target = key.column.table
        if target is table or target.name in below:
            continue
        of_target = _rows_of(target, lesson_id, below | {table.name})
        if of_target is None:
            continue
        to_lesson = target.name == LESSON
        found.append(key.parent == lesson_id if to_lesson else key.parent.in_(select(key.column).where(of_target)))
    return or_(*found) if found else None
