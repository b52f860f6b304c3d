"""Reads what somebody has sent, in a process that may do little else, and tells headings from rows."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from kb.extraction.parts import MIB, Limits, Refused, Table, TableRow
from kb.extraction.service import table
from kb.extraction.table_bounds import BEFORE, MOST_ROWS, too_many
from kb.importing.fields import is_example, meant
from kb.lessons.files import safe_name

LARGEST = 20 * MIB
"""Bytes of what is sent at once."""
LIMITS = Limits(size=LARGEST + MIB, unpacked=200 * MIB, text=60 * MIB)
TOO_LARGE = (
    f"This is larger than {LARGEST // MIB} MB. Take out pictures and sheets that are not to be imported, or split it."
)
ENDINGS = (".csv", ".xlsx", ".md", ".zip")
LONGEST_HEADING = 200
NO_COLUMN, SHORT = -2, "short"
"""What is noted of a row that ends before the last heading, which is no reason to refuse it."""


@dataclass(frozen=True, slots=True)
class Received:
    """Rows as they were sent, with the headings above them."""

    file_name: str
    kind: str
    notes: Sequence[str]
    headings: Sequence[str]
    hidden: Sequence[int]
    rows: Sequence[TableRow]
    separator: str = ","

    def cells(self, row: TableRow) -> list[str]:
        """The cells of a row, as many as there are headings, and those beyond."""
        return [*row.cells, *[""] * (len(self.headings) - len(row.cells))]

    def faults(self, row: TableRow) -> list[list[Any]]:
        """What of a row cannot be taken as it stands."""
        faults: list[list[Any]] = [list(fault) for fault in row.faults]
        if self.kind == "csv" and len(row.cells) < len(self.headings):
            faults.append([NO_COLUMN, SHORT, str(len(row.cells))])
        return faults


def received(files: Mapping[str, bytes]) -> Received:
    """What these files say, by name: one sheet, one ZIP file, or files of Markdown. Raises `Refused`.

    It takes seconds, so it comes before the transaction that keeps the rows.
    """
    if sum(map(len, files.values())) > LARGEST:
        raise Refused("too-large", TOO_LARGE)
    name, data = next(iter(files.items()))
    if len(files) > 1:
        others = [each for each in files if PurePosixPath(each.lower()).suffix not in (".md", ".markdown")]
        if others:
            says = (
                f"Several files at once must all be Markdown (.md), and “{others[0]}” is not. Send one sheet at a time."
            )
            raise Refused("wrong-type", says)
        name, data = f"{len(files)} files.zip", _packed(files)
    read = table(data, name=safe_name(name), limits=LIMITS)
    found = _headed(read)
    if len(found.rows) > MOST_ROWS:
        raise too_many(len(found.rows))
    return replace(found, file_name=safe_name(name))


def _packed(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(safe_name(name), data)
    return made.getvalue()


def _headed(read: Table) -> Received:
    """The same with the headings told from the rows: they are the row that has most of the headings that are known."""
    at = _row_of_headings(read.rows)
    row, notes = read.rows[at], list(read.notes)
    headings = [" ".join(cell.split())[:LONGEST_HEADING] for cell in row.cells]
    if not any(headings):
        says = f"Row {row.number} should hold the headings of the columns, and no cell of it can be read."
        raise Refused("damaged", says)
    if at:
        notes.append(f"Row {row.number} was taken for the headings, and what stands above it was left out.")
    below = read.rows[at + 1 :]
    rows = [each for each in below if not is_example(each.cells)]
    if not rows:
        only = "only the example row" if below else "no row"
        raise Refused("damaged", f"There are headings and {only} below them. Fill in a row for each lesson.")
    if len(rows) < len(below):
        notes.append("The example row of the sheet to fill in was left out.")
    width = max(len(headings), *(_width(each) for each in rows)) if read.kind == "xlsx" else len(headings)
    headings += [""] * (width - len(headings))
    return Received("", read.kind, notes, headings, read.hidden, rows, read.separator)


def _row_of_headings(rows: Sequence[TableRow]) -> int:
    known = [sum(1 for cell in row.cells if meant(cell)) for row in rows[:BEFORE]]
    if max(known):
        return known.index(max(known))
    filled = [sum(1 for cell in row.cells if cell) for row in rows[:BEFORE]]
    return next((at for at, number in enumerate(filled) if number > 1), 0)


def _width(row: TableRow) -> int:
    return len(row.cells)
