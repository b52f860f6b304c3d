"""Takes a whole import back: drafts that it made vanish, drafts that it changed hold again what they held before."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, transaction
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.core.jobs import Task, enqueue
from kb.editorial.removing import remove_text
from kb.importing.fields import OF_IMPORT
from kb.importing.models import ImportRow, LessonImport
from kb.importing.queries.imports import UNDO, edited, edited_of, given_away, job_of, rows_that_are, submitted_of
from kb.importing.restoring import put_back
from kb.importing.service.sending import BEFORE_WRITING, locked, move
from kb.importing.service.turns import Turn
from kb.importing.service.writing import somebody
from kb.importing.values import Problem
from kb.lessons.models.lesson import EXPUNGED, Revision

BATCH = 25
"""Rows that are taken back in one transaction."""
CHOOSE = "Choose what becomes of the drafts with which somebody has gone on"


def may_be_undone(found: LessonImport) -> bool:
    """Whether something of it was written that can be taken back: it is over, or its job has stopped."""
    return found.has_rows and (found.state == "written" or (found.state == "writing" and job_of(found) is None))


@use_case(Permission.LESSON_BEGIN)
def begin(who: Actor, found: LessonImport, *, with_edited: bool | None) -> None:
    """Have an import undone. `with_edited`: whether drafts go with it with which somebody has gone on; None for unsaid.

    Raises Invalid(edited=...) where that has to be said, Conflict where something of it was submitted, or it was not
    written, or not to its end.
    """
    row = locked(found)
    if not may_be_undone(row) or submitted_of(row).total:
        raise Conflict
    if with_edited is None and edited_of(row).total:
        raise Invalid(edited=CHOOSE)
    row.with_edited = bool(with_edited)
    move(row, "undoing")
    enqueue(UNDO, str(row.id), owner_id=who.user_id)


@use_case(Permission.LESSON_BEGIN)
def remove(who: Actor, found: LessonImport) -> None:
    """Remove an import of which nothing was written, with its rows. Raises Conflict where something was."""
    row = locked(found)
    if row.state not in BEFORE_WRITING:
        raise Conflict
    session.execute(delete(ImportRow).where(ImportRow.import_id == row.id))
    session.delete(row)
    session.flush()


def undo(task: Task) -> None:
    """Undo the import whose number is the key of the job, from its last row to its first."""
    turn = Turn(task)
    while True:
        try:
            with transaction():
                found = session.get(LessonImport, int(task.key), with_for_update=True, populate_existing=True)
                if found is None or found.state != "undoing":
                    return
                rows = _next(found)
                who = somebody(task.owner_id)
                for row in rows:
                    take_back(who, found, row=row)
                if not rows:
                    finish(who, found)
                    return
                session.flush()
                left, gone = rows_that_are(found, "done"), rows_that_are(found, "undone", "kept")
        except (NotFound, Denied):
            return
        task.progress(gone, gone + left)
        if turn.is_over():
            return


@use_case(Permission.LESSON_BEGIN)
def finish(_who: Actor, found: LessonImport) -> None:
    """Note that all rows are taken back."""
    found.counts = {**found.counts, "kept": rows_that_are(found, "kept")}
    move(found, "undone")


def _next(found: LessonImport) -> Sequence[ImportRow]:
    wanted = select(ImportRow).where(ImportRow.import_id == found.id, ImportRow.state == "done")
    return session.scalars(wanted.order_by(ImportRow.position.desc()).limit(BATCH)).all()


@use_case(Permission.LESSON_BEGIN)
def take_back(who: Actor, found: LessonImport, *, row: ImportRow) -> None:
    """Take back what one row has written.

    What was submitted meanwhile stays, and what somebody chose to keep; what cannot be put back is noted with the row.
    """
    wanted = select(Revision).where(Revision.id == row.revision_id).with_for_update(of=Revision)
    revision = session.scalar(wanted.execution_options(populate_existing=True))
    row.state = "undone"
    if revision is None or revision.state == EXPUNGED:  # removed for good, discarded a month ago or at somebody's wish
        return
    away, gone_on = _standing(row)
    if away or (row.before is None and gone_on and not found.with_edited):
        row.state = "kept"
    elif row.before is not None:
        refused = put_back(row, revision)
        if refused:
            row.state = "kept"
            row.problems = [Problem(OF_IMPORT[field], "", says).kept for field, says in refused.items()]
    else:
        row.lesson_id = row.revision_id = None
        session.flush()
        remove_text(revision)


def _standing(row: ImportRow) -> tuple[bool, bool]:
    """Whether the text of a row was given away since, and whether somebody has gone on with it."""
    own = (ImportRow.import_id == row.import_id, ImportRow.position == row.position)
    wanted = select(given_away(), edited()).select_from(ImportRow).join(Revision, Revision.id == ImportRow.revision_id)
    away, gone_on = session.execute(wanted.where(*own)).one()
    return bool(away), bool(gone_on)
