"""The dry run: looks through every row and says what would become of it. Nothing is written but that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.errors import Conflict
from kb.core.jobs import Task
from kb.editorial.lacking import lacks_in
from kb.editorial.steps import STEP_OF
from kb.identity.lists import Lists
from kb.identity.passages import Passage
from kb.identity.site_lists import lists_for
from kb.identity.standing import left_to_do
from kb.identity.texts import CITATIONS, FIELDS, TAGS, label_of
from kb.importing.fields import OF_IMPORT
from kb.importing.judging import Judgement, Seen, judged, values_after
from kb.importing.known import Known, shortened
from kb.importing.models import ImportRow, LessonImport
from kb.importing.queries.imports import counted
from kb.importing.queries.lessons import targets
from kb.importing.reading import SHORT
from kb.importing.service.sending import move
from kb.importing.service.turns import Turn
from kb.importing.values import Sheet, meant_by
from kb.lessons.field_values import Value, value_of
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.review import Review

BATCH = 25
"""Rows that are looked through between two notes of how far it is."""
NAMED = 5
"""Things that are named of those which are left to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the dry run says of a row."""

    position: int
    judgement: Judgement
    lesson_id: int | None
    """What it is about, taken while it was read."""
    notes: Sequence[str]


def check(task: Task) -> None:
    """Look through the rows of the import whose number is the key of the job. It may be begun again at any row."""
    turn = Turn(task)
    while True:
        found = session.get(LessonImport, int(task.key), populate_existing=True)
        if found is None or found.state != "checking":
            return
        if _pass(task, turn, found, found.state_since):
            return


def _pass(task: Task, turn: Turn, found: LessonImport, since: datetime) -> bool:
    """Look through rows until they or the turn are over; False where the columns mean something else by now."""
    sheet, total = Sheet.of(found.headings, found.columns), found.rows
    seen, pseudonyms = seen_in(found, sheet), _Pseudonyms(found.organisation_id)
    while True:
        rows = _next(found)
        judgements = judge(rows, found, sheet, seen)
        checked = [_checked(row, each, found.organisation, pseudonyms) for row, each in judgements]
        session.rollback()  # nothing is held open: the next step writes
        try:
            note(SITE, None, number=int(task.key), since=since, checked=checked)
        except Conflict:
            return False
        if not rows:
            return True
        task.progress(min(rows[-1].position + 1, total), total)
        if turn.is_over():
            return True


def seen_in(found: LessonImport, sheet: Sheet) -> Seen:
    """Which row of an import had which reference and title first."""
    seen, known = Seen(), Known()
    columns = select(ImportRow).where(ImportRow.import_id == found.id).order_by(ImportRow.position)
    for row in session.scalars(columns.execution_options(yield_per=500)):
        meant = meant_by(row.cells, (), Sheet(sheet.headings, _names_in(sheet)), known)
        seen.note(row, meant.reference, str(meant.values.get("title", "")))
    return seen


def _names_in(sheet: Sheet) -> Mapping[int, str]:
    return {number: field for number, field in sheet.columns.items() if field in ("title", "reference")}


def _next(found: LessonImport) -> Sequence[ImportRow]:
    wanted = select(ImportRow).where(ImportRow.import_id == found.id, ImportRow.outcome.is_(None))
    return session.scalars(wanted.order_by(ImportRow.position).limit(BATCH)).all()


def judge(
    rows: Sequence[ImportRow], found: LessonImport, sheet: Sheet, seen: Seen
) -> Sequence[tuple[ImportRow, Judgement]]:
    """What becomes of these rows, by what is in the lists and in the workspace now."""
    known = Known()
    meant = [meant_by(row.cells, row.faults, sheet, known) for row in rows]
    references = {each.reference for each in meant} - {""}
    titles = {str(each.values["title"]) for each in meant if "title" in each.values}
    there = targets(found.organisation_id, references, titles)
    return [(row, judged(row, each, there, sheet, seen)) for row, each in zip(rows, meant, strict=True)]


class _Pseudonyms:
    """The lists of the identity check, with the pseudonym of each review let pass in its own lessons."""

    def __init__(self, organisation_id: int) -> None:
        self._organisation_id = organisation_id
        self._lists: dict[str, Lists] = {}

    def lists(self, review: str) -> Lists:
        """Those for texts about a review, by its slug."""
        if review not in self._lists:
            wanted = select(Review.pseudonym).where(Review.slug == review)
            pseudonym = session.scalar(wanted) if review else None
            self._lists[review] = lists_for([self._organisation_id], [pseudonym] if pseudonym else [])
        return self._lists[review]


def _checked(row: ImportRow, judgement: Judgement, of: Organisation, pseudonyms: _Pseudonyms) -> Checked:
    ends = [what for _, reason, what in row.faults if reason == SHORT]
    notes = [f"The row ends after {what} cells: the others are taken as empty" for what in ends]
    if judgement.outcome != "refused":
        notes += judgement.meant.notes
    if judgement.outcome in ("new", "changed"):
        notes += _notes(judgement, of, pseudonyms)
    return Checked(row.position, judgement, judgement.lesson_id, notes)


def _notes(judgement: Judgement, of: Organisation, pseudonyms: _Pseudonyms) -> list[str]:
    """What there is to know of a row that will be written."""
    revision = judgement.target.revision if judgement.target is not None else None
    if revision is not None:
        now = {field: value_of(revision, field) for field in STEP_OF}
    else:
        empty: dict[str, Value] = dict.fromkeys(STEP_OF, "")
        now = {**empty, **defaults(of, judgement.meant.values)}
    values = values_after(judgement, now)
    notes = []
    if judgement.difference is not None:
        changed = [OF_IMPORT[field] for field in judgement.difference.changes]
        changed += ["Source"] if judgement.difference.citation else []
        notes.append(f"Changes: {', '.join(changed)}")
    citation = judgement.meant.citation
    lacking = lacks_in(values, sourced=citation is not None or bool(revision is not None and revision.sources))
    if lacking:
        things = "1 thing is" if len(lacking) == 1 else f"{len(lacking)} things are"
        named = "; ".join(lack.message for lack in lacking[:NAMED]) + ("; …" if len(lacking) > NAMED else "")
        notes.append(f"{things} left to do before it can be submitted: {named}")
    texts = {name: str(values.get(name, "")) for name in (*FIELDS, TAGS)}
    if citation is not None:
        about = (citation.title, citation.publisher, citation.pages, citation.url)
        texts[f"{CITATIONS}1"] = "\n".join(filter(None, about))
    filled = {name: text for name, text in texts.items() if text.strip()}
    to_change, to_answer = left_to_do(filled, pseudonyms.lists(str(values["review"])), revision)
    return notes + _of_identity(to_change, "must be changed") + _of_identity(to_answer, "must be answered for")


def _of_identity(passages: Sequence[Passage], words: str) -> list[str]:
    if not passages:
        return []
    number = "1 passage" if len(passages) == 1 else f"{len(passages)} passages"
    named = "; ".join(f"“{shortened(each.finding.text)}” in {label_of(each.where)}" for each in passages[:NAMED])
    more = "; …" if len(passages) > NAMED else ""
    return [f"Identity check: {number} {words} before it can be submitted: {named}{more}"]


def defaults(of: Organisation, values: Mapping[str, Value]) -> dict[str, Value]:
    """What a new lesson has of its organisation where the row does not say it: the place."""
    nation, region = (of.nation_key or "").partition("/")[2], (of.region_key or "").partition("/")[2]
    here = values.get("nation", nation) == nation
    return {"nation": nation, "region": region if here else ""}


@use_case(Permission.UPKEEP, where_done=True)
def note(
    _who: Actor, _nothing: None, *, number: int, since: datetime, checked: Sequence[Checked]
) -> LessonImport | None:  # fmt: skip
    """Write down what the dry run says of some rows; without any, that it is over. Nothing of it is a lesson yet.

    Returns the import once it is over. Raises Conflict where it is gone, or its columns mean something else by now.
    """
    found = session.get(LessonImport, number, with_for_update=True, populate_existing=True)
    if found is None or found.state != "checking" or found.state_since != since:
        raise Conflict
    # all of a lesson goes with the rows about it, whether they are written or not: otherwise they would bring it back
    there = set(session.scalars(select(Lesson.id).where(Lesson.id.in_({each.lesson_id for each in checked} - {None}))))
    for each in checked:
        row = session.get_one(ImportRow, (number, each.position))
        judgement = each.judgement
        row.outcome, row.title = judgement.outcome, judgement.title
        row.problems = [problem.kept for problem in judgement.problems]
        row.notes = list(each.notes)
        row.lesson_id = each.lesson_id if each.lesson_id in there else None
    if not checked:
        session.flush()
        found.counts = counted(found)
        move(found, "checked")
        return found
    return None
