"""What only the trainer's own area knows, on sheets: what was written in, or a line to write on."""

from collections.abc import Iterator

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.tree import Blank, Block, Heading, Paragraph, Span
from kb.packs.layouts.pieces import SLOTS
from kb.packs.queries.resolved import Resolved


def local_slots(found: Resolved, level: int) -> Iterator[Block]:
    """Contact, threshold document, way to disagree, sharing information and support, each under its name."""
    yield Heading(level, "Here, in our area")
    for field, _, _ in SLOTS:
        yield from local_slot(found, field)


def local_slot(found: Resolved, field: str) -> Iterator[Block]:
    """One of them."""
    name, what = next((name, what) for each, name, what in SLOTS if each == field)
    words = getattr(found.content.slots, field)
    yield Paragraph((Span(f"{name}: ", bold=True), Span(words if words.strip() else f"{TO_FILL_IN}: {what}")))
    if not words.strip():
        yield Blank(1)
