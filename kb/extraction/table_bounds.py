"""How large a table may be, and the names of its cells."""

from collections.abc import Iterable

from kb.extraction.parts import Refused, Table, TableRow

MOST_ROWS = 5_000
"""Rows that are taken at once, without the headings."""
BEFORE = 10
"""Rows that may stand above and as headings."""
MOST_COLUMNS = 200
LONGEST_CELL = 100_000
"""Characters of a cell that are read."""


def letters(column: int) -> str:
    """A for 0, AA for 26."""
    found, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def too_many(rows: int, what: str = "rows") -> Refused:
    """What is said where there are too many rows."""
    return Refused(
        "too-large",
        f"There are {rows:,} {what}; at most {MOST_ROWS:,} can be imported at once. Split the file and send the parts "
        "one after the other.",
    )


class Gathered:
    """Takes the rows of a table, without those that are empty, within bounds."""

    def __init__(self, kind: str, separator: str = ",") -> None:
        self._kind, self._separator = kind, separator
        self._rows: list[TableRow] = []
        self._number = 0

    def add(self, row: TableRow) -> None:
        """Keep a row, unless there is nothing in it."""
        if not any(row.cells) and not any(reason == "formula" for _, reason, _ in row.faults):
            return
        last = max((column for column, cell in enumerate(row.cells) if cell), default=-1)
        if last >= MOST_COLUMNS:
            raise Refused(
                "too-large",
                f"Row {row.number} has something in column {letters(last)}; at most {MOST_COLUMNS} columns are read. "
                "Take out what is not to be imported.",
            )
        self._number += 1
        if self._number <= MOST_ROWS + BEFORE:  # those beyond are only counted
            self._rows.append(row)

    def whole(self, *, hidden: Iterable[int] = (), notes: Iterable[str] = ()) -> Table:
        """The table."""
        if self._number > MOST_ROWS + BEFORE:
            raise too_many(self._number - 1)  # one of them are the headings
        if not self._rows:
            raise Refused("damaged", "There is nothing in it. Send a file that has something in it.")
        return Table(self._kind, tuple(self._rows), tuple(hidden), tuple(notes), self._separator)
