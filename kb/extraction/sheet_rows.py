"""Reads the rows of a workbook's first sheet that is shown, cell by cell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kb.extraction.cells import Book, column_number, formats, hidden_columns, place, rich, shown
from kb.extraction.found import tidy
from kb.extraction.markup import Element, attribute, name, named, words
from kb.extraction.office import Office
from kb.extraction.parts import Refused, Table, TableRow
from kb.extraction.table_bounds import MOST_COLUMNS, Gathered, letters

_RANGE = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})$")
MOST_MERGED = 200_000
"""Rows that ranges of merged cells may touch, each counted."""
Merged = Mapping[int, list[tuple[int, int, str, bool]]]
"""By row: first and last column of a range, what it is called, and whether the row is the first of it."""


def read(office: Office) -> Table:
    """The rows of the first sheet that is shown."""
    main = office.main()
    root = office.package.xml(main)
    part, notes = _chosen(office, main, root)
    sheet = office.package.xml(part)
    book, merged = _book(office, root), _merged(sheet)
    gathered = Gathered("xlsx")
    at = 0
    for row in named(sheet, "row"):
        given = attribute(row, "r")
        at = int(given) if given.isdigit() and len(given) < 8 else at + 1
        gathered.add(_row(at, row, book, merged.get(at, [])))
    hidden = {
        column - 1 for first, last in hidden_columns(sheet) for column in range(first, min(last, MOST_COLUMNS) + 1)
    }
    return gathered.whole(hidden=sorted(hidden), notes=notes)


def _chosen(office: Office, main: str, root: Element) -> tuple[str, list[str]]:
    """The part of the first sheet that is shown, and what is said of the others."""
    targets = {link.number: link.target for link in office.links(main)}
    seen: list[tuple[str, str]] = []
    unseen = []
    for node in named(root, "sheet"):
        number = next((str(value) for key, value in node.attrib.items() if str(key).endswith("}id")), "")
        if targets.get(number) not in office.types:
            continue
        called = tidy(attribute(node, "name"))
        if attribute(node, "state") in ("hidden", "veryHidden"):
            unseen.append(called)
        else:
            seen.append((targets[number], called))
    if not seen:
        raise Refused("damaged", "The workbook shows no sheet. Have the sheet shown that is to be imported.")
    notes = [f"The sheet “{seen[0][1]}” was read."]
    if len(seen) > 1:
        others = ", ".join(f"“{called}”" for _, called in seen[1:10])
        notes.append(f"Not read: {others}. To import another sheet, move it to the first place.")
    if unseen:
        notes.append(f"Sheets that are hidden were not read: {len(unseen)}.")
    return seen[0][0], notes


def _book(office: Office, root: Element) -> Book:
    texts = [
        rich(node) for part in office.parts(".sharedStrings+xml") for node in named(office.package.xml(part), "si")
    ]
    styles = office.parts(".styles+xml")
    since_1904 = any(attribute(node, "date1904") in ("1", "true") for node in named(root, "workbookPr"))
    return Book(texts, formats(office.package.xml(styles[0]) if styles else None), since_1904)


def _merged(sheet: Element) -> Merged:
    found: dict[int, list[tuple[int, int, str, bool]]] = defaultdict(list)
    number = 0
    for node in named(sheet, "mergeCell"):
        match = _RANGE.match(attribute(node, "ref"))
        if not match:
            continue
        first, last = column_number(match[1]) - 1, column_number(match[3]) - 1
        top, bottom = int(match[2]), int(match[4])
        number += bottom - top + 1
        if number > MOST_MERGED:
            raise Refused("too-large", "The sheet has too many merged cells. Split them, and fill in each cell.")
        for row in range(top, bottom + 1):
            found[row].append((first, last, match[0], row == top))
    return found


def _row(number: int, row: Element, book: Book, merged: list[tuple[int, int, str, bool]]) -> TableRow:
    cells: dict[int, str] = {}
    faults: list[tuple[int, str, str]] = []
    if attribute(row, "hidden") in ("1", "true") or attribute(row, "ht") == "0":
        faults.append((-1, "hidden", str(number)))
    for at, cell in enumerate(node for node in row if name(node) == "c"):
        column = (column_number(place(cell)[0]) or at + 1) - 1
        if any(name(node) == "f" for node in cell):
            faults.append((column, "formula", f"{letters(column)}{number}"))
        elif attribute(cell, "t") == "e":
            faults.append((column, "error", f"{letters(column)}{number} ({_value(cell)})"))
        else:
            cells[column] = tidy(_text(cell, book)).strip()
    faults += _in_merged(merged)
    last = max((column for column, text in cells.items() if text), default=-1)
    return TableRow(
        number, "", tuple(cells.get(column, "") for column in range(min(last, MOST_COLUMNS) + 1)), tuple(faults)
    )


def _text(cell: Element, book: Book) -> str:
    if attribute(cell, "t") == "b":
        return "yes" if _value(cell) == "1" else "no"
    return shown(cell, book)


def _value(cell: Element) -> str:
    return "".join(words(node) for node in cell if name(node) == "v").strip()


def _in_merged(ranges: list[tuple[int, int, str, bool]]) -> Iterator[tuple[int, str, str]]:
    """Cells that have nothing of their own, because they are one with others to their left or above."""
    for first, last, called, is_top in ranges:
        for column in range(first + (1 if is_top else 0), min(last, MOST_COLUMNS) + 1):
            yield column, "merged", called
