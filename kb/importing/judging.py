"""Says of a row what becomes of it, and why: the same before anything is written, and while it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.editorial.draft_values import STAYS_UNNAMED, stays_unnamed
from kb.editorial.service.citing import MOST_SOURCES
from kb.importing.comparing import Difference, difference
from kb.importing.fields import OF_IMPORT, REFERENCE
from kb.importing.known import shortened
from kb.importing.models import ImportRow
from kb.importing.queries.lessons import Target, Targets
from kb.importing.values import Meant, Problem, Sheet
from kb.lessons.field_values import Value
from kb.lessons.models.lesson import Revision

DRAFT = ("draft", "returned")
WHERE_IT_IS = {
    "submitted": "is with the editors: take it back in the workspace to change it",
    "in_review": "is with the editors: take it back in the workspace to change it",
    "scheduled": "is going to be published: ask the editorial team to change it",
    "published": "is published: open it in the workspace to change it",
    "hidden": "was published and is hidden: ask the editorial team",
    "archived": "was published and is archived: ask the editorial team",
    "discarded": "was discarded here: get it back in the workspace, or take it out of the file",
}
"""What is said of a lesson that a row cannot change, by the state of its text."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a row."""

    outcome: str
    meant: Meant
    target: Target | None = None
    difference: Difference | None = None
    problems: Sequence[Problem] = ()

    @property
    def title(self) -> str:
        """The title of its lesson, as far as there is one."""
        return str(self.meant.values.get("title", ""))

    @property
    def lesson_id(self) -> int | None:
        """The lesson that the row is about, where it is there already."""
        return self.target.revision.lesson_id if self.target is not None else None


@dataclass(slots=True)
class Seen:
    """Which rows of a file had a reference or a title first."""

    references: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def note(self, row: ImportRow, reference: str, title: str) -> None:
        """A row comes."""
        for known, text in ((self.references, reference), (self.titles, title)):
            if text:
                known.setdefault(text, row.label)

    def repeats(self, row: ImportRow, meant: Meant, sheet: Sheet) -> Problem | None:
        """What is said where an earlier row is about the same lesson."""
        title = str(meant.values.get("title", ""))
        for known, text, wanted in (
            (self.references, meant.reference, REFERENCE),
            (self.titles, title, "title"),
        ):
            first = known.get(text, row.label) if text else row.label
            if first != row.label:
                what = "reference" if wanted == REFERENCE else "title"
                says = f"{first} has the same {what}: take one of them out, or give this one another"
                return Problem(sheet.heading_of(wanted), shortened(text), says)
        return None


def judged(row: ImportRow, meant: Meant, there: Targets, sheet: Sheet, seen: Seen) -> Judgement:
    """What becomes of a row."""
    repeated = seen.repeats(row, meant, sheet)
    problems = [*meant.problems, *([repeated] if repeated else [])]
    if problems:
        return Judgement("refused", meant, problems=problems)
    target, problem = _target(meant, there, sheet)
    if problem is not None:
        return Judgement("refused", meant, target, problems=[problem])
    if target is None:
        return Judgement("new", meant)
    return _compared(target, meant, sheet)


def _target(meant: Meant, there: Targets, sheet: Sheet) -> tuple[Target | None, Problem | None]:
    """The lesson that a row is about, or whose title it has; None where it is a new one."""
    if meant.reference and meant.reference in there.by_reference:
        return there.by_reference[meant.reference], None
    title = str(meant.values.get("title", ""))
    found = there.by_title.get(title, ())
    if len(found) > 1:
        says = f"{len(found)} lessons of yours have this title: give them different ones, or use your own references"
        return None, Problem(sheet.heading_of("title"), shortened(title), says)
    if not found:
        return None, None
    known = found[0].imported.reference if found[0].imported is not None else None
    if meant.reference and known:
        says = f"Your lesson “{shortened(known)}” has this title already: give this one another"
        return found[0], Problem(sheet.heading_of("title"), shortened(title), says)
    return found[0], None


def _compared(target: Target, meant: Meant, sheet: Sheet) -> Judgement:
    revision = target.revision
    found = difference(revision, target.imported, meant)
    if not found:
        return Judgement("unchanged", meant, target)
    if revision.state not in DRAFT:
        says = f"{_called(revision)} {WHERE_IT_IS.get(revision.state, 'cannot be changed now')}"
        return Judgement("refused", meant, target, problems=[Problem(sheet.heading_of("title"), "", says)])
    if found.by_hand:
        names = ", ".join(f"“{OF_IMPORT[each]}”" for each in found.by_hand)
        do = "change it in the draft, or leave it empty in the file"
        says = f"Somebody has written something else here in {names}: {do}"
        return Judgement("refused", meant, target, problems=[Problem(sheet.heading_of(found.by_hand[0]), "", says)])
    if found.changes.get("unnamed") == "" and stays_unnamed(revision.lesson):
        return Judgement("refused", meant, target, problems=[Problem(sheet.heading_of("unnamed"), "", STAYS_UNNAMED)])
    if found.full:
        says = f"The draft has {MOST_SOURCES} sources already: remove one there first"
        return Judgement("refused", meant, target, problems=[Problem(sheet.heading_of("source_title"), "", says)])
    return Judgement("changed", meant, target, found)


def _called(revision: Revision) -> str:
    return revision.lesson.reference or "The lesson"


def values_after(judgement: Judgement, now: Mapping[str, Value]) -> dict[str, Value]:
    """All fields of the text as the row would leave it."""
    changes = judgement.difference.changes if judgement.difference is not None else judgement.meant.values
    return {**now, **changes}
