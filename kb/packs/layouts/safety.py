"""What is said and handed out so that nobody is hurt by a session."""

from collections.abc import Iterator

from kb.documents.tree import Block, Heading, Panel, text
from kb.packs.layouts.pieces import points, said, support, to_fill_in
from kb.packs.queries.resolved import Resolved
from kb.packs.touching import touches_on

NO_SAFETY = "ground rules, content notice and how to step out"


def safety_sheet(found: Resolved, level: int) -> Iterator[Block]:
    """What everybody in the room is told before anything else."""
    safety = found.safety
    if safety is None:
        yield to_fill_in(NO_SAFETY)
    else:
        touched = (text(words),) if (words := touches_on(found)) else ()
        yield Panel("Content notice", (said(safety.content_notice, "a content notice"), *touched))
        yield Heading(level, "Ground rules")
        yield from points(safety.ground_rules, ordered=True)
        yield Heading(level, "Stepping out")
        yield said(safety.opt_out, "how people can step out")


def people(found: Resolved, level: int) -> Iterator[Block]:
    """Whom everybody can ring, wherever they live; local support stands with what else is local."""
    yield Heading(level, "People you can talk to")
    yield from support(found.support)


def for_trainers(found: Resolved, level: int) -> Iterator[Block]:
    """What the trainers know beside it."""
    if found.safety is not None:
        yield Heading(level, "Who leads the session")
        yield said(found.safety.facilitators, "how many trainers, and who steps out with whom")
        yield Heading(level, "Before people go, and afterwards")
        yield said(found.safety.debrief, "how the session ends")


def in_brief(found: Resolved) -> tuple[str, str, str, tuple[Block, ...]]:
    """Content notice, what today touches on and how to step out for slides, and what is said to them besides."""
    safety = found.safety
    if safety is None:
        return "", "", "", (to_fill_in(NO_SAFETY),)
    rules = points(safety.ground_rules, ordered=True)
    return safety.content_notice, touches_on(found), safety.opt_out, (text("Ground rules:"), *rules)
