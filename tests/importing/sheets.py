"""Sheets for tests of importing, sent, looked through and imported as the pages do it."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import Base
from kb.core.work import run_due
from kb.importing.columns import columns_of, guessed
from kb.importing.exports import in_words
from kb.importing.models import ImportRow, LessonImport
from kb.importing.reading import received
from kb.importing.service import sending, undoing, writing
from kb.lessons.models.lesson import Lesson, Revision

HEADINGS = ("Your own reference", "Title", "What was found", "What was done", "Themes", "Tags", "Year")
FIRST = (
    "A-1",
    "A team of three reads every referral",
    "Referrals came back.",
    "A team reads each.",
    "Neglect",
    "",
    "2014",
)
SECOND = (
    "A-2",
    "A second look at bruises on babies",
    "Bruises were not seen.",
    "Two people look.",
    "",
    "bruises",
    "2015",
)
OUTSIDE = (
    "audit_event",
    "job",
    "job_output",
    "lesson_import",
    "import_row",
    "import_column",
    "imported_lesson",
    "site_version",
)
"""Tables that importing leaves something in that is no lesson."""


def csv_of(*rows: Sequence[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def sheet_of(*rows: Sequence[Any]) -> tuple[Workbook, Any]:
    """A workbook with one sheet, and the sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def sent(who: Actor, board: Organisation, *files: tuple[str, bytes]) -> LessonImport:
    return sending.send(who, board, received=received(dict(files)))


def looked_through(who: Actor, board: Organisation, data: bytes, name: str = "lessons.csv") -> LessonImport:
    """An import after its dry run, with its columns matched as the page suggests."""
    found = sent(who, board, (name, data))
    sending.match(who, found, columns=guessed(found, columns_of(found)))
    run_due()
    assert found.state == "checked"
    return found


def imported(who: Actor, board: Organisation, data: bytes, name: str = "lessons.csv") -> LessonImport:
    """An import that is over."""
    found = looked_through(who, board, data, name)
    writing.begin(who, found)
    run_due()
    assert found.state == "written"
    return found


def undone(who: Actor, found: LessonImport, *, with_edited: bool | None = None) -> LessonImport:
    undoing.begin(who, found, with_edited=with_edited)
    run_due()
    assert found.state == "undone"
    return found


def rows_of(found: LessonImport) -> Sequence[ImportRow]:
    wanted = select(ImportRow).where(ImportRow.import_id == found.id).order_by(ImportRow.position)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def outcomes(found: LessonImport) -> dict[str, str | None]:
    return {row.label: row.outcome for row in rows_of(found)}


def refusals(found: LessonImport) -> dict[str, list[str]]:
    return {row.label: [in_words(problem) for problem in row.problems] for row in rows_of(found) if row.problems}


def notes(found: LessonImport) -> str:
    return " ".join(note for row in rows_of(found) for note in row.notes)


def drafts(board: Organisation) -> Sequence[Revision]:
    wanted = select(Revision).join(Lesson, Lesson.id == Revision.lesson_id).where(Lesson.organisation_id == board.id)
    return db.session.scalars(wanted.order_by(Revision.id).execution_options(populate_existing=True)).all()


def draft_of(board: Organisation, title: str) -> Revision:
    (found,) = (draft for draft in drafts(board) if draft.title == title)
    return found


def whole_database() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table in which importing has no business of its own; a tag by its word."""
    db.session.commit()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name in OUTSIDE:
            continue
        columns = [column for column in table.columns if (table.name, column.name) != ("tag", "id")]
        rows = db.session.execute(select(*columns)).all()
        found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found
