"""What is said and handed out so that nobody is hurt by a session."""

from collections.abc import Iterator

from kb.documents.tree import Block, Heading, Panel, text
from kb.packs.layouts.local import local_slot
from kb.packs.layouts.pieces import points, said, support, to_fill_in
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.touched import SUICIDE
from kb.packs.touching import touches_on

NO_SAFETY = "ground rules, content notice and how to step out"
PEOPLE = "People you can talk to"
ON_SUICIDE = (
    "This case touches on suicide or self-harm. You do not have to read it. If it is close to you, talk to somebody."
)


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
    yield Heading(level, PEOPLE)
    yield from support(found)


def before_suicide(found: Resolved, level: int) -> Iterator[Block]:
    """What stands before a case on suicide that people read alone: whom to ask here, and the lines for anybody and for
    this."""
    yield Heading(level, PEOPLE)
    yield text(ON_SUICIDE)
    yield from local_slot(found, "contact")
    yield from support(found, (line for line in found.support if not line.harm_types or SUICIDE in line.harm_types))


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
