"""What a cell of a sheet shows: text, numbers as written, days as days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kb.extraction.markup import Element, attribute, name, named, words

_NO_DATE = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_DATE = re.compile("[dmyhs]", re.IGNORECASE)
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})$")
EARLIEST, LAST_DAY = datetime(1899, 12, 30), 2_958_466
"""Day 0 of a sheet, as from March 1900 on, and the day after the last that a sheet knows."""


@dataclass
class Book:
    """What cells point to: texts kept once for all sheets, and formats of numbers; which texts are in use."""

    texts: list[str]
    formats: list[str | None]
    since_1904: bool = False
    used: set[int] = field(default_factory=set)


def formats(styles: Element | None) -> list[str | None]:
    """The format of each cell style: `date`, zeros such as `00000`, or None."""
    if styles is None:
        return []
    own = {attribute(node, "numFmtId"): attribute(node, "formatCode") for node in named(styles, "numFmt")}
    listed = next(named(styles, "cellXfs"), None)
    numbers = [attribute(node, "numFmtId") for node in listed] if listed is not None else []
    return [_format(number, own.get(number, "")) for number in numbers]


def _format(number: str, code: str) -> str | None:
    if number.isdigit() and int(number) in _BUILT_IN_DATES:
        return "date"
    if _DATE.search(_NO_DATE.sub("", code)) and "general" not in code.lower():
        return "date"
    return code if code and set(code) == {"0"} else None


def place(cell: Element) -> tuple[str, int]:
    """The column's letters and the row's number."""
    found = _PLACE.match(attribute(cell, "r"))
    return (found[1], int(found[2])) if found else ("", 0)


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def shown(cell: Element, book: Book) -> str:
    """The text of a cell; empty for one without."""
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        return rich(cell)
    value = "".join(words(node) for node in cell if name(node) == "v")
    if kind == "s":
        if not value.strip().isdigit() or int(value) >= len(book.texts):
            return ""
        book.used.add(int(value))
        return book.texts[int(value)]
    if kind in ("", "n") and value:
        return _number(value, cell, book)
    return value


def rich(node: Element) -> str:
    """A text in pieces of different looks, without the reading aids of Japanese."""
    return "".join(
        str(piece.text or "")
        for piece in named(node, "t")
        if (above := piece.getparent()) is None or name(above) != "rPh"
    )


def _number(value: str, cell: Element, book: Book) -> str:
    style = attribute(cell, "s")
    wanted = book.formats[int(style)] if style.isdigit() and int(style) < len(book.formats) else None
    if wanted == "date":
        return _day(value, book.since_1904)
    if wanted:
        return value.zfill(len(wanted))
    return value[:-2] if value.endswith(".0") else value


def _day(value: str, since_1904: bool) -> str:
    try:
        days = float(value) + (1462 if since_1904 else 0)
    except ValueError:
        return value
    if not 0 <= days < LAST_DAY:
        return value
    moment = EARLIEST + timedelta(days=days + (1 if days < 60 else 0))
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    if days < 1:
        return moment.strftime("%H:%M:%S")
    return str(moment.date() if moment.time() == datetime.min.time() else moment)


def hidden_columns(sheet: Element) -> Iterator[tuple[int, int]]:
    """First and last number of columns that are not shown."""
    for node in named(sheet, "col"):
        if attribute(node, "hidden") in ("1", "true") or attribute(node, "width") == "0":
            first, last = attribute(node, "min"), attribute(node, "max")
            if first.isdigit() and last.isdigit():
                yield int(first), int(last)
