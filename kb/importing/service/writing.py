"""Makes drafts of rows and changes drafts by them, batch by batch: a job that was cut off goes on where it was."""

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.accounts.sign_in import actor_of
from kb.core.clock import today
from kb.core.db import session, transaction, utc_now
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.core.jobs import Task, enqueue
from kb.editorial import checking_files
from kb.editorial.draft_values import digest, put
from kb.editorial.service.citing import Citation, citation_of
from kb.identity.holding import hold
from kb.importing.comparing import CITED, Difference, difference, digest_of
from kb.importing.judging import Judgement, Seen
from kb.importing.models import ImportedLesson, ImportRow, LessonImport
from kb.importing.queries.imports import JOB_OF, WRITE, counted, rows_that_are
from kb.importing.restoring import Before, as_kept, as_value, imported_before
from kb.importing.service.checking import defaults, judge, seen_in
from kb.importing.service.sending import locked, move
from kb.importing.service.turns import Turn
from kb.importing.values import Meant, Problem, Sheet
from kb.lessons.authorship import take_part
from kb.lessons.field_values import value_of
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue

BATCH = 20
"""Rows that are written in one transaction, all of them or none: half a second, in which nobody else writes."""
TO_WRITE = ("new", "changed")


@use_case(Permission.LESSON_BEGIN)
def begin(who: Actor, found: LessonImport) -> None:
    """Have the rows written that the dry run lets pass. Raises Conflict where that was done, or there is none."""
    row = locked(found)
    if row.state != "checked" or not any(row.counts.get(outcome) for outcome in TO_WRITE):
        raise Conflict
    move(row, "writing")
    enqueue(WRITE, str(row.id), owner_id=who.user_id)


@use_case(Permission.LESSON_BEGIN)
def go_on(who: Actor, found: LessonImport) -> None:
    """Have a job go on that has stopped before its end. Raises Conflict where nothing is left to do."""
    row = locked(found)
    if row.state not in JOB_OF:
        raise Conflict
    enqueue(JOB_OF[row.state], str(row.id), owner_id=who.user_id)


def somebody(user_id: int | None) -> Actor:
    """Who asked for a job, with the rights of now. Raises Denied where they have no account any more."""
    user = session.get(User, user_id, populate_existing=True) if user_id is not None else None
    if user is None or not user.open:
        raise Denied
    return actor_of(user, None)


def write(task: Task) -> None:
    """Write the rows of the import whose number is the key of the job.

    It ends early where whoever asked for it may no longer write for the organisation; somebody else can go on.
    """
    found = session.get(LessonImport, int(task.key))
    if found is None:
        return
    seen = seen_in(found, Sheet.of(found.headings, found.columns))
    session.rollback()
    turn = Turn(task)
    while True:
        try:
            with transaction():
                found = session.get(LessonImport, int(task.key), with_for_update=True, populate_existing=True)
                if found is None or found.state != "writing":
                    return
                total = found.counts.get("new", 0) + found.counts.get("changed", 0)
                who = somebody(task.owner_id)
                if not _batch(who, found, seen):
                    finish(who, found)
                    return
                done = rows_that_are(found, "done")
        except (NotFound, Denied):
            return
        task.progress(min(done, total), total)
        if turn.is_over():
            return


def _batch(who: Actor, found: LessonImport, seen: Seen) -> bool:
    """Write the next rows; False where none is left."""
    one_at_a_time = select(Organisation.id).where(Organisation.id == found.organisation_id)
    session.execute(one_at_a_time.with_for_update())  # two imports must not make the same lesson
    wanted = (ImportRow.import_id == found.id, ImportRow.state == "waiting", ImportRow.outcome.in_(TO_WRITE))
    held = session.scalars(select(ClosedValue)).all()  # the session keeps nothing that nobody holds, and asks anew
    rows = session.scalars(select(ImportRow).where(*wanted).order_by(ImportRow.position).limit(BATCH)).all()
    sheet = Sheet.of(found.headings, found.columns)
    for row, judgement in judge(rows, found, sheet, seen):
        row.outcome, row.lesson_id = judgement.outcome, judgement.lesson_id
        row.problems = [problem.kept for problem in judgement.problems]
        try:
            with session.begin_nested():  # nothing of a row is left that turns out to be impossible
                _one(who, found, row, judgement)
        except Invalid as refused:  # a row before it, or somebody in this moment, has made it so
            said = [Problem(sheet.heading_of(field), "", says) for field, says in refused.problems.items()]
            row.outcome, row.problems = "refused", [problem.kept for problem in said]
    session.flush()
    del held
    return bool(rows)


def _one(who: Actor, found: LessonImport, row: ImportRow, judgement: Judgement) -> None:
    """Write a row. What is refused or the same by now is not written."""
    if judgement.outcome == "new":
        make(who, found, row=row, meant=judgement.meant)
    elif judgement.outcome == "changed":
        change(who, found, row=row, judgement=judgement)


@use_case(Permission.LESSON_BEGIN)
def finish(_who: Actor, found: LessonImport) -> None:
    """Note that all rows are written."""
    found.counts = {**counted(found), "written": rows_that_are(found, "done")}
    move(found, "written")


@use_case(Permission.LESSON_BEGIN)
def make(who: Actor, found: LessonImport, *, row: ImportRow, meant: Meant) -> Revision:
    """Make a draft of a row, in the hands of whoever imports it."""
    of = found.organisation
    lesson = Lesson(organisation_id=of.id, holder_id=who.user_id)
    made = Revision(lesson=lesson, number=1, created_by_id=who.user_id)
    take_part(who, made)
    session.add(made)
    session.flush()
    lesson.open_revision = made
    for field, value in {**defaults(of, meant.values), **meant.values}.items():
        put(made, field, value)
    if meant.citation is not None:
        made.sources.append(_source(meant.citation, 0))
    session.flush()
    _note_done(row, made)
    _remember(found, made, meant, None)
    return made


@use_case(Permission.LESSON_BEGIN)
def change(who: Actor, found: LessonImport, *, row: ImportRow, judgement: Judgement) -> Revision:
    """Write into a draft what a row says otherwise; what it held before is kept, to be put back.

    Raises Conflict where somebody has changed or submitted the draft in this moment.
    """
    target, meant = judgement.target, judgement.meant
    if target is None:
        raise Conflict
    revision = target.revision
    hold(who, Permission.REVISION_EDIT, revision)
    wanted = difference(revision, target.imported, meant)
    if wanted.by_hand or wanted.full:  # somebody has written in it in this moment: the row is judged again
        raise Conflict
    fields = {field: [as_kept(value_of(revision, field)), digest(value)] for field, value in wanted.changes.items()}
    new_author_id = None if who.user_id in {author.user_id for author in revision.authors} else who.user_id
    before = Before(fields, revision.version, new_author_id, imported_before(target.imported))
    for field, value in wanted.changes.items():
        put(revision, field, value)
        before.fields[field][1] = digest(value_of(revision, field))
    if wanted.citation is not None:
        before.source = _cite(revision, wanted, wanted.citation)
    if "review" in wanted.changes:
        checking_files.begin_again(revision)  # they are read with the pseudonym of the review
    revision.version += 1
    take_part(who, revision)
    session.flush()
    row.before = before.kept
    _note_done(row, revision)
    _remember(found, revision, meant, target.imported)
    return revision


def _cite(revision: Revision, wanted: Difference, citation: Citation) -> dict[str, object]:
    """Write a source in the place of the one that was imported before, or add it; returns what was there."""
    old = next((each for each in revision.sources if wanted.replaces and each.id == wanted.replaces.id), None)
    if old is None:
        position = max((each.position for each in revision.sources), default=-1) + 1
        made = _source(citation, position)
        revision.sources.append(made)
        session.flush()
        return {"id": made.id, "now": digest_of(citation), "was": None}
    was = as_value(citation_of(old), old.withdrawn_on)
    if citation.url != old.url:
        old.withdrawn_on = None
        old.accessed = today() if citation.url else None
    for name in ("title", "publisher", "year", "url", "kind_key", "pages"):
        setattr(old, name, getattr(citation, name))
    return {"id": old.id, "now": digest_of(citation), "was": was}


def _source(citation: Citation, position: int) -> Source:
    return Source(
        position=position,
        title=citation.title,
        publisher=citation.publisher,
        year=citation.year,
        url=citation.url,
        kind_key=citation.kind_key,
        pages=citation.pages,
        accessed=today() if citation.url else None,
    )


def _note_done(row: ImportRow, revision: Revision) -> None:
    row.state, row.written_at = "done", utc_now()
    row.lesson_id, row.revision_id, row.version = revision.lesson_id, revision.id, revision.version


def _remember(found: LessonImport, revision: Revision, meant: Meant, known: ImportedLesson | None) -> None:
    """Keep what was imported into which lesson, so that the next import of the sheet finds it."""
    row = known or ImportedLesson(lesson_id=revision.lesson_id, organisation_id=found.organisation_id, written={})
    written = {field: digest(value_of(revision, field)) for field in meant.values}
    if meant.citation is not None:
        written[CITED] = digest_of(meant.citation)
    row.reference = meant.reference or row.reference
    row.written = {**row.written, **written}
    session.add(row)
    session.flush()
