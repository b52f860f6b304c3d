"""What only the trainer's own area knows: what was written in, or what is to be, and where."""

from collections.abc import Iterator

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.tree import Blank, Block, Facts, Heading, Paragraph, Span
from kb.packs.layouts.pieces import LOCAL_LINES, said
from kb.packs.queries.resolved import Resolved

TITLE = "Here, in our area"
"""Of the lines on the sheet that people get."""
IN_TWO_WAYS = (
    "These lines are about your area, and only you can fill them in. Type them on the page “Your area” of this pack "
    "and download the files again, or write them on the sheet “{}” by hand before you copy it."
)
PRINTED_ON = "These lines are printed on the sheet “{}”, under “{}”."


def for_trainers(found: Resolved, sheet: str) -> Iterator[Block]:
    """The same for who prepares the session, with how it gets onto this sheet."""
    slots = found.content.slots
    lacks = not all(getattr(slots, field).strip() for field, _, _ in LOCAL_LINES)
    told = IN_TWO_WAYS.format(sheet) if lacks else PRINTED_ON.format(sheet, TITLE)
    yield Paragraph((Span(told, italic=True),))
    yield Facts(tuple((name, (said(getattr(slots, field), what),)) for field, name, what in LOCAL_LINES))


def local_slots(found: Resolved, level: int) -> Iterator[Block]:
    """Contact, threshold document, way to disagree, sharing information and support, each under its name."""
    yield Heading(level, TITLE)
    for field, _, _ in LOCAL_LINES:
        yield from local_slot(found, field)


def local_slot(found: Resolved, field: str) -> Iterator[Block]:
    """One of them."""
    name, what = next((name, what) for each, name, what in LOCAL_LINES if each == field)
    words = getattr(found.content.slots, field)
    yield Paragraph((Span(f"{name}: ", bold=True), Span(words if words.strip() else f"{TO_FILL_IN}: {what}")))
    if not words.strip():
        yield Blank(1)
