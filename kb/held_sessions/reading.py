"""Reads a file of answers, a row for each form that was handed in, into counts. Other columns are never looked at."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.extraction.parts import MIB, Limits, Refused, Table, TableRow
from kb.extraction.service import table
from kb.extraction.table_bounds import BEFORE, letters
from kb.held_sessions.limits import MOST_PEOPLE
from kb.held_sessions.models import SCALE, STEPS
from kb.held_sessions.queries.questions import Counted, Point
from kb.lessons.files import safe_name

LARGEST = 5 * MIB
"""Bytes of a file."""
LIMITS = Limits(size=LARGEST, unpacked=60 * MIB, text=10 * MIB)
WANTED = "Send a sheet (.csv or .xlsx) with the headings in the first row and a row for each form below."
NOT_UNDERSTOOD = "No answer in it was understood. "
OTHER_SHEETS = ("xls", "xlt", "ods", "xlsb", "numbers")
"""Endings of sheets that are not read."""
ALIKE = 25
"""Characters from which on a heading that is cut off, or goes on, is taken for a question."""
LONGEST_SHOWN = 40
MOST_OF_COLUMN = 5
"""Answers of a column that are each named when they are not understood; of more, the column is."""
TWO_FORMS = "it looks as if there are two forms in the file. Send a file of its own for each form"
EACH_ITS_OWN = "Send the answers of each form in a file of its own, where that form is."
_NUMBERED = re.compile(r"(q|question|item)?\s*([0-9]{1,2})")
ANY, NAMED, WORDS = "any", "named", "words"
"""Which numbers stand for a question: 1 and Q1, Q1 alone since 1 may be an answer, or none."""
_BEFORE = re.compile(r"(?:q|question|item)?\s*[0-9]{1,2}\s+")
_STEP = re.compile(r"([1-5])(?:[.,]0+|(?:\s*[-–—:.=(]\s*|\s+)[^\W\d]\D*)?", re.DOTALL)
"""A step, and what it means behind it; further figures make it another thing: 4 of 10, 4/10."""
_YES_NO = {"yes": 1, "y": 1, "partly": 2, "partially": 2, "in part": 2, "no": 3, "n": 3}
_SUBHEADINGS = {"response", "open ended response", ""}
"""What a second row of headings says, as one common survey tool writes it."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a file of answers says."""

    rows: int
    """Forms with at least one answer."""
    counts: Mapping[int, tuple[int, ...]]
    """How many gave each answer, by the number of the question."""
    problems: Sequence[str]
    """What could not be understood, with its row and column; nothing of it is counted."""
    not_understood: int
    """How many answers these are."""
    passed_over: Sequence[str]
    """Headings of columns that hold no question of the form, with their letters."""
    lacking: Sequence[int]
    """Numbers of questions that the file has no column for."""
    empty: int
    """Rows without any answer."""


def sheets_in(data: bytes, name: str, point: Point, others: Sequence[Point]) -> Sheets:
    """The answers in a file to the questions of one form. Raises `Refused` for another kind of file, and for one that
    holds no answer, or those of another form or of two."""
    if len(data) > LARGEST:
        raise Refused("too-large", f"The file is larger than {LARGEST // MIB} MB. Send the columns with answers alone.")
    name = safe_name(name)
    ending = name.lower().rpartition(".")[2]
    if data.startswith(b"PK") and ending == "csv":  # a workbook that somebody gave the other name
        name = "answers.xlsx"
    try:
        read = table(data, name=name, limits=LIMITS)
    except Refused as refused:
        if refused.reason != "wrong-type":
            raise
        other = f"Files of the kind .{ending} cannot be read. Open it, and save it as .xlsx or .csv. "
        raise Refused(refused.reason, (other if ending in OTHER_SHEETS else "") + WANTED) from None
    if read.kind not in ("csv", "xlsx"):
        raise Refused("wrong-type", WANTED)
    at, columns = _headed(read, point)
    heading, rows = read.rows[at], list(read.rows[at + 1 :])
    _see_that_it_is_one_form(heading, columns, point, others)
    if rows and all(_folded(rows[0].cells[at]) in _SUBHEADINGS for at in columns if at < len(rows[0].cells)):
        del rows[0]
    for row in rows:
        again = [column for column, asked in columns.items() if _meant(_cell(row, column), point) == asked]
        if len(again) > 1 or (again and len(columns) == 1):
            raise Refused("damaged", f"Row {row.number} has headings again: {TWO_FORMS}.")
    if len(rows) > MOST_PEOPLE:
        raise Refused("too-large", f"There are {len(rows):,} rows; at most {MOST_PEOPLE:,} can be read at once.")
    return _counted(heading, rows, columns, point)


def _headed(read: Table, point: Point) -> tuple[int, dict[int, Counted]]:
    """Which row has the headings, and which column has which question."""
    known = [sum(_meant(cell, point) is not None for cell in row.cells) for row in read.rows[:BEFORE]]
    at = known.index(max(known))
    named = enumerate(read.rows[at].cells)
    return at, {column: asked for column, cell in named if (asked := _meant(cell, point, by=ANY))}


def _see_that_it_is_one_form(
    heading: TableRow, columns: Mapping[int, Counted], point: Point, others: Sequence[Point]
) -> None:
    for column, cell in enumerate(heading.cells):
        for other in others:
            if column not in columns and (found := _meant(cell, other, by=WORDS)):
                where = f"Column {letters(column)} has question {found.position} of the form “{other.title}”"
                raise Refused("damaged", f"{where}. {EACH_ITS_OWN}")
    if not columns:
        says = f"No heading in row {heading.number} is a question of the form “{point.title}”. "
        raise Refused("damaged", f"{says}Name the columns Q1, Q2 and so on, or use the sheet to fill in.")
    first: dict[int, int] = {}
    for column, asked in columns.items():
        if asked.position in first:
            both = f"Columns {letters(first[asked.position])} and {letters(column)} both have question {asked.position}"
            raise Refused("damaged", f"{both}: {TWO_FORMS}.")
        first[asked.position] = column


def _counted(
    heading: TableRow, rows: Sequence[TableRow], columns: Mapping[int, Counted], point: Point
) -> Sheets:  # fmt: skip
    problems: dict[int, list[tuple[int, str]]] = {}
    found = {asked.position: Counter[int]() for asked in columns.values()}
    filled = 0
    for row in rows:
        answered = False
        faults = {column: what for column, what, _ in row.faults}
        for column, asked in columns.items():
            if column in faults:
                says = _FAULTS.get(faults[column], "it cannot be read")
                problems.setdefault(column, []).append((row.number, says))
            elif cell := _cell(row, column):
                step = _step(cell, asked)
                if step is None:
                    says = f"“{cell[:LONGEST_SHOWN]}” {_expected(asked)}"
                    problems.setdefault(column, []).append((row.number, says))
                else:
                    found[asked.position][step] += 1
                    answered = True
        filled += answered
    told = _told(problems)
    if not filled:
        none = f"{NOT_UNDERSTOOD}{told[0]}." if told else "There are headings and no answers below them. "
        raise Refused("damaged", none if told else f"{none}Fill in a row for each form.")
    steps = {asked.position: range(1, STEPS[asked.kind] + 1) for asked in columns.values()}
    return Sheets(
        rows=filled,
        counts={position: tuple(found[position][step] for step in steps[position]) for position in found},
        problems=told,
        not_understood=sum(map(len, problems.values())),
        passed_over=list(_passed_over(heading, columns)),
        lacking=[asked.position for asked in point.questions if asked.position not in found],
        empty=len(rows) - filled,
    )


def _told(problems: Mapping[int, Sequence[tuple[int, str]]]) -> list[str]:
    """What is said of answers that were not understood, by column: each in the order of rows, many of a column once."""
    many = {column: found for column, found in problems.items() if len(found) > MOST_OF_COLUMN}
    few = sorted((row, column, says) for column, found in problems.items() if column not in many for row, says in found)
    return [
        *(f"Column {letters(column)}: {len(found)} answers, the first in row {found[0][0]}: {found[0][1]}"
          for column, found in many.items()),
        *(f"Row {row}, column {letters(column)}: {says}" for row, column, says in few),
    ]  # fmt: skip


_FAULTS = {"formula": "a formula is not read. Put its value there"}


def _expected(asked: Counted) -> str:
    return "is not a whole number from 1 to 5" if asked.kind == SCALE else "is not Yes, Partly or No"


def _passed_over(heading: TableRow, columns: Mapping[int, Counted]) -> Iterator[str]:
    for column, cell in enumerate(heading.cells):
        if cell and column not in columns:
            yield f"{letters(column)} “{cell[:LONGEST_SHOWN]}”"


def _meant(cell: str, point: Point, *, by: str = NAMED) -> Counted | None:
    """The question that a heading stands for, by its words or its number: `by` says which numbers count."""
    said = _folded(cell)
    if found := _NUMBERED.fullmatch(said):
        counts = by == ANY or (by == NAMED and found[1])
        return next((asked for asked in point.questions if counts and asked.position == int(found[2])), None)
    said = _BEFORE.sub("", said, count=1)
    return next((asked for asked in point.questions if _alike(said, _folded(asked.text))), None)


def _alike(said: str, question: str) -> bool:
    if said == question:
        return True
    return len(said) >= ALIKE and (question.startswith(said) or said.startswith(question))


def _step(cell: str, asked: Counted) -> int | None:
    """Which answer a cell gives, from 1; None where it gives none."""
    if asked.kind != SCALE:
        return _YES_NO.get(_folded(cell))
    if found := _STEP.fullmatch(cell):
        return int(found[1])
    said = _folded(cell)
    return {_folded(asked.low): 1, _folded(asked.high): STEPS[SCALE]}.get(said) if said else None


def _cell(row: TableRow, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _folded(words: str) -> str:
    """Words without capitals and signs, as they are compared."""
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))
