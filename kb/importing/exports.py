"""Sheets that people take along: an empty one with the columns, and one with the rows that are refused."""

from collections.abc import Iterator

from kb.core.spreadsheets import MARK, csv_lines
from kb.importing.fields import EXAMPLE_ROW, OF_IMPORT
from kb.importing.known import choices_of
from kb.importing.models import LessonImport
from kb.importing.queries.imports import refused_rows

_WHICH = {"done_status": "done", "evidence_stage": "2", "result": "helped", "nation": "england"}
"""Of some lists, which value stands in the example; of others the first. The example names no review."""
SEVERAL_SHOWN = 2


def template() -> str:
    """An empty sheet: the headings of all columns, and one row as an example."""
    return MARK + csv_lines([list(OF_IMPORT.values()), [_example(field) for field in OF_IMPORT]])


def _example(field: str) -> str:
    if field in EXAMPLE_ROW or field in ("review", "region"):
        return EXAMPLE_ROW.get(field, "")
    choices = choices_of(field)
    labels = [label for _, label in choices]
    if field in ("themes", "agencies", "kinds_of_change"):
        return "; ".join(labels[:SEVERAL_SHOWN])
    wanted = [label for slug, label in choices if slug == _WHICH.get(field)]
    return next(iter([*wanted, *labels]), "")


def problems(found: LessonImport) -> Iterator[bytes]:
    """The rows that are refused as they were sent, with where they stand and what to do."""
    yield (MARK + csv_lines([[*found.headings, found.one.capitalize(), "What to do"]], found.separator)).encode()
    for row in refused_rows(found):
        cells = [*row.cells[: len(found.headings)], *[""] * (len(found.headings) - len(row.cells))]
        do = "; ".join(in_words(problem) for problem in row.problems)
        yield csv_lines([[*cells, row.label, do]], found.separator).encode()


def in_words(problem: list[str]) -> str:
    """Why a row is refused, in one line: the column, what stands there, and what to do."""
    heading, found, says = problem
    before = ": ".join(part for part in (heading, "" if found in says else f"“{found}”") if part)
    return f"{before}: {says}" if before else says
