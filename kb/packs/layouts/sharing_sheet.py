"""The sheet on sharing information about a child: what the law says in plain words, and whom to ask here."""

from collections.abc import Iterator

from kb.documents.tree import Block, Heading, PageBreak, Paragraph, Span, text
from kb.packs.layouts.local import local_slot
from kb.packs.layouts.pieces import points
from kb.packs.queries.resolved import Resolved

TITLE = "Sharing information about a child"
SHORTEST = 30
"""Minutes of a session for which the sheet is handed out; in a shorter one nothing is."""

ON_ONE_SIDE = 330
"""Words on the law that have room on one side with what follows them; more have a side of their own."""


def sharing_sheet(found: Resolved) -> Iterator[Block]:
    """What holds everywhere and in the nation of the session, each point with where it was read."""
    if not found.law or found.content.minutes < SHORTEST:
        return
    yield from (PageBreak(), Heading(1, TITLE))
    yield text("A short guide for work on today's theme, and no legal advice. If a child is in danger, act at once.")
    yield Heading(2, "What the law says")
    yield from points(each.point for each in found.law)
    if sum(len(each.point.split()) for each in found.law) > ON_ONE_SIDE:
        yield PageBreak()
    yield Heading(2, "Ask yourself")
    yield from points(QUESTIONS, ordered=True)
    yield Heading(2, "Whom to ask here")
    yield from local_slot(found, "information_sharing")
    yield text("The points above are in our own words. They were read here in 2026, and laws change:", small=True)
    yield from (Paragraph((Span(f"{each.source}. "), Span(each.url, link=each.url)), small=True) for each in found.law)


QUESTIONS = (
    "What do I know, and what do I only think?",
    "Who needs to know it so that this child is safe?",
    "By what right may I share it? If I do not know, whom do I ask, and by when?",
    "Is it safe to tell the family first? Could telling somebody put the child, or another person, in danger?",
    "Where do I write down what I did, and why?",
)
