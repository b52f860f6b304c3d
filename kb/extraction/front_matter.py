"""Reads files of Markdown, each with fields at its top and sections below, as the rows of a table."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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
TITLE = "title"
READ_ME = "readme"
"""The name of files that say what is in a folder, without their ending."""
NAMED = 5
"""Files that were left out are named up to so many."""


def is_text(entry: str, endings: Collection[str]) -> bool:
    """Whether an entry of a ZIP file is a text that somebody has written."""
    return PurePosixPath(entry).suffix.lstrip(".") in endings and not is_left_by_a_system(entry)


def is_left_by_a_system(entry: str) -> bool:
    """Whether an entry was put there by a system and not by a person."""
    return any(part.startswith((".", "__macosx")) for part in PurePosixPath(entry).parts)


def read(files: Mapping[str, bytes], others: Sequence[str] = ()) -> Table:
    """A row for each file, by name; `others` are the names of files that were left out. The first row names columns.

    A field is one column however its name is written: the first way of writing it names the column.
    """
    lessons = {name: data for name, data in files.items() if PurePosixPath(name).stem.lower() != READ_ME}
    about = sorted(files.keys() - lessons.keys()) if lessons else ()
    files = lessons or files
    if len(files) > MOST_ROWS:
        raise too_many(len(files), "files")
    columns: dict[str, int] = {}
    names: list[str] = []
    rows = []
    for number, name in enumerate(sorted(files), 1):
        found = _values(files[name])
        for key, written in found.names.items():
            if columns.setdefault(key, len(names)) == len(names):
                names.append(written)
        rows.append((number, name, found))
    if len(columns) > MOST_COLUMNS:
        raise Refused("too-large", f"The files have {len(columns)} different fields; at most {MOST_COLUMNS} are read.")
    table = [TableRow(0, "", tuple(names))]
    for number, name, found in rows:
        cells = tuple(found.words.get(column, "") for column in columns)
        faults = tuple((columns.get(_key(at), -1), why, what) for at, why, what in found.faults)
        table.append(TableRow(number, name, cells, faults))
    return Table("markdown", tuple(table), (), tuple(_notes(files, others, about)))


def _notes(files: Collection[str], others: Sequence[str], about: Sequence[str]) -> Iterator[str]:
    yield f"{len(files):,} {'file was' if len(files) == 1 else 'files were'} read."
    if others:
        yield f"Left out, because {'it is' if len(others) == 1 else 'they are'} no Markdown: {_named(others)}."
    if about:
        yield f"Left out, because it says what is in the folder: {_named(about)}."


def _named(files: Sequence[str]) -> str:
    named = ", ".join(f"“{name}”" for name in sorted(files)[:NAMED])
    more = len(files) - NAMED
    return f"{named} and {more:,} more" if more > 0 else named


def _key(name: str) -> str:
    """A name of a field as it is compared: capitals, spaces, hyphens and underscores make no difference."""
    return " ".join(re.split(r"[\s_-]+", name.strip().casefold()))


Values = dict[str, str]
Faults = list[tuple[str, str, str]]


class _File:
    """The fields of one file by their keys, the names that they have there, and what of them cannot be taken."""

    def __init__(self) -> None:
        self.words: Values = {}
        self.names: Values = {}
        self.faults: Faults = []

    def put(self, name: str, words: str) -> None:
        """A field comes; one that is there already is noted."""
        key = _key(name)
        if self.words.get(key) and words:
            self.faults.append((name, "twice", name))
        self.names.setdefault(key, name)
        self.words[key] = words or self.words.get(key, "")

    def fault(self, name: str, reason: str, what: str) -> None:
        """Something cannot be taken; empty for the whole file."""
        if name:
            self.names.setdefault(_key(name), name)
        self.faults.append((name, reason, what))


def _values(data: bytes) -> _File:
    """The fields of one file, and what of them cannot be taken."""
    found = _File()
    if len(data) > LARGEST:
        found.fault("", "too-long", "1 MB")
        return found
    try:
        text = decoded(data)[0].replace("\r\n", "\n").replace("\r", "\n")
    except Refused:
        text = "\0"
    if "\0" in text:
        found.fault("", "no-text", "")
        return found
    top = _TOP.match(text)
    values, faults = _fields(top[1]) if top else ([], [])
    for name, words in values:
        found.put(name, words)
    for fault in faults:
        found.fault(*fault)
    sections = list(_sections(text[top.end() :] if top else text))
    for name, words in _titled(sections, found.words.get(TITLE, "")):
        found.put(name, words)
    return found


def _titled(sections: Sequence[tuple[int, str, str]], title: str) -> Iterator[tuple[str, str]]:
    """Sections by their names; the heading of the first level that is the title is one, what stands below it is above.

    It is the only one of the first level, or one with nothing below. Where the fields at the top have a title, that is
    it, and a heading that repeats it is none.
    """
    alone = sum(1 for level, _, _ in sections if level == 1) == 1
    above: list[str] = []
    for level, heading, words in sections:
        is_top = level == 1 and (not words or (alone and not title) or _key(heading) == _key(title))
        if not is_top and level:
            yield heading, words
            continue
        if is_top and not title:
            title = heading
            yield TITLE, heading
        elif is_top and _key(heading) != _key(title):
            above.append(heading)
        above.append(words)
    if any(above):
        yield ABOVE, "\n\n".join(filter(None, above))


def _fields(top: str) -> tuple[Sequence[tuple[str, str]], Faults]:
    try:
        found = yaml.safe_load(top)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        return [], [("", "front-matter", f"line {mark.line + 2}" if mark else "the lines between the ---")]
    if found is None:
        return [], []
    if not isinstance(found, dict):
        return [], [("", "front-matter", "line 2")]
    values: list[tuple[str, str]] = []
    faults: Faults = []
    for key, value in found.items():
        name = tidy(str(key)).strip()
        if _key(name) == "sources" and isinstance(value, list):
            if len(value) > 1:
                faults.append((name, "several", str(len(value))))
            value = value[0] if value else ""
            name = "source" if isinstance(value, dict) else name
        if isinstance(value, dict):
            parts = [(f"{name} {part}", _plain(each)) for part, each in value.items()]
        else:
            parts = [(name, _plain(value))]
        values += [(part, words or "") for part, words in parts]
        faults += [(part, "nested", part) for part, words in parts if words is None]
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


def _sections(body: str) -> Iterator[tuple[int, str, str]]:
    """Level, heading and words of each section; level 0 for what stands above the first heading."""
    heading, level, lines, fenced = ABOVE, 0, [], False
    for line in [*body.split("\n"), None]:
        match = _HEADING.fullmatch(line) if line is not None and not fenced else None
        if line is not None and not match:
            fenced ^= bool(_FENCE.match(line))
            lines.append(line)
            continue
        words = tidy("\n".join(lines)).strip()
        if words or level:
            yield level, heading, words
        if match:
            words, level, lines = tidy(match[2]).strip(), len(match[1]), []
            heading = words if level == 1 else words.lower()
