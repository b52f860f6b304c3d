"""The columns of an import as the page shows them that asks what they mean."""

from collections.abc import Mapping, Sequence

from kb.extraction.table_bounds import letters
from kb.importing.fields import NEEDED_OF_SOURCE, SOURCE, Column, meant, names_of, plain
from kb.importing.models import LessonImport
from kb.importing.queries.imports import first_rows, remembered

LOOKED_AT = 50
"""Rows in which an example is looked for."""
LONGEST_EXAMPLE = 80


def columns_of(found: LessonImport) -> Sequence[Column]:
    """Its columns, each with the first words that stand in it; those without heading and words are left out."""
    rows = first_rows(found, LOOKED_AT)
    columns = []
    for number, heading in enumerate(found.headings):
        words = next((row.cells[number] for row in rows if number < len(row.cells) and row.cells[number]), "")
        if heading or words:
            at = "" if found.kind == "markdown" else letters(number)
            columns.append(Column(number, at, heading, _short(words), number in found.hidden))
    return columns


def what_is_left_out(found: LessonImport, columns: Sequence[Column], chosen: Mapping[int, str]) -> Sequence[str]:
    """What is not imported as the columns are matched, in sentences."""
    said = []
    if left := [column.called for column in columns if not chosen.get(column.number)]:
        said.append(f"Not imported: {', '.join(left)}.")
    fields = set(chosen.values())
    lacking = [field for field in NEEDED_OF_SOURCE if field not in fields]
    if lacking and fields & SOURCE.keys():
        said.append(f"The source is left out of every draft, because its {names_of(lacking)} "
                    f"{'has' if len(lacking) == 1 else 'have'} no {found.part}.")  # fmt: skip
    return said


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_EXAMPLE else f"{line[:LONGEST_EXAMPLE].rstrip()}…"


def guessed(found: LessonImport, columns: Sequence[Column]) -> Mapping[int, str]:
    """The field of each column: as it is chosen, as this organisation chose it last, or as its heading says.

    No field twice. What the sheet hides is not imported, unless somebody chose it.
    """
    if found.columns:
        return {int(number): field for number, field in found.columns.items()}
    known = remembered(found.organisation_id, [plain(column.heading) for column in columns])
    chosen: dict[int, str] = {}
    for column in columns:
        heading = plain(column.heading)
        field = known[heading] if heading in known else "" if column.hidden else meant(column.heading)
        if field and field not in chosen.values():
            chosen[column.number] = field
    return chosen
