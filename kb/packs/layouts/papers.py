"""Which sheets there are in which file on paper: a session names no sheet that is in none of them."""

from collections.abc import Iterable, Iterator, Mapping

from kb.documents.tree import Block, Heading, Paragraph, Question, Span
from kb.packs.layouts.kept_back import of_sheet
from kb.packs.layouts.lesson_sheets import title_of
from kb.packs.layouts.pieces import numbers_of, points
from kb.packs.layouts.sheets import forms, handouts
from kb.packs.queries.resolved import Resolved

TITLES = {
    "guide": "Facilitator’s guide",
    "handouts": "Handouts",
    "quiz": "Quiz",
    "forms": "Evaluation forms",
}
"""What stands at the head of each thing on paper."""
QUIZ = "Questions, and a sheet with the answers for the trainers"


def sheets_of(blocks: Iterable[Block]) -> list[str]:
    """The names of sheets, each once: those of the highest headings."""
    return [*dict.fromkeys(each.text for each in blocks if isinstance(each, Heading) and each.level == 1)]


def papers(found: Resolved, asked: Mapping[str, Question]) -> Iterator[Block]:
    """What there is to print, file by file; of a form also when it is filled in."""
    files = {
        "handouts": sheets_of(handouts(found)),
        "quiz": [QUIZ] if asked else [],
        "forms": sheets_of(forms(found)),
    }
    yield Heading(1, "What to print")
    remarks = {form.title: form.when for form in found.forms} | dict(_kept_back(found))
    for name, sheets in files.items():
        if sheets:
            yield Paragraph((Span(f"In the file “{TITLES[name]}”", bold=True),))
            yield from points(f"{each}. {remarks[each]}" if remarks.get(each) else each for each in sheets)


def _kept_back(found: Resolved) -> Iterator[tuple[str, str]]:
    """Titles of the sheets that nobody gets before a case is over, with what is said of that."""
    for lesson, number in numbers_of(found).items():
        if said := of_sheet(found, number):
            yield title_of(found.lessons[lesson], number), said
