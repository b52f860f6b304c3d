"""What only the trainer's own area knows, on sheets: what was written in, or a line to write on."""

from collections.abc import Iterator

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.tree import Blank, Block, Heading, Paragraph, Span
from kb.packs.layouts.pieces import SLOTS
from kb.packs.queries.resolved import Resolved


def local_slots(found: Resolved, level: int) -> Iterator[Block]:
    """Contact, threshold document, way to disagree and support, each under its name."""
    yield Heading(level, "Here, in our area")
    for field, name, what in SLOTS:
        words = getattr(found.content.slots, field)
        yield Paragraph((Span(f"{name}: ", bold=True), Span(words if words.strip() else f"{TO_FILL_IN}: {what}")))
        if not words.strip():
            yield Blank(1)
