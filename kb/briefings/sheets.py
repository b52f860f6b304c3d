"""A briefing as what is taken away: a sheet of boxes for PDF and Word, and a document for plain text."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from kb.briefings.briefing import TO_FILL_IN, Box, Briefing, Note, Part
from kb.briefings.fitting import Unit
from kb.documents.boxed import BoxedSheet, SheetBox
from kb.documents.tree import Blank, Block, Document, Heading, List, Paragraph, Span, text

RUNNING = "Lessonbank · Seven-minute briefing"
MOST_LINES = 6
"""Support lines on paper; the page has all that fit."""
TALK = "This is about harm to children, and it may touch somebody in the room."


def sheet(briefing: Briefing) -> BoxedSheet:
    """The briefing for paper."""
    boxes = [SheetBox(box.title, tuple(_blocks(box)), box.small_print) for box in briefing.boxes]
    return BoxedSheet(
        title=briefing.title,
        running=RUNNING,
        subject=briefing.subject,
        status=briefing.done_status.label if briefing.done_status else "",
        facts=" · ".join(filter(None, (*briefing.facts, lacking(briefing)))),
        boxes=tuple(boxes),
        notes=tuple((note.name, Paragraph(tuple(_noted(note)))) for note in notes(briefing)),
    )


def document(briefing: Briefing) -> Document:
    """The briefing from top to bottom, for plain text."""
    facts = [briefing.done_status.label if briefing.done_status else "", *briefing.facts, lacking(briefing)]
    blocks: list[Block] = [text(f"{briefing.subject}. {'. '.join(filter(None, facts))}.")]
    if briefing.whole_title != briefing.title:
        blocks.append(text(briefing.whole_title))
    for number, box in enumerate(briefing.boxes, 1):
        blocks.append(Heading(1, f"{number}. {box.title}"))
        blocks.extend(_blocks(box))
        blocks.extend([text(box.small_print)] if box.small_print else [])
    blocks.append(Heading(1, "About this briefing"))
    blocks.extend(text(f"{note.name}: {note.text}{note.link}") for note in notes(briefing))
    return Document(title=briefing.title, blocks=tuple(blocks), running=RUNNING)


def notes(briefing: Briefing) -> list[Note]:
    """What stands below the boxes, with whom one can talk to."""
    lines = briefing.support[:MOST_LINES]
    if not lines:
        return [*briefing.notes]
    talk = "; ".join(f"{line.name} {line.phone}" for line in lines)
    return [*briefing.notes, Note("People you can talk to", f"{TALK} {talk}.")]


def lacking(briefing: Briefing) -> str:
    """How many boxes have something to fill in; empty where none has."""
    number = briefing.to_fill_in
    return f"{number} {'box is' if number == 1 else 'boxes are'} to be filled in" if number else ""


def _blocks(box: Box) -> Iterator[Block]:
    for part in box.parts:
        yield from _part(part, several=len(box.parts) > 1)


def _part(part: Part, *, several: bool) -> Iterator[Block]:
    label = [Span(f"{part.label}: ", bold=True)] if part.label else []
    if part.fill:
        yield Paragraph((*label, Span(f"{TO_FILL_IN}: {part.fill}")))
        yield Blank(1 if several else 3)
    for points, units in part.paragraphs:
        if all(unit.link and not unit.note for unit in units):
            yield Paragraph((*label, *_joined(units, " · ")))
        elif points:
            if label:
                yield Paragraph((Span(f"{part.label}:", bold=True),))
            yield List(tuple((Paragraph(tuple(_spans(unit))),) for unit in units))
        else:
            yield Paragraph((*label, *_joined(units)))
        label = []


def _joined(units: Sequence[Unit], between: str = " ") -> Iterator[Span]:
    for number, unit in enumerate(units):
        yield from [Span(between)] if number else []
        yield from _spans(unit)


def _spans(unit: Unit) -> Iterable[Span]:
    if unit.note:
        return (Span(f"{unit.text} "), Span(f"({unit.note})", link=unit.link))
    return (Span(unit.text, link=unit.link),)


def _noted(note: Note) -> Iterator[Span]:
    if note.text:
        yield Span(note.text)
    if note.link:
        yield Span(bare(note.link), link=note.link)


def bare(address: str) -> str:
    """An address as it is typed in: without its scheme."""
    return address.removeprefix(f"{urlsplit(address).scheme}://")
