"""The last slides of a session: whom people can turn to, and what it rests on."""

from collections.abc import Iterator

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.tree import Block, Heading, Slide, text
from kb.lessons.support import SupportLine
from kb.packs.layouts.closing import about, cited
from kb.packs.layouts.excerpts import count
from kb.packs.layouts.pieces import ON_A_SLIDE, SLOTS, points, support
from kb.packs.queries.resolved import Resolved

PEOPLE, HERE, SOURCES = "People you can talk to", "Whom to ask here", "Lessons and sources"
MOST_LINES = 5
"""Helplines on a slide."""
LONGEST_NAME, SHORTEST_NAME = 9, 3
"""Words of a title in the list of lessons."""
TWO_SLIDES = 2 * ON_A_SLIDE


def end(found: Resolved) -> Iterator[Slide]:
    """Whom to ask here as far as the trainer has written it, and people to talk to."""
    slots = found.content.slots
    local = [(name, getattr(slots, field)) for field, name, _ in SLOTS if field != "support"]
    notes = tuple(
        text(f"{name}: {getattr(slots, field).strip() or f'{TO_FILL_IN}: {what}'}") for field, name, what in SLOTS
    )
    if known := [*points(f"{name}: {words}" for name, words in local if words.strip())]:
        yield Slide(HERE, tuple(known), notes, reference=True)
    yield _people(found, () if known else notes)


def _people(found: Resolved, notes: tuple[Block, ...]) -> Slide:
    """Local support first, then the lines that fit most people; all of them are in the notes."""
    local = found.content.slots.support.strip()
    shown = [f"Here: {local}"] if local else []
    for line in _fitting(found)[:MOST_LINES]:
        said_ = f"{line.name}: {_number(line)}"
        if count(" ".join((*shown, said_))) <= ON_A_SLIDE:
            shown.append(said_)
    debrief = found.safety.debrief if found.safety else ""
    ending = (Heading(1, "Before people go"), text(debrief)) if debrief.strip() else ()
    return Slide(PEOPLE, tuple(points(shown)), (*support(found.support), *notes, *ending), reference=True)


def _fitting(found: Resolved) -> list[SupportLine]:
    """Those of the nation, with those for everybody first."""
    nation = found.content.nation
    here = [line for line in found.support if not (line.nations and nation) or nation in line.nations]
    return sorted(here, key=lambda line: (bool(line.nations) and not nation, bool(line.harm_types)))


def _number(line: SupportLine) -> str:
    return line.phone.replace(" ", "\u00a0")


def sources(found: Resolved) -> Iterator[Slide]:
    """The names of the lessons on one slide or two, and what is cited in full in the notes."""
    if not found.lessons:
        notes = (*cited(found), *about(found))
        yield Slide(SOURCES, notes[:1], notes, reference=True)
        return
    for most in range(LONGEST_NAME, SHORTEST_NAME - 1, -1):
        named = [f"{each.reference}: {_short(each.title, most)}" for each in found.lessons.values()]
        if sum(map(count, named)) <= TWO_SLIDES:
            break
    yield Slide(SOURCES, tuple(points(named)), (*cited(found), *about(found)), reference=True)


def _short(title: str, most: int) -> str:
    words = title.split()
    return title if len(words) <= most else f"{' '.join(words[:most]).rstrip(',;:')}…"
