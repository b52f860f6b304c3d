"""Reads tables of plain text: CSV as spreadsheets write it, in the letters and with the separators of any of them."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from kb.extraction.found import tidy
from kb.extraction.parts import Refused, Table, TableRow
from kb.extraction.table_bounds import LONGEST_CELL, Gathered, letters

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAYS_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_UNREADABLE = "\ufffd"
_OTHER_LETTERS = "The file is no text, or text in letters that cannot be told. Save it as “CSV UTF-8” and send that."


def read(data: bytes) -> Table:
    """The rows of a text with separators."""
    text, encoding = decoded(data)
    said = _SAYS_SEPARATOR.match(text)
    separator = said[1] if said else _separator(text)
    gathered = Gathered("csv", separator)
    lines = _Lines(text)
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=separator), 1):
            if not (said and number == 1):
                gathered.add(_row(number, cells))
            if lines.is_over and "".join(lines.taken).count('"') % 2:
                raise _unclosed(number, lines)
            lines.taken.clear()
    except csv.Error:
        raise Refused("damaged", f"Row {number + 1} has a cell of more than {LONGEST_CELL:,} characters, or a "
                      "quotation mark that is not closed. Look at it and save the file anew.") from None  # fmt: skip
    return gathered.whole(notes=[f"Read as {encoding}, with {SEPARATORS[separator]} between the cells."])


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if data.count(0) * 10 > len(data):
        raise Refused("wrong-type", _OTHER_LETTERS)
    return data.decode("cp1252", "replace"), "Windows-1252"


class _Lines:
    """The lines of a text, with those that were taken for the row at hand."""

    def __init__(self, text: str) -> None:
        self._lines = iter(io.StringIO(text, newline=""))
        self.taken: list[str] = []
        self.first = 1
        self.is_over = False
        self._next = next(self._lines, None)

    def __iter__(self) -> Iterator[str]:
        while self._next is not None:
            line, self._next = self._next, next(self._lines, None)
            self.is_over = self._next is None
            self.taken.append(line)
            yield line


def _row(number: int, cells: list[str]) -> TableRow:
    faults = []
    for column, cell in enumerate(cells):
        if "\0" in cell:
            faults.append((column, "no-text", f"{letters(column)}{number}"))
        elif _UNREADABLE in cell:
            faults.append((column, "no-letter", f"{letters(column)}{number}"))
    return TableRow(number, "", tuple(tidy(cell).strip() for cell in cells), tuple(faults))


def _unclosed(number: int, lines: _Lines) -> Refused:
    beginning = "".join(lines.taken).partition('"')[2].strip()[:40]
    return Refused(
        "damaged",
        f"In row {number} a quotation mark opens before “{beginning}” and is not closed, so where the row ends cannot "
        "be told. Close it and send the file again.",
    )


def _separator(text: str) -> str:
    """What stands between the cells: what parts the first row that is not empty into most of them."""
    beginning = text[:20_000]
    found = {}
    for separator in SEPARATORS:
        try:
            rows = list(islice(csv.reader(io.StringIO(beginning), delimiter=separator), 20))
        except csv.Error:
            rows = []
        widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
        found[separator] = (widths[0], widths.count(widths[0])) if widths else (0, 0)
    return max(SEPARATORS, key=lambda separator: found[separator])
