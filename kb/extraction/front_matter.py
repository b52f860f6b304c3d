"""Reads files of Markdown, each with fields at its top and sections below, as the rows of a table."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

import yaml

from kb.extraction.delimited import decoded
from kb.extraction.found import tidy
from kb.extraction.parts import Refused, Table, TableRow
from kb.extraction.table_bounds import MOST_COLUMNS, MOST_ROWS, too_many

LARGEST = 1024 * 1024
"""Bytes of one file."""
_TOP = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"(#{1,2})[ \t]+(.+?)[ \t#]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")
ABOVE = "text above the first heading"
"""Column of what stands before the sections."""


def is_text(entry: str, endings: Collection[str]) -> bool:
    """Whether an entry of a ZIP file is a text that somebody has written."""
    return PurePosixPath(entry).suffix.lstrip(".") in endings and not is_left_by_a_system(entry)


def is_left_by_a_system(entry: str) -> bool:
    """Whether an entry was put there by a system and not by a person."""
    return any(part.startswith((".", "__macosx")) for part in PurePosixPath(entry).parts)


def read(files: Mapping[str, bytes], others: int = 0) -> Table:
    """A row for each file, by name; `others` is the number of files that were left out. The first row names columns."""
    if len(files) > MOST_ROWS:
        raise too_many(len(files), "files")
    columns: dict[str, int] = {}
    rows = []
    for number, name in enumerate(sorted(files), 1):
        values, faults = _values(files[name])
        for column in values:
            columns.setdefault(column, len(columns))
        rows.append((number, name, values, faults))
    if len(columns) > MOST_COLUMNS:
        raise Refused("too-large", f"The files have {len(columns)} different fields; at most {MOST_COLUMNS} are read.")
    notes = [f"{len(files):,} {'file was' if len(files) == 1 else 'files were'} read."]
    if others:
        notes.append(f"Left out, because they are no Markdown: {others:,}.")
    table = [TableRow(0, "", tuple(columns))]
    for number, name, values, faults in rows:
        cells = tuple(values.get(column, "") for column in columns)
        table.append(TableRow(number, name, cells, tuple((columns.get(at, -1), why, what) for at, why, what in faults)))
    return Table("markdown", tuple(table), (), tuple(notes))


Values = dict[str, str]
Faults = list[tuple[str, str, str]]


def _values(data: bytes) -> tuple[Values, Faults]:
    """The fields of one file by their names, and what of them cannot be taken."""
    if len(data) > LARGEST:
        return {}, [("", "too-long", "1 MB")]
    try:
        text = decoded(data)[0].replace("\r\n", "\n").replace("\r", "\n")
    except Refused:
        return {}, [("", "no-text", "")]
    if "\0" in text:
        return {}, [("", "no-text", "")]
    top = _TOP.match(text)
    values, faults = _fields(top[1]) if top else ({}, [])
    for heading, words in _sections(text[top.end() :] if top else text):
        if values.get(heading):
            faults.append((heading, "twice", heading))
        values[heading] = words
    return values, faults


def _fields(top: str) -> tuple[Values, Faults]:
    try:
        found = yaml.safe_load(top)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        return {}, [("", "front-matter", f"line {mark.line + 2}" if mark else "the lines between the ---")]
    if found is None:
        return {}, []
    if not isinstance(found, dict):
        return {}, [("", "front-matter", "line 2")]
    values: Values = {}
    faults: Faults = []
    for key, value in found.items():
        name = tidy(str(key)).strip()
        if name == "sources" and isinstance(value, list):
            if len(value) > 1:
                faults.append((name, "several", str(len(value))))
            value = value[0] if value else ""
            name = "source" if isinstance(value, dict) else name
        if isinstance(value, dict):
            parts = {f"{name} {part}": _plain(each) for part, each in value.items()}
        else:
            parts = {name: _plain(value)}
        for part, words in parts.items():
            values[part] = words or ""
            if words is None:
                faults.append((part, "nested", part))
        for column, _, _ in faults:
            values.setdefault(column, "")
    return values, faults


def _plain(value: Any) -> str | None:
    """A value as one text, several of them parted by semicolons; None for what is deeper."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return tidy(str(value)).strip()
    if isinstance(value, list) and not any(isinstance(each, list | dict) for each in value):
        return "; ".join(_plain(each) or "" for each in value)
    return None


def _sections(body: str) -> Iterator[tuple[str, str]]:
    """Headings of the first two levels with what stands below; one at the top with nothing below is the title."""
    heading, level, lines, fenced = ABOVE, 0, [], False
    for line in [*body.split("\n"), None]:
        match = _HEADING.fullmatch(line) if line is not None and not fenced else None
        if line is not None and not match:
            fenced ^= bool(_FENCE.match(line))
            lines.append(line)
            continue
        words = tidy("\n".join(lines)).strip()
        if level == 1 and not words:
            yield "title", heading
        elif words or level:
            yield heading, words
        if match:
            heading, level, lines = tidy(match[2]).strip().lower(), len(match[1]), []
            heading = tidy(match[2]).strip() if level == 1 else heading
