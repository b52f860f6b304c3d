"""Keeps what somebody has sent, and what its columns mean."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.jobs import enqueue
from kb.importing.fields import OF_IMPORT, plain
from kb.importing.models import ImportColumn, ImportRow, LessonImport
from kb.importing.queries.imports import CHECK
from kb.importing.reading import Received

BEFORE_WRITING = ("sent", "checking", "checked")
"""States in which nothing was written yet."""
NO_TITLE = "Choose a {part} for the title: every lesson needs one"
NOT_CHOSEN = "Choose one of the list"


def locked(found: LessonImport) -> LessonImport:
    """The import as it is now; nobody else changes it before this transaction ends. Raises Conflict if it is gone."""
    wanted = select(LessonImport).where(LessonImport.id == found.id).with_for_update()
    row = session.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise Conflict
    return row


def move(found: LessonImport, state: str) -> None:
    """From now on it is in another state."""
    found.state, found.state_since = state, utc_now()
    session.flush()


@use_case(Permission.LESSON_BEGIN)
def send(who: Actor, organisation: Organisation, *, received: Received) -> LessonImport:
    """Keep the rows of a file that somebody has sent. Nothing of it is a lesson yet."""
    made = LessonImport(
        organisation_id=organisation.id,
        created_by_id=who.user_id,
        file_name=received.file_name,
        kind=received.kind,
        separator=received.separator,
        notes=list(received.notes),
        headings=list(received.headings),
        hidden=list(received.hidden),
        rows=len(received.rows),
    )
    session.add(made)
    session.flush()
    session.add_all(
        ImportRow(
            import_id=made.id,
            position=position,
            number=row.number,
            name=row.name,
            cells=received.cells(row),
            faults=received.faults(row),
        )
        for position, row in enumerate(received.rows)
    )  # as objects: so what was removed for good is kept out
    session.flush()
    return made


@use_case(Permission.LESSON_BEGIN)
def match(who: Actor, found: LessonImport, *, columns: Mapping[int, str]) -> None:
    """Say what the columns of an import mean, and have its rows looked through; nothing is written.

    `columns`: the field of each column, empty where it is not imported. Raises Invalid under the names of columns
    ("column_3"), Conflict where the import has been written meanwhile.
    """
    row = locked(found)
    if row.state not in BEFORE_WRITING:
        raise Conflict
    chosen = {number: field for number, field in columns.items() if field}
    problems = {f"column_{number}": NOT_CHOSEN for number, field in chosen.items() if field not in OF_IMPORT}
    by_field: dict[str, int] = {}
    for number, field in chosen.items():
        if by_field.setdefault(field, number) != number:
            first = row.headings[by_field[field]] or f"another {row.part}"
            says = f"“{OF_IMPORT.get(field, field)}” is chosen for “{first}” already: choose another"
            problems[f"column_{number}"] = says
    if not problems and "title" not in by_field:
        problems[f"column_{min(columns, default=0)}"] = NO_TITLE.format(part=row.part)
    if problems:
        raise Invalid(**problems)
    row.columns = {str(number): field for number, field in chosen.items()}
    _remember(row, columns)
    reset: dict[str, Any] = {
        "outcome": None,
        "problems": [],
        "notes": [],
        "title": "",
        "lesson_id": None,
        "revision_id": None,
    }
    session.execute(
        update(ImportRow)
        .where(ImportRow.import_id == row.id)
        .values(reset)
        .execution_options(synchronize_session=False)
    )
    row.counts = {}
    move(row, "checking")
    enqueue(CHECK, str(row.id), owner_id=who.user_id)


def _remember(found: LessonImport, columns: Mapping[int, str]) -> None:
    """What these headings mean to this organisation, for its next sheet."""
    meant: dict[str, str] = {}
    for number, field in columns.items():
        heading = plain(found.headings[number])
        if heading:
            meant[heading] = field or meant.get(heading, "")
    known = {
        row.heading: row
        for row in session.scalars(
            select(ImportColumn).where(
                ImportColumn.organisation_id == found.organisation_id, ImportColumn.heading.in_(sorted(meant))
            )
        )
    }
    for heading, field in meant.items():
        row = known.get(heading)
        if row is None:
            row = ImportColumn(organisation_id=found.organisation_id, heading=heading, field=field)
            session.add(row)
        row.field, row.used_at = field, utc_now()
    session.flush()
