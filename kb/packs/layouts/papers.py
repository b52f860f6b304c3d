"""Which sheets there are in which file on paper: a session names no sheet that is in none of them."""

from collections.abc import Iterable, Iterator, Mapping

from kb.documents.tree import Block, Heading, Paragraph, Span, text
from kb.packs.layouts.closing import NOT_HANDED_OUT
from kb.packs.layouts.copies import PEOPLE, Copies, copies, for_each_person
from kb.packs.layouts.pieces import rows
from kb.packs.queries.resolved import Resolved

TITLES = {
    "guide": "Facilitator’s guide",
    "handouts": "Handouts",
    "quiz": "Quiz",
    "forms": "Evaluation forms",
}
"""What stands at the head of each thing on paper."""
QUIZ = "Questions, and a sheet with the answers for the trainers"
ONE_SIDE = "Print on one side only"
STAGES = f"{ONE_SIDE}: no stage stands on the back of the one before."
BY_ITSELF = f"{ONE_SIDE}: each form is given out, and each sheet of it goes back, by itself."
THE_TRAINER = "the trainer alone"
BY_YOURSELF = "Print it by itself: its titles tell what the case asks."
AT_THE_DOOR = "Lay it at the door, face down: whoever wants one takes it."


def sheets_of(blocks: Iterable[Block]) -> list[str]:
    """The names of sheets, each once: those of the highest headings."""
    return [*dict.fromkeys(_heads(blocks))]


def _heads(blocks: Iterable[Block]) -> list[str]:
    return [each.text for each in blocks if isinstance(each, Heading) and each.level == 1]


def papers(found: Resolved, handouts: Iterable[Block], forms: Iterable[Block]) -> Iterator[Block]:
    """What there is to print, file by file, for whom, and how many of it; `handouts` and `forms` as they are made."""
    sheets = _heads(handouts)
    remarks = {form.title: form.when for form in found.forms}
    remarks |= {name: STAGES for name in sheets if name.startswith("The case: ") and sheets.count(name) > 1}
    remarks |= {NOT_HANDED_OUT: BY_YOURSELF}
    remarks |= {name: AT_THE_DOOR for name in sheets if name.startswith("To take home: ")}
    files = {
        "handouts": {name: copies(found, name) for name in sheets} | _last(found),
        "quiz": {QUIZ: Copies()} if found.questions else {},
        "forms": {name: for_each_person() for name in sheets_of(forms)},
    }
    yield Heading(1, "What to print")
    if not found.is_read_out:
        yield text(f"Copies are for {PEOPLE} people. Where nothing is said, it depends on who comes.")
    for file, named in files.items():
        if named:
            yield Paragraph((Span(f"In the file “{TITLES[file]}”", bold=True),))
            if file == "forms":
                yield text(BY_ITSELF)
            yield rows(("Sheet", "For whom", "Copies"), (_row(name, remarks, of) for name, of in named.items()))


def _last(found: Resolved) -> dict[str, Copies]:
    """The last leaf of the handouts, which is for the trainer alone; none where nothing is handed out."""
    return {} if found.is_read_out else {NOT_HANDED_OUT: Copies(THE_TRAINER, "1")}


def _row(name: str, remarks: Mapping[str, str], of: Copies) -> tuple[str, str, str]:
    return f"{name}. {remarks[name]}" if remarks.get(name) else name, of.whom, of.number
