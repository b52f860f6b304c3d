"""CSV text to the same values that YAML gives, each with its line."""

import csv

from kb.content.faults import File, meant, shown
from kb.content.fields import LISTS, Field, Kind, keys
from kb.content.reading import Entries, Leaf, Node, Series

NUMBERS = {Kind.NUMBER, Kind.YEAR}
"""What YAML would take for a number by itself; in a table the column says so."""


def rows_of(text: str, fields: tuple[Field, ...], file: File) -> list[Entries] | None:
    """The rows of a CSV file whose columns are these fields; an empty cell is a key left out.

    None after noting a fault that makes the rows unreadable.
    """
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[Entries] = []
    columns = keys(fields)
    line = 1
    try:
        if not _header(next(lines), columns, file):
            return None
        line = lines.line_num + 1
        for cells in lines:
            if len(cells) == len(columns):
                rows.append(_row(cells, fields, line))
            else:
                file.fault(line, f"has {len(cells)} cells; {len(columns)} are wanted, one a column")
            line = lines.line_num + 1
    except csv.Error as problem:
        file.fault(line, f"is not valid CSV ({problem}); put a cell that holds a comma or a quote in double quotes")
        return None
    return rows


def _header(found: list[str], columns: list[str], file: File) -> bool:
    """Whether the first row names the columns in their order."""
    unknown = [name for name in found if name not in columns]
    missing = [name for name in columns if name not in found]
    for name in unknown:
        ending = meant(name, columns).replace("keys are", "columns are")
        file.fault(1, f"column {shown(name)} is not known here; {ending}")
    for name in missing:
        file.fault(1, f"column '{name}' is missing; the columns are: {', '.join(columns)}")
    if found != columns and not unknown and not missing:
        file.fault(1, f"columns are not in their order; write: {','.join(columns)}")
    return found == columns


def _row(cells: list[str], fields: tuple[Field, ...], line: int) -> Entries:
    values: dict[str, Node] = {}
    for field, cell in zip(fields, cells, strict=True):
        if field.kind in LISTS and cell.strip():
            values[field.key] = Series(line, [Leaf(line, word) for word in cell.split(" ")])
        elif cell:
            values[field.key] = Leaf(line, cell, "a number" if field.kind in NUMBERS else "text")
    return Entries(line, values)
