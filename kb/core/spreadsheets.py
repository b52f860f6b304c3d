"""Rows of a CSV file that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Any

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""At the start of a file: spreadsheets then read its letters right."""


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula is shown as text; numbers stay."""
    is_formula = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if is_formula else cell


def csv_lines(rows: Iterable[Iterable[Any]], separator: str = ",") -> str:
    """The rows as lines of a CSV file, with nothing in them that a spreadsheet would carry out."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()
