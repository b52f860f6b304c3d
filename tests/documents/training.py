"""A document with every block there is, as a training pack would have it."""

import struct
import zlib
from dataclasses import replace

from kb.documents.tree import (
    Blank,
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    List,
    PageBreak,
    Panel,
    Paragraph,
    Part,
    Question,
    Quote,
    Rule,
    Slide,
    Span,
    Table,
    text,
)


def png(width: int, height: int) -> bytes:
    """A picture of this size: bars of petrol on mist."""
    line = b"\0" + bytes(at * 8 // width % 2 for at in range(width))
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": bytes.fromhex("0b5563f3f6f5"),
        b"IDAT": zlib.compress(line * height),
        b"IEND": b"",
    }
    chunks = (struct.pack(">I", len(all_)) + name + all_ + _sum(name + all_) for name, all_ in parts.items())
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _sum(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))


LOGO = Figure(png(400, 120), "image/png", "Northshire Safeguarding Partnership")
CHART = Figure(png(1600, 700), "image/png", "Eight bars: the pre-birth pathway was used in 31 of 40 audited cases")
QUESTION = Question(
    1,
    "A grandmother tells the health visitor that the baby \u201cbruises easily\u201d. What comes first?",
    (
        "Write it down and look again at the next visit",
        "Ask the mother whether she has noticed it too",
        "Ask for a paediatric assessment the same day, and say why",
        "Ring the school of the older child",
    ),
    3,
    "A baby who does not yet move by itself does not bruise itself. Where people waited, the second injury came "
    "before the second visit.",
    "Bruising in babies who are not yet mobile, part \u201cWhat was found\u201d",
    answered=True,
)
KNOWN = (
    Span("Read the story in pairs and mark what was "),
    Span("known", bold=True),
    Span(" and what was assumed"),
)
ROWS = Table(
    ((Span("Minutes"),), (Span("What happens"),), (Span("You need"),)),
    (
        ((Span("0\u201310"),), (Span("Welcome, and what this hour is for"),), (Span("Slide 1"),)),
        ((Span("10\u201325"),), KNOWN, (Span("Handout 1, pens"),)),
        ((Span("25\u201345"),), (Span("What would have helped? Collect answers first"),), (Span("Flip chart"),)),
        ((Span("45\u201360"),), (Span("One thing each of us does on Monday"),), (Span("Evaluation form"),)),
    ),
)
BLOCKS: tuple[Block, ...] = (
    text(
        "For a team meeting of one hour, with six to twenty people. It draws on three lessons from published reviews, "
        "and works without a projector."
    ),
    Facts(
        (
            ("For whom", (text("Health visitors, social workers, early help, midwives"),)),
            ("Time", (text("60 minutes"),)),
            ("What people take away from it when it is over", (text("Three questions to ask, on one page"),)),
        )
    ),
    Heading(1, "How the hour goes"),
    ROWS,
    Panel(
        "Say",
        (
            text("Nobody in this room was there. We are not looking for who is to blame."),
            List(
                (
                    (text("You can leave the room at any time, and nobody asks why."),),
                    (
                        text("What is said here stays here, unless a child is at risk:"),
                        List(((text("then we say so first,"),), (text("and we say to whom."),))),
                    ),
                )
            ),
            text("If this is close to home, the number of the staff support line is on your handout."),
        ),
    ),
    Heading(2, "Before you begin"),
    List(
        (
            (text("Read the three lessons."), text("It takes a quarter of an hour.")),
            (text("Print the handouts, one a person."),),
            (
                Paragraph(
                    (
                        Span("Look at the "),
                        Span("full lesson", link="https://lessons.example.org/lessons/hidden-men"),
                        Span(" for the source."),
                    )
                ),
            ),
        ),
        ordered=True,
    ),
    Heading(3, "The room"),
    text("Chairs in a circle. Tissues on a table, and a door that can be left open."),
    Heading(1, "The story"),
    Quote(
        (text("I told three people, and each of them wrote it down. Nobody rang."), text("A relative, to the review"))
    ),
    Slide("Only on the screen", (text("Only on the screen"),)),
    Part(frozenset({"guide"}), (text("Ask the pairs to begin with what the midwife knew."),)),
    CHART,
    Rule(),
    text("Dŵr, tŷ, Ŵ. Ελλάδα, العربية, naïve → café. Words from code: "),
    Paragraph(
        (Span("kb packs list", code=True), Span(", "), Span("set apart", italic=True), Span(", bold", bold=True))
    ),
    PageBreak(),
    Heading(1, "Quiz"),
    replace(QUESTION, answered=False),
    replace(QUESTION, number=2),
    List(((text("Numbers begin again"),), (text("in each list."),)), ordered=True),
    Heading(1, "Evaluation"),
    text("What will you do differently on Monday?"),
    Blank(4),
    text("What should we leave out next time?"),
    Blank(2),
)
PACK = Document(
    "Bruising in babies: an hour for a team",
    blocks=BLOCKS,
    mark="DRAFT",
    note="Made on 3 May 2026 from lessons that may have changed since.",
    running="Lessonbank",
    logo=LOGO,
)
