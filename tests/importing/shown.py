"""Imports in each of their states, for tests that look at their pages."""

from datetime import timedelta
from typing import Any

from kb.core import db
from kb.core.db import utc_now
from kb.core.jobs import Job
from kb.importing.models import ImportRow, LessonImport
from kb.lessons.models.lesson import Lesson, Revision

HEADINGS = ["Your own reference", "Title of the lesson as the board has it", "What was found", "Spare"]
LONG = "A second look at bruises on babies who do not yet move about, agreed by all services of the whole area"
REFUSED = [
    ["What was found", "“=A1*2”", "C4 holds a formula: copy the cell and paste it as a value"],
    ["Year", "1914", "Enter a year between 1945 and 2026"],
]
NOTES = [
    "9 things are left to do before it can be submitted: Choose what prompted the lesson; Choose the nation; …",
    "Identity check: 1 passage must be changed before it can be submitted: “Mr Example” in What was found",
]
READ = ["The sheet “Lessons” was read.", "Not read: “Notes”. To import another sheet, move it to the first place."]
COUNTS = {"new": 1, "changed": 1, "unchanged": 1, "refused": 1}


def imports(organisation_id: int, user_id: int) -> dict[str, Any]:
    """The numbers of imports, by words: one for each state that a page shows differently."""
    made = {
        word: _import(organisation_id, user_id, state, **fields)
        for word, state, fields in (
            ("import_sent", "sent", {}),
            ("import_checked", "checked", {"counts": COUNTS}),
            ("import_refused", "checked", {"counts": {**COUNTS, "new": 0, "changed": 0}}),
            ("import_at_work", "writing", {"counts": COUNTS}),
            ("import_waiting", "checking", {}),
            ("import_stopped", "writing", {"counts": COUNTS}),
            ("import_written", "written", {"counts": {**COUNTS, "written": 2}}),
            ("import_submitted", "written", {"counts": {**COUNTS, "written": 2}}),
            ("import_old", "written", {"counts": {**COUNTS, "written": 2}, "has_rows": False}),
            ("import_undone", "undone", {"counts": {**COUNTS, "written": 2, "kept": 1}}),
        )
    }
    for word, found in made.items():
        for position, outcome in enumerate(("new", "changed", "unchanged", "refused")):
            if found.has_rows:
                db.session.add(_row(found, position, outcome, written=word.endswith(("written", "submitted"))))
    db.session.flush()
    _draft(made["import_written"], "draft")
    _draft(made["import_submitted"], "submitted")
    _draft(made["import_undone"], "draft", "kept")
    for word, kind, running in (
        ("import_at_work", "importing.write", True),
        ("import_waiting", "importing.check", False),
    ):
        db.session.add(_job(kind, made[word].id, running=running))
    db.session.flush()
    return {word: found.id for word, found in made.items()}


def _import(organisation_id: int, user_id: int, state: str, **fields: Any) -> LessonImport:
    made = LessonImport(
        organisation_id=organisation_id,
        created_by_id=user_id,
        state=state,
        file_name="lessons-of-the-board-from-2009-until-now-with-all-its-columns-as-exported.xlsx",
        kind="xlsx",
        notes=[
            "The sheet “Lessons” was read.",
            "Not read: “Notes”. To import another sheet, move it to the first place.",
        ],
        headings=HEADINGS,
        hidden=[3],
        columns={} if state == "sent" else {"0": "reference", "1": "title", "2": "found"},
        rows=4,
        **fields,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _row(found: LessonImport, position: int, outcome: str, *, written: bool) -> ImportRow:
    return ImportRow(
        import_id=found.id,
        position=position,
        number=position + 2,
        cells=[f"A-{position}", LONG, "Bruises were not seen.", "x"],
        outcome=None if found.state in ("sent", "checking") else outcome,
        title=LONG,
        problems=REFUSED if outcome == "refused" else [],
        notes=NOTES if outcome in ("new", "changed") else [],
        state="done" if written and outcome in ("new", "changed") else "waiting",
    )


def _draft(found: LessonImport, state: str, of_row: str = "done") -> None:
    """A draft of the first row of an import, with which somebody has gone on."""
    lesson = Lesson(organisation_id=found.organisation_id)
    db.session.add(lesson)
    db.session.flush()
    text = {"summary": "A summary.", "found": "Bruises.", "done": "A second look."}
    revision = Revision(lesson_id=lesson.id, number=1, state=state, title=LONG, version=3, **text)
    db.session.add(revision)
    db.session.flush()
    lesson.open_revision = revision
    row = db.session.get_one(ImportRow, (found.id, 0))
    row.lesson_id, row.revision_id, row.version = lesson.id, revision.id, 1
    row.state, row.written_at = of_row, utc_now()


def _job(kind: str, number: int, *, running: bool) -> Job:
    later = utc_now() + timedelta(days=1)
    if not running:
        return Job(kind=kind, key=str(number), due_at=later)
    return Job(
        kind=kind, key=str(number), state="running", attempts=1, lease_holder="x", lease_until=later,
        progress=120, progress_total=2000,
    )  # fmt: skip
