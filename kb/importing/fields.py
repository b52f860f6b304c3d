"""The fields that a column can be imported into, what they are called, and what headings mean them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.core.days import EXAMPLE
from kb.core.folding import folded_label, folded_name
from kb.editorial.steps import LABELS, STEP_OF
from kb.lessons.field_values import LADDER, ONE_OF, SEVERAL_OF

REFERENCE = "reference"
SOURCE = {
    "source_title": "Title of the source",
    "source_publisher": "Publisher of the source",
    "source_year": "Year of the source",
    "source_url": "Web address of the source",
    "source_kind": "Kind of source",
    "source_pages": "Pages of the source",
}
"""Fields about one source, and what they are called."""
NEEDED_OF_SOURCE = {"source_title": "title", "source_publisher": "publisher", "source_kind": "kind"}
"""Fields without which there is no source, and what they are called in a sentence about it."""
_SHORT = {
    "trigger": "What prompted it",
    "review": "Review",
    "kind": "Kind of lesson",
    "year": "Year",
    "unnamed": "Not to be named",
    "done_status": "How far it has gone",
    "result": "What came of it",
    "evidence_stage": "How far it was tested",
}
"""What fields are called above a column that the form asks for with a question or a sentence."""
OF_IMPORT: Mapping[str, str] = {
    "title": LABELS["title"],
    REFERENCE: "Your own reference",
    **{field: _SHORT.get(field, LABELS[field]) for field in STEP_OF},
    **SOURCE,
}
"""Every field that a column can be imported into, in the order of the template, and what it is called."""
EXAMPLE_ROW: Mapping[str, str] = {
    "reference": "A-12",
    "year": "2006",
    "unnamed": "no",
    "title": "A team of three reads every referral within a day",
    "summary": "A board changed how referrals are read, so that fewer are sent back without an answer.",
    "found": "Referrals came back without an answer.",
    "why": "Nobody had the task of reading them.",
    "done": "A team of three reads every referral within a day.",
    "effect": "Fewer referrals came back without an answer.",
    "how": "1. Name three people. 2. Give them an hour each morning.",
    "tags": "front door, referrals",
    "evidence_measure": "Referrals answered within a day, 18 of 40 before and 34 of 40 after",
    "evidence_on": EXAMPLE,
    "evidence_reason": "The board counted them",
    "people": "Three social workers, one hour a day",
    "action_done": EXAMPLE,
    "source_title": "Annual report of the board",
    "source_publisher": "The board",
    "source_year": "2007",
    "source_url": "https://www.example.org/annual-report",
    "source_pages": "page 12",
}
"""What stands in the example row of the sheet to fill in, beside values of lists."""
TELLING = ("title", "summary", "found", "why", "done", "effect")
"""By these texts the example row is told from lessons."""
DAYS = (*LADDER, "evidence_on")
SEVERAL = ("themes", *SEVERAL_OF)
"""Fields with several values, which semicolons part."""
_OTHERS: Mapping[str, tuple[str, ...]] = {
    REFERENCE: ("ref", "own reference", "our reference", "id", "number", "no"),
    "trigger": ("prompted by",),
    "kind": ("lesson kind",),
    "year": ("year of review",),
    "unnamed": ("anonymous",),
    "title": ("name", "lesson", "headline", "heading", "lesson title", "title of the lesson"),
    "summary": ("summary of lesson", "summary of the lesson", "in short", "abstract", "short summary"),
    "found": ("findings", "finding", "what we found", "issue", "problem"),
    "why": ("reasons", "reason", "why it happened", "why did it happen"),
    "done": ("action", "actions", "what we did", "what was changed", "action taken", "actions taken", "what did we do"),
    "effect": ("impact", "outcome", "what happened next", "what difference it made"),
    "how": ("how to", "how to do it"),
    "themes": ("theme", "topic", "topics", "category"),
    "tags": ("tag", "keywords"),
    "causes": ("cause", "root cause", "root causes", "underlying causes"),
    "agencies": ("agency", "agencies involved"),
    "harm_types": ("harm type", "harm"),
    "outcomes": ("outcomes for the child",),
    "child_age_bands": ("age bands", "age band", "ages"),
    "kinds_of_change": ("kind of change",),
    "done_status": ("status", "progress"),
    "evidence_stage": ("stage of evidence", "stage", "evidence stage"),
    "evidence_measure": ("measure",),
    "evidence_on": ("measured on", "date measured", "date of measurement"),
    "identified": ("date identified", "identified", "date need identified"),
    "action_agreed": ("date action agreed", "action agreed", "date agreed"),
    "action_done": ("date action completed", "action completed", "date completed", "completion date", "date of action"),
    "effect_shown": ("date effect shown", "effect shown", "date of effect"),
    "in_place_first": ("in place first",),
    "people": ("who it takes", "staff"),
    "time": ("how long it takes",),
    "cost_band": ("cost",),
    "risks": ("risk",),
    "source_title": ("source", "report", "report name", "report title", "name of report", "title of report"),
    "source_publisher": ("publisher", "published by"),
    "source_url": ("url", "link", "web address", "source address", "report link", "link to report"),
    "source_pages": ("pages",),
    "source_kind": ("source type", "type of source", "report type"),
    "source_year": ("year of publication", "publication year", "report year"),
}
"""Other headings by which people mean a field."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of what was sent."""

    number: int
    letters: str
    """Empty where it is a field of files."""
    heading: str
    example: str
    hidden: bool

    @property
    def called(self) -> str:
        """Its heading; where it has none, its letters."""
        return f"“{self.heading}”" if self.heading else f"column {self.letters}"

    @property
    def label(self) -> str:
        """The same with where it stands."""
        heading = f"“{self.heading}”" if self.heading else "No heading"
        return f"{heading} (column {self.letters})" if self.letters else heading


def plain(heading: str) -> str:
    """A heading as it is compared: without capitals, accents and signs."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded_name(heading)).split())


def _headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, label in OF_IMPORT.items():
        for words in (label, LABELS.get(field, label), field, *_OTHERS.get(field, ())):
            found.setdefault(plain(words), field)
    return found


def _loosely(heading: str) -> str:
    """A heading in the words that matter: without what stands in brackets, and each in the singular."""
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", heading)
    return folded_label(plain(bare) or plain(heading))


HEADINGS: Mapping[str, str] = _headings()
"""The field that each heading means."""
_LOOSE: dict[str, str] = {}
for _heading, _field in HEADINGS.items():
    _LOOSE.setdefault(_loosely(_heading), _field)


def meant(heading: str) -> str:
    """The field that a heading means; empty where none is known."""
    return HEADINGS.get(plain(heading)) or _LOOSE.get(_loosely(heading), "")


def is_example(cells: Iterable[str]) -> bool:
    """Whether a row is the example of the sheet to fill in, as it is there."""
    return {plain(cell) for cell in cells} >= {plain(EXAMPLE_ROW[field]) for field in TELLING}


def names_of(needed: Sequence[str]) -> str:
    """Fields that a source needs as a sentence has them: "title, publisher and kind"."""
    *others, last = [NEEDED_OF_SOURCE[field] for field in needed]
    return f"{', '.join(others)} and {last}" if others else last


def takes(field: str) -> str:
    """What stands in a cell of this field, in words for those who fill in the sheet."""
    if field in DAYS:
        return f"A day, such as {EXAMPLE}"
    if field in SEVERAL:
        return "One or more of the list, with semicolons between them"
    if field in ONE_OF or field in ("review", "source_kind"):
        return "One of the list"
    return _TAKES.get(field, "Text")


_TAKES = {
    REFERENCE: "What you call it yourselves: by this the next import finds it again",
    "title": "10 to 120 characters; every lesson needs one",
    "year": "A year, such as 2009",
    "source_year": "A year, such as 2009",
    "unnamed": "yes or no",
    "tags": "Words of your own, with commas or semicolons between them; ten at most",
    "source_url": "A web address",
}
