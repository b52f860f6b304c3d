"""Replaces words in every column that holds what somebody typed, row by row, in short transactions."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import unquote

from sqlalchemy import ColumnElement, String, Table, case, cast, literal, select, true, tuple_, update

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core import versions
from kb.core.db import Base, session
from kb.expunging.columns import SWEPT
from kb.expunging.fingerprints import EXPUNGED, Everything, Words
from kb.expunging.places import forget_imported
from kb.lessons.field_values import LADDER, ONE_OF, SEVERAL_OF

DIGESTS = ("digest", "content_signed_digest", "identity_signed_digest")
"""Columns that hold one."""
CODES = frozenset(
    {*ONE_OF, *SEVERAL_OF, *LADDER, "themes", "review", "year", "evidence_on", "unnamed", "kind_key", "licence_key",
     "digest", "accessed", "withdrawn_on", "rule", "level", "where"}
)  # fmt: skip
"""Keys under which JSON holds what the site itself wrote: slugs, days, digests."""
IMPORTED = frozenset({"import_row", "revision", "saved_text", "source", "submission"})
"""Tables that hold what may have been imported into a lesson."""
HTML = {("delivery", "html"), ("revision_rendering", "html")}
_MARK = re.compile(r"<[^>]*>")
BATCH = 200
"""Rows that are looked at in one transaction."""

Report = Callable[[int, int | None], None]


Among = Callable[[Table], ColumnElement[bool]]
"""Says which rows of a table are looked at."""
KEEP_LENGTH = frozenset({("import_row", "cells")})
"""Lists whose places have a meaning: each of their texts is blanked, and they stay as long."""


def all_rows(_table: Table) -> ColumnElement[bool]:
    """Every row of every table."""
    return true()


def sweep(words: Words, report: Report = lambda _done, _total: None, *, among: Among = all_rows) -> Mapping[str, int]:
    """Replace the words everywhere, or among some rows; returns in how many of each table they were.

    It may be done again.
    """
    return _counted(words, report, among, _sweep_table)


def look(words: Words, report: Report = lambda _done, _total: None, *, among: Among = all_rows) -> Mapping[str, int]:
    """In how many rows of each table the words are, changing nothing."""
    return _counted(words, report, among, _look_through)


def _counted(
    words: Words, report: Report, among: Among, do: Callable[[Table, ColumnElement[bool], Words], int]
) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for done, name in enumerate(SWEPT, 1):
        table = Base.metadata.tables[name]
        number = do(table, among(table), words)
        if number:
            found[name] = number
        report(done, len(SWEPT))
    return found


def _look_through(table: Table, which: ColumnElement[bool], words: Words) -> int:
    keys, columns = len(table.primary_key.columns), SWEPT[table.name]
    return sum(_has(table, columns, row[keys:], words) for batch in _batches(table, which) for row in batch)


def _sweep_table(table: Table, which: ColumnElement[bool], words: Words) -> int:
    keys, columns, changed = len(table.primary_key.columns), SWEPT[table.name], 0
    for batch in _batches(table, which):
        numbers = [row[:keys] for row in batch if _has(table, columns, row[keys:], words)]
        if numbers:
            changed += blank(SITE, None, table=table, numbers=numbers, words=words)
    session.expire_all()
    return changed


@use_case(Permission.UPKEEP, where_done=True)
def blank(
    _who: Actor,
    _nothing: None,
    *,
    table: Table,
    numbers: Sequence[Any],
    words: Words,
) -> int:
    """Replace the words in some rows of a table, named by their keys; returns in how many of them they were."""
    keys, columns, changed = list(table.primary_key.columns), SWEPT[table.name], list[Any]()
    wanted = select(*keys, *(table.c[name] for name in columns)).where(tuple_(*keys).in_(numbers))
    for row in session.execute(wanted.with_for_update()).all():  # as it is now, and nobody changes it meanwhile
        given = dict(zip(columns, row[len(keys) :], strict=True))
        new = {name: blanked(table.name, name, value, words) for name, value in given.items()}
        if new != given:
            of_row = [key == value for key, value in zip(keys, row, strict=False)]
            session.execute(update(table).where(*of_row).values({**new, **_digests(table, row)}))
            changed.append(row[: len(keys)])
    if changed and table.name in IMPORTED:
        forget_imported(_lessons_of(table, changed))
    if changed:  # a table that no page depends on by itself may still show on one: the credit of a public pack
        versions.touch()
    return len(changed)


def _lessons_of(table: Table, numbers: Sequence[Any]) -> Collection[int]:
    """Numbers of the lessons to which these rows of a table belong."""
    texts, rows = Base.metadata.tables["revision"], tuple_(*table.primary_key.columns).in_(numbers)
    if "lesson_id" in table.c:
        return set(session.scalars(select(table.c.lesson_id).where(rows, table.c.lesson_id.is_not(None))))
    return set(session.scalars(select(texts.c.lesson_id).join(table, table.c.revision_id == texts.c.id).where(rows)))


def _digests(table: Table, row: Any) -> dict[str, Any]:
    """Digests of what was swept: they would let somebody who has a guess make sure of it."""
    if table.name == "revision":
        _forget_decisions([row[0]])
    return {column.name: case((column.is_not(None), EXPUNGED)) for column in table.columns if column.name in DIGESTS}


def forget_digests(revisions: Collection[int]) -> None:
    """Forget the digests of these texts that signatures and reasons hold: something went that belonged to the text."""
    table = Base.metadata.tables["revision"]
    anew = {name: case((table.c[name].is_not(None), EXPUNGED)) for name in DIGESTS if name in table.c}
    session.execute(update(table).where(table.c.id.in_(revisions)).values(anew))
    _forget_decisions(revisions)


def _forget_decisions(revisions: Collection[int]) -> None:
    decisions = Base.metadata.tables["identity_decision"]
    anew = literal(f"{EXPUNGED} ") + cast(decisions.c.id, String)
    session.execute(update(decisions).where(decisions.c.revision_id.in_(revisions)).values(digest=anew))


def _has(table: Table, columns: Sequence[str], values: Sequence[Any], words: Words) -> bool:
    given = zip(columns, values, strict=True)
    return any(blanked(table.name, name, value, words) != value for name, value in given)


def _batches(table: Table, which: ColumnElement[bool]) -> Iterator[list[Any]]:
    """These rows in the order of their keys, some at a time; those that come in meanwhile are met at the end."""
    keys, columns = list(table.primary_key.columns), SWEPT[table.name]
    wanted = select(*keys, *(table.c[name] for name in columns)).where(which).order_by(*keys).limit(BATCH)
    last: tuple[Any, ...] | None = None
    while True:
        after = wanted if last is None else wanted.where(tuple_(*keys) > last)
        rows = session.execute(after).all()
        if not session.info.get("kb_transaction"):
            session.rollback()  # nothing is held open between two batches
        if not rows:
            return
        yield list(rows)
        last = tuple(rows[-1][: len(keys)])


def _without(value: Any, words: Words) -> Any:
    """A value without the words: a text, or anything that JSON may hold. Keys and codes in it are the site's own."""
    if isinstance(value, str):
        return words.without(value)
    if isinstance(value, list):
        return [_without(each, words) for each in value]
    if isinstance(value, dict):
        return {key: each if key in CODES else _without(each, words) for key, each in value.items()}
    return value


def blanked(name: str, column: str, value: Any, words: Words) -> Any:
    """A value of a column without the words; HTML goes as a whole, because words in it may be divided by marks."""
    if isinstance(words, Everything) and value is not None and (name, column) not in KEEP_LENGTH:
        return type(value)()
    if (name, column) not in HTML:
        return _without(value, words)
    texts = value.values() if isinstance(value, dict) else [value or ""]
    read = [unescape(unquote(each)) for text in texts for each in (_MARK.sub("", text), text)]  # links stand in marks
    has = any(map(words.spans, read))
    return type(value)() if has else value
