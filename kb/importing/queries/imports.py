"""Imports of an organisation and their rows, as pages and jobs read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from kb.access.policy import AT_THE_DESK
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.jobs import Job
from kb.core.paging import Page, page_of
from kb.identity.models import IdentityDecision
from kb.importing.models import OUTCOMES, ImportColumn, ImportRow, LessonImport
from kb.lessons.models.lesson import EXPUNGED, STATES, Lesson, Revision

CHECK, WRITE, UNDO = "importing.check", "importing.write", "importing.undo"
"""Kinds of the jobs; their keys are the numbers of imports."""
JOB_OF: Mapping[str, str] = {"checking": CHECK, "writing": WRITE, "undoing": UNDO}
"""The job that is at work in a state."""
SHOWN_AT_ONCE = 20
"""Lessons that are named where something is in the way."""
AWAY = (*AT_THE_DESK, "published", "hidden", "archived", "superseded")
"""States of a text that its organisation has given away."""
WRITTEN = ("done", "kept")
"""States of rows whose lessons are there."""
THERE = Revision.state != EXPUNGED
"""Of all of a lesson that was removed for good, a text is left without a word in it: for an import it is gone."""
_later, _next = aliased(ImportRow), aliased(ImportRow)


@dataclass(frozen=True, slots=True)
class Listed:
    """An import in the list of its organisation."""

    id: int
    file_name: str
    created_at: datetime
    who: str
    state: str
    rows: int
    counts: Mapping[str, int]


def imports_of(organisation: Organisation, page: int) -> Page[Listed]:
    """The imports of an organisation, the newest first."""
    own = LessonImport.organisation_id == organisation.id
    total = session.scalar(select(func.count()).select_from(LessonImport).where(own)) or 0
    columns = (
        LessonImport.id,
        LessonImport.file_name,
        LessonImport.created_at,
        func.coalesce(User.name, "Somebody who has left"),
        LessonImport.state,
        LessonImport.rows,
        LessonImport.counts,
    )
    found = select(*columns).outerjoin(User, User.id == LessonImport.created_by_id).where(own)
    newest = found.order_by(LessonImport.created_at.desc(), LessonImport.id.desc())

    def rows(offset: int, limit: int) -> Sequence[Listed]:
        return [Listed(*row) for row in session.execute(newest.offset(offset).limit(limit))]

    return page_of(page, total, rows)


def remembered(organisation_id: int, headings: Sequence[str]) -> Mapping[str, str]:
    """The field that an organisation last took each of these headings for; empty where it was not imported."""
    wanted = ImportColumn.heading.in_(sorted(set(headings)))
    found = select(ImportColumn.heading, ImportColumn.field).where(ImportColumn.organisation_id == organisation_id)
    return {heading: field for heading, field in session.execute(found.where(wanted))}


def first_rows(found: LessonImport, number: int) -> Sequence[ImportRow]:
    """The first rows of an import."""
    wanted = select(ImportRow).where(ImportRow.import_id == found.id).order_by(ImportRow.position)
    return session.scalars(wanted.limit(number)).all()


def counted(found: LessonImport) -> dict[str, int]:
    """How many rows have each outcome, as far as they were looked through."""
    number = select(ImportRow.outcome, func.count()).where(
        ImportRow.import_id == found.id, ImportRow.outcome.is_not(None)
    )
    numbers = {str(outcome): count for outcome, count in session.execute(number.group_by(ImportRow.outcome))}
    return {outcome: numbers.get(outcome, 0) for outcome in OUTCOMES}


def rows_that_are(found: LessonImport, *states: str) -> int:
    """How many rows are in one of these states."""
    wanted = (ImportRow.import_id == found.id, ImportRow.state.in_(states))
    return session.scalar(select(func.count()).select_from(ImportRow).where(*wanted)) or 0


def progress_of(found: LessonImport) -> tuple[int, int]:
    """How many rows what is at work has done, and of how many."""
    if found.state == "checking":
        looked_at = (ImportRow.import_id == found.id, ImportRow.outcome.is_not(None))
        return session.scalar(select(func.count()).select_from(ImportRow).where(*looked_at)) or 0, found.rows
    done = rows_that_are(found, "done")
    if found.state == "writing":
        return done, max(done, found.counts.get("new", 0) + found.counts.get("changed", 0))
    gone = rows_that_are(found, "undone", "kept")
    return gone, gone + done


def rows_of(found: LessonImport, outcome: str, page: int) -> Page[ImportRow]:
    """The rows of an import in their order, or those of one outcome."""
    wanted: list[ColumnElement[bool]] = [ImportRow.import_id == found.id]
    if outcome:
        wanted.append(ImportRow.outcome == outcome)
    total = session.scalar(select(func.count()).select_from(ImportRow).where(*wanted)) or 0
    ordered = select(ImportRow).where(*wanted).order_by(ImportRow.position)
    return page_of(page, total, lambda offset, limit: session.scalars(ordered.offset(offset).limit(limit)).all())


def refused_rows(found: LessonImport) -> Iterator[ImportRow]:
    """All rows that are refused, in their order."""
    wanted = select(ImportRow).where(ImportRow.import_id == found.id, ImportRow.outcome == "refused")
    yield from session.scalars(wanted.order_by(ImportRow.position).execution_options(yield_per=200))


def job_of(found: LessonImport) -> Job | None:
    """The job that is to do what its state says; None where none is on the list."""
    kind = JOB_OF.get(found.state)
    if kind is None:
        return None
    wanted = select(Job).where(Job.kind == kind, Job.key == str(found.id), Job.finished_at.is_(None))
    return session.scalar(wanted)


def _written(found: LessonImport) -> Select[Revision]:
    wanted = select(Revision).join(ImportRow, ImportRow.revision_id == Revision.id)
    return wanted.where(ImportRow.import_id == found.id, ImportRow.state == "done", THERE)


def _few(wanted: Select[Revision]) -> Page[Revision]:
    total = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    shown = wanted.order_by(ImportRow.position).limit(SHOWN_AT_ONCE).options(joinedload(Revision.lesson))
    return Page(session.scalars(shown).all() if total else [], total)


def submitted_of(found: LessonImport) -> Page[Revision]:
    """Texts of an import that were submitted since it was written: the first of them, and how many."""
    return _few(_written(found).where(given_away()))


def given_away() -> ColumnElement[bool]:
    """Whether the text of a row was given to the editors after the row was written."""
    since = and_(Revision.submitted_at.is_not(None), Revision.submitted_at > ImportRow.written_at)
    return or_(Revision.state.in_(AWAY), since)


def edited_of(found: LessonImport) -> Page[Revision]:
    """Drafts that an import has made, and with which somebody has gone on since."""
    return _few(_written(found).where(ImportRow.outcome == "new", edited(), ~given_away()))


def edited() -> ColumnElement[bool]:
    """Whether somebody has gone on with the draft of a row after the row was written.

    What later imports have written is no going on: then each of them found what one before it had left.
    """
    left = [_later.revision_id == ImportRow.revision_id, _later.import_id > ImportRow.import_id, _later.state == "done"]
    versions = select(_later.version).where(*left).correlate(ImportRow).scalar_subquery()

    def is_left(version: Any) -> ColumnElement[bool]:
        return or_(version == ImportRow.version, version.in_(versions))

    found = _next.before["version"].as_integer()
    of_draft = (_next.revision_id == ImportRow.revision_id, _next.import_id > ImportRow.import_id)
    between = exists().where(*of_draft, _next.state == "done", not_(is_left(found))).correlate(ImportRow)
    decided = exists().where(IdentityDecision.revision_id == Revision.id)
    return or_(not_(is_left(Revision.version)), between, Revision.lead_asked_at.is_not(None), decided)


@dataclass(frozen=True, slots=True)
class Undoing:
    """How many drafts an undo is about."""

    made: int
    """They are removed."""
    changed: int
    """They get back what they held before."""
    again: int
    """Of those that are removed, how many a later import has changed."""


def undoing_of(found: LessonImport) -> Undoing:
    """How many drafts change if an import is undone."""
    made, later = ImportRow.before.is_(None), exists().where(
        _later.revision_id == ImportRow.revision_id, _later.import_id > ImportRow.import_id, _later.state == "done"
    ).correlate(ImportRow)  # fmt: skip
    numbers = [func.count(case((each, 1))) for each in (made, not_(made), and_(made, later))]
    wanted = select(*numbers).select_from(ImportRow).join(Revision, Revision.id == ImportRow.revision_id)
    row = session.execute(wanted.where(ImportRow.import_id == found.id, ImportRow.state == "done", THERE)).one()
    return Undoing(row[0], row[1], row[2])


def standings_of(found: LessonImport) -> Mapping[str, int]:
    """How many lessons of an import are in each state now."""
    number = select(Revision.state, func.count()).join(ImportRow, ImportRow.revision_id == Revision.id)
    of_import = (ImportRow.import_id == found.id, ImportRow.state.in_(WRITTEN), THERE)
    numbers = {state: count for state, count in session.execute(number.where(*of_import).group_by(Revision.state))}
    return {state: numbers[state] for state in STATES if state in numbers}


def results_of(found: LessonImport, page: int) -> Page[tuple[ImportRow, Revision, Lesson]]:
    """The lessons that an import has made or changed, in the order of its rows."""
    wanted = (ImportRow.import_id == found.id, ImportRow.state.in_(WRITTEN), THERE)
    total = select(func.count()).select_from(ImportRow).join(Revision, Revision.id == ImportRow.revision_id)
    ordered = (
        select(ImportRow, Revision, Lesson)
        .join(Revision, Revision.id == ImportRow.revision_id)
        .join(Lesson, Lesson.id == Revision.lesson_id)
        .where(*wanted)
        .order_by(ImportRow.position)
    )

    def rows(offset: int, limit: int) -> Sequence[tuple[ImportRow, Revision, Lesson]]:
        return [(row[0], row[1], row[2]) for row in session.execute(ordered.offset(offset).limit(limit))]

    return page_of(page, session.scalar(total.where(*wanted)) or 0, rows)
