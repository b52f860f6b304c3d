"""A small session, as tests run it in the room."""

from kb.documents.tree import (
    Block,
    Document,
    Heading,
    List,
    Panel,
    Paragraph,
    Question,
    Slide,
    Span,
    Table,
    text,
)  # fmt: skip

SAFETY = Slide("Ground rules", (text("Anyone may step out at any time."),), (text("Say where the quiet room is."),))
FOUND = Slide(
    "What reviews found",
    (List(((text("Nobody asked who else was at home."),), (text("The father was not rung."),))),),
    (text("Read the second point aloud."), Panel("Say this", (text("What would you have asked?"),))),
    minutes=5,
)
TIMES = Slide("How the hour goes", (Table(((Span("Minutes"),), (Span("Part"),)), (((Span("5"),), (Span("Found"),)),)),))
CHANGE = Slide("What we will change", (text("One change, with a name and a date."),), minutes=2)
ASKED = (
    Question(1, "Who else is at home?", ("Nobody", "We ask each time"), 2, "It changes.", "A lesson, found"),
    Question(2, "Whose word counts?", ("The mother's", "The father's", "We test both"), 3, "Test it.", "Another"),
)
SLIDES = (SAFETY, FOUND, TIMES, CHANGE)
LINK = Paragraph((Span("The review", link="https://example.org/review"),))
PAPERS: tuple[Block, ...] = (Heading(1, "Plan for one change"), text("By whom?"), Heading(1, "Sources"), LINK)
SESSION = Document("Asking again", blocks=(*SLIDES, *ASKED, *PAPERS), note="Version 3", mark="DRAFT")
BRIEFING = Document("Hidden men", blocks=(Heading(1, "What changed"), text("They ask.")))
