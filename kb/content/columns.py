"""Between a record as the files say it and the columns of its table."""

from typing import Any

from kb.content.contents import Values
from kb.content.fields import LISTS, Field, Kind
from kb.core.db import Base

Row = dict[str, Any]


def _column(field: Field) -> str:
    """The column of a field: a choice from a closed list is kept under the key of the value."""
    return f"{field.key}_key" if _from_closed_list(field) else field.key


def _from_closed_list(field: Field) -> bool:
    return field.kind is Kind.CHOICE and not field.of.startswith("@")


def to_row(values: Values, fields: tuple[Field, ...], model: type[Base]) -> Row:
    """The columns that the table has for these fields; what the record leaves out is empty in the table's own way."""
    columns = model.__table__.c
    row: Row = {}
    for field in fields:
        name = _column(field)
        if name not in columns:
            continue
        value = values.get(field.key)
        if value is None:
            row[name] = [] if field.kind in LISTS else None if columns[name].nullable else ""
        else:
            row[name] = f"{field.of}/{value}" if _from_closed_list(field) else value
    return row


def from_row(row: Base, fields: tuple[Field, ...]) -> Values:
    """What a row says of these fields; empty columns are left out."""
    columns = type(row).__table__.c
    values: Values = {}
    for field in fields:
        name = _column(field)
        value = getattr(row, name) if name in columns else None
        if value not in (None, "", []):
            values[field.key] = value.partition("/")[2] if _from_closed_list(field) else value
    return values
