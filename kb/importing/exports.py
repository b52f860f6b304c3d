"""Sheets that people take along: an empty one with the columns, and one with the rows that are refused."""

from collections.abc import Iterator

from kb.core.spreadsheets import MARK, csv_lines
from kb.importing.fields import OF_IMPORT
from kb.importing.known import choices_of
from kb.importing.models import LessonImport
from kb.importing.queries.imports import refused_rows

_EXAMPLE = {
    "reference": "A-12",
    "year": "2014",
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
    "evidence_on": "31/12/2014",
    "evidence_reason": "The board counted them",
    "people": "Three social workers, one hour a day",
    "action_done": "1 March 2014",
    "source_title": "Annual report of the board",
    "source_publisher": "The board",
    "source_year": "2014",
    "source_url": "https://www.example.org/annual-report",
    "source_pages": "page 12",
}
_WHICH = {"done_status": "done", "evidence_stage": "2", "result": "helped", "nation": "england"}
"""Of some lists, which value stands in the example; of others the first. The example names no review."""
SEVERAL_SHOWN = 2


def template() -> str:
    """An empty sheet: the headings of all columns, and one row as an example."""
    return MARK + csv_lines([list(OF_IMPORT.values()), [_example(field) for field in OF_IMPORT]])


def _example(field: str) -> str:
    if field in _EXAMPLE or field in ("review", "region"):
        return _EXAMPLE.get(field, "")
    choices = choices_of(field)
    labels = [label for _, label in choices]
    if field in ("themes", "agencies", "kinds_of_change"):
        return "; ".join(labels[:SEVERAL_SHOWN])
    wanted = [label for slug, label in choices if slug == _WHICH.get(field)]
    return next(iter([*wanted, *labels]), "")


def problems(found: LessonImport) -> Iterator[bytes]:
    """The rows that are refused as they were sent, with where they stand and what to do."""
    yield (MARK + csv_lines([[*found.headings, "Row", "What to do"]])).encode()
    for row in refused_rows(found):
        cells = [*row.cells[: len(found.headings)], *[""] * (len(found.headings) - len(row.cells))]
        yield csv_lines([[*cells, row.label, "; ".join(in_words(problem) for problem in row.problems)]]).encode()


def in_words(problem: list[str]) -> str:
    """Why a row is refused, in one line: the column, what stands there, and what to do."""
    heading, found, says = problem
    before = ": ".join(part for part in (heading, "" if found in says else f"“{found}”") if part)
    return f"{before}: {says}" if before else says
