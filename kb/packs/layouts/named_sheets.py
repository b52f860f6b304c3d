"""Sheets that a session has because it names them: cards to cut out, and the times to hang up."""

from collections.abc import Callable, Iterator, Mapping

from kb.documents.tree import Block, Cards, Heading, PageBreak, text
from kb.packs.layouts.lesson_sheets import told
from kb.packs.layouts.pieces import LINE, names, numbers_of, rows
from kb.packs.queries.resolved import Resolved

AGENCIES = (
    "childrens-social-care", "health-visiting", "schools", "police", "general-practice", "early-years", "early-help",
    "hospitals",
)  # fmt: skip
"""Slugs of those that nearly every case has to do with, to fill a page after the case's own."""
ON_A_PAGE = 8
"""Cards."""
STAGES = "evidence-stages/"


def named_sheets(found: Resolved) -> Iterator[Block]:
    """Each on a page of its own, in the order of `SHEETS`."""
    for name, sheet in SHEETS.items():
        if names(found.content, name):
            yield from (PageBreak(), Heading(1, name), *sheet(found))


def _line(found: Resolved) -> Iterator[Block]:
    stages = [label.label for key, label in found.labels.values.items() if key.startswith(STAGES)]
    numbers = numbers_of(found)
    lessons = [f"Lesson {numbers[number]}: {found.lessons[number].title}" for number in told(found)]
    yield text("Cut these out: the stages hang along the line, and each lesson goes where it belongs.")
    yield Cards((*stages, *lessons))


def _letters(_found: Resolved) -> Iterator[Block]:
    yield text("Cut these out: one set for each table, to be held up.")
    yield Cards(("A", "B", "C", "D"))


def _agencies(found: Resolved) -> Iterator[Block]:
    """Those of the last case, since it is told from another side; then those whom the session is for, and the usual."""
    case = next((found.vignettes[each.vignette] for each in reversed(found.content.blocks)
                 if each.vignette in found.vignettes), None)  # fmt: skip
    slugs = [each.slug for each in case.agencies] if case else []
    known = found.labels.values
    wanted = dict.fromkeys(f"agencies/{slug}" for slug in (*slugs, *found.content.agencies, *AGENCIES))
    yield text("Cut these out: one set for each group, one card for each person.")
    yield Cards(tuple(known[key].label for key in wanted if key in known)[:ON_A_PAGE])


def _times(found: Resolved) -> Iterator[Block]:
    parts = zip(found.content.starts, found.content.blocks, strict=True)
    yield text("Write the times of your day into the first column.")
    yield rows(
        ("Time", "What", "Minutes", "From minute"),
        (("\u00a0" * 8, each.title, str(each.minutes or ""), str(start)) for start, each in parts),
        wide=True,
    )


SHEETS: Mapping[str, Callable[[Resolved], Iterator[Block]]] = {
    "Timetable": _times,
    LINE: _line,
    "Letter cards": _letters,
    "Agency cards": _agencies,
}
"""By the names that a text of the session has for them, in quotation marks."""
