"""What the cells of a row mean: values as the form has them, and what cannot be understood."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.core.characters import one_line
from kb.core.clock import today
from kb.core.days import NoDay, meant_day
from kb.editorial.accepting import FAR_TOO_LONG, FIRST_SOURCE_YEAR, MOST_KEPT, of_source, year_in
from kb.editorial.addresses import NoAddress, web_address
from kb.editorial.draft_values import typed
from kb.editorial.service.citing import Citation
from kb.editorial.steps import LENGTHS, MOST_TAGS, MOST_THEMES
from kb.importing.fields import DAYS, NEEDED_OF_SOURCE, OF_IMPORT, REFERENCE, SEVERAL, SOURCE, names_of
from kb.importing.known import Known, shortened
from kb.lessons.field_values import ONE_OF, YES, Value
from kb.lessons.tagging import labels_in, too_long

LONGEST_REFERENCE = 100
_YES, _NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0")
_MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(:\d\d)?$")
_WHOLE = re.compile(r"(\d{4})\.0+$")
SAYS: Mapping[str, str] = {
    "formula": "{what} holds a formula: copy the cell and paste it as a value",
    "error": "{what} holds an error of the sheet: write what is meant",
    "merged": "The cells {what} are merged: split them, and fill in each cell",
    "hidden": "Row {what} is hidden in the sheet: have it shown, or take it out",
    "no-text": "{what} holds a sign that no text has (NUL): type it anew",
    "no-letter": "{what} holds a letter that could not be read: save the file as “CSV UTF-8”",
    "too-long": "The file is larger than {what}: shorten it",
    "front-matter": "The fields at the top cannot be read; look at {what}: each line is a name, a colon and a value",
    "nested": "“{what}” has lists or fields within it: write plain values",
    "twice": "“{what}” is there twice: take one of them out",
    "several": "There are {what} sources, and one can be imported: take the others out, and add them in the draft",
}
"""What is said of what cannot be taken as it stands."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: at which column, what stands there, and what to do."""

    heading: str
    found: str
    says: str

    @property
    def kept(self) -> list[str]:
        """As its row keeps it."""
        return [self.heading, self.found, self.says]


@dataclass(slots=True)
class Meant:
    """What a row says."""

    values: dict[str, Value] = field(default_factory=dict)
    """By field; what is empty says nothing."""
    citation: Citation | None = None
    reference: str = ""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What of it is left out, in sentences."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the columns of a file are."""

    headings: Sequence[str]
    columns: Mapping[int, str]
    """Field of each column that is imported."""

    @classmethod
    def of(cls, headings: Sequence[str], columns: Mapping[str, str]) -> "Sheet":
        """As an import keeps it."""
        return cls(headings, {int(number): field for number, field in columns.items() if field in OF_IMPORT})

    def heading(self, column: int) -> str:
        """What stands above a column."""
        return self.headings[column] if 0 <= column < len(self.headings) else ""

    def heading_of(self, wanted: str) -> str:
        """What stands above the column of a field; what the field is called where it has none."""
        column = next((number for number, field in self.columns.items() if field == wanted), -1)
        return self.heading(column) or OF_IMPORT[wanted]

    def cell(self, cells: Sequence[str], wanted: str) -> str:
        """What a row has for a field."""
        column = next((number for number, field in self.columns.items() if field == wanted), -1)
        return cells[column] if 0 <= column < len(cells) else ""


def meant_by(cells: Sequence[str], faults: Sequence[Sequence[Any]], sheet: Sheet, known: Known) -> Meant:
    """What a row says in the columns that are imported, and everything that cannot be understood."""
    meant = Meant()
    faulty = set()
    for column, reason, what in faults:
        if column == -1 or column in sheet.columns:
            faulty.add(column)
            said = Problem(sheet.heading(column), "", SAYS[reason].format(what=what))
            if said not in meant.problems:
                meant.problems.append(said)
    of_source: dict[str, str] = {}
    for column, wanted in sheet.columns.items():
        text = cells[column] if column < len(cells) else ""
        if not text.strip() or column in faulty:
            continue
        if wanted in SOURCE:
            of_source[wanted] = text
            continue
        try:
            value = _value(wanted, text, known)
        except ValueError as problem:
            meant.problems.append(Problem(sheet.heading(column), shortened(text), str(problem)))
            continue
        if wanted == REFERENCE:
            meant.reference = str(value)
        else:
            meant.values[wanted] = value
    if of_source:
        _cite(meant, of_source, sheet, known)
    if not sheet.cell(cells, "title").strip() and not meant.problems:
        meant.problems.append(Problem(sheet.heading_of("title"), "", "There is no title: every lesson needs one"))
    if beyond := [cell for cell in cells[len(sheet.headings) :] if cell]:
        more = len(cells) - len(sheet.headings)
        says = f"The row has {more} {'cell' if more == 1 else 'cells'} more than there are headings"
        do = "put quotation marks around a cell with a separator in it"
        meant.problems.append(Problem("", shortened(beyond[0]), f"{says}: {do}"))
    return meant


def _value(wanted: str, text: str, known: Known) -> Value:
    """What a cell means. Raises ValueError with what to do."""
    if wanted in DAYS:
        return _day(text)
    if wanted in SEVERAL:
        slugs = known.words(wanted).slugs_in(text)
        if wanted == "themes" and len(slugs) > MOST_THEMES:
            raise ValueError(f"Choose at most {MOST_THEMES} themes: these are {len(slugs)}")
        return slugs
    if wanted in ONE_OF or wanted == "review":
        return known.words(wanted).slug(text)
    return _PLAIN.get(wanted, _text)(text)


def _text(text: str) -> str:
    if len(text) > MOST_KEPT:
        raise ValueError(FAR_TOO_LONG.removesuffix(". It is still here"))
    return typed(text)


def _title(text: str) -> str:
    title, most = one_line(text), LENGTHS["title"][1]
    if len(title) > most:
        raise ValueError(f"A title has at most {most} characters, and this one {len(title)}: shorten it")
    return title


def _day(text: str) -> str:
    match = _MIDNIGHT.match(text.strip())
    try:
        return meant_day(match[1] if match else text, today()).isoformat()
    except NoDay as problem:
        raise ValueError(f"It {problem}") from None


def _year(text: str) -> str:
    whole = _WHOLE.fullmatch(text.strip())
    return year_in(whole[1] if whole else text)


def _tags(text: str) -> str:
    commas = text.replace(";", ",").replace("\n", ",")
    labels = labels_in(commas)
    if len(labels) > MOST_TAGS:
        raise ValueError(f"Give at most {MOST_TAGS} tags: these are {len(labels)}")
    if wrong := too_long(commas):
        raise ValueError(wrong)
    return ", ".join(labels)


def _unnamed(text: str) -> str:
    word = text.strip().casefold()
    if word not in (*_YES, *_NO):
        raise ValueError("Write yes or no")
    return YES if word in _YES else ""


def _reference(text: str) -> str:
    reference = one_line(text)
    if len(reference) > LONGEST_REFERENCE:
        raise ValueError(f"A reference has at most {LONGEST_REFERENCE} characters")
    return reference


_PLAIN: Mapping[str, Callable[[str], str]] = {
    "title": _title, "year": _year, "tags": _tags, "unnamed": _unnamed, REFERENCE: _reference,
}  # fmt: skip


def _cite(meant: Meant, given: Mapping[str, str], sheet: Sheet, known: Known) -> None:
    """Read what a row says of its source. One without title, publisher or kind is none, and is left out."""
    lacking = [wanted for wanted in NEEDED_OF_SOURCE if not given.get(wanted, "").strip()]
    if lacking:
        do = "Add it in the draft, or give these in the file"
        meant.notes.append(f"The source is left out: it lacks its {names_of(lacking)}. {do}")
        return
    found: dict[str, str] = {}
    for wanted in SOURCE:
        text, name = given.get(wanted, ""), wanted.removeprefix("source_")
        try:
            found[name] = _of_source(name, text, known)
        except ValueError as problem:
            meant.problems.append(Problem(sheet.heading_of(wanted), shortened(text), str(problem)))
    if len(found) == len(SOURCE):
        meant.citation = Citation(
            title=found["title"],
            publisher=found["publisher"],
            year=int(found["year"]) if found["year"] else None,
            url=found["url"] or None,
            kind_key=f"source-kinds/{found['kind']}",
            pages=found["pages"] or None,
            accessed=None,
            note=None,
        )


def _of_source(name: str, text: str, known: Known) -> str:
    if name == "kind":
        return known.words("source_kind").slug(text)
    if name == "year":
        whole = _WHOLE.fullmatch(text.strip())
        return year_in(whole[1] if whole else text, FIRST_SOURCE_YEAR)
    if name == "url":
        try:
            return web_address(text)
        except NoAddress as problem:
            raise ValueError(str(problem)) from None
    return of_source(name, text)
