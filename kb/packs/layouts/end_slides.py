"""The last slides of a session: whom people can turn to, and what it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.on_slides import on_one
from kb.documents.passages import Points
from kb.documents.tree import Block, Heading, List, Slide, text
from kb.packs.layouts.as_many import evenly
from kb.packs.layouts.closing import about, cited
from kb.packs.layouts.lesson_sheets import area_of
from kb.packs.layouts.pieces import LOCAL_LINES, called, numbers_of, support
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.told import LessonTold

PEOPLE, MORE_PEOPLE, HERE = "People you can talk to", "More people you can talk to", "Whom to ask here"
SOURCES, OF_TODAY = "Lessons and sources", "Lessons of this session"
WITH_HELPLINES = frozenset({"contact", "support"})
"""What only the area knows and stands with the helplines: whom somebody can turn to."""
FULL = "Sources of what was told are on your sheets."


def end(found: Resolved) -> Iterator[Slide]:
    """Whom to ask here as far as the trainer has written it, and people to talk to: all of those on the sheet."""
    slots = found.content.slots
    local = [(name, getattr(slots, field)) for field, name, _ in LOCAL_LINES if field not in WITH_HELPLINES]
    notes = tuple(
        text(f"{name}: {getattr(slots, field).strip() or f'{TO_FILL_IN}: {what}'}") for field, name, what in LOCAL_LINES
    )
    known = [f"{name}: {words}" for name, words in local if words.strip()]
    if known:
        yield from listed(Slide(HERE, notes=notes, reference=True), HERE, known)
    debrief = found.safety.debrief if found.safety else ""
    ending = (Heading(1, "Before people go"), text(debrief)) if debrief.strip() else ()
    people = Slide(PEOPLE, notes=(*support(found), *(() if known else notes), *ending), reference=True)
    yield from listed(people, MORE_PEOPLE, [*_people(found)])


def _people(found: Resolved) -> Iterator[str]:
    """Whom to ask here and local support first, then the lines of the sheet, those for everybody first."""
    slots = found.content.slots
    yield from (f"Here: {words.strip()}" for words in (slots.contact, slots.support) if words.strip())
    for line in sorted(found.support, key=lambda line: bool(line.nations or line.harm_types)):
        number = line.phone.replace(" ", "\u00a0")
        yield f"{called(found, line)}: {number}"


def sources(found: Resolved) -> Iterator[Slide]:
    """The lessons that are told, and which others stand behind: with their titles if one slide has room for these; in
    the notes all are cited in full."""
    notes = (*cited(found), *about(found))
    if not found.lessons:
        yield Slide(SOURCES, notes[:1], notes, reference=True)
        return
    own = {each.lesson_id for each in found.content.lessons} | found.placed
    numbers = numbers_of(found)
    told = {numbers[each.id]: each for each in found.lessons.values() if each.id in own}
    behind = _behind(found, [each.reference for each in found.lessons.values() if each.id not in own])
    empty = Slide(OF_TODAY, notes=notes, reference=True)
    titled = replace(empty, blocks=_numbered({at: f"{each.reference}: {each.title}" for at, each in told.items()}))
    where = () if found.is_read_out else (text(FULL),)
    for ending in ((*behind, *where), behind):
        whole = replace(titled, blocks=(*titled.blocks, *ending))
        if on_one(whole):
            yield whole
            return
    yield from _named(empty, told, (*behind, *where))


def _behind(found: Resolved, references: Sequence[str]) -> tuple[Block, ...]:
    """The lessons that are not told, and what rests on them."""
    what = " and ".join(name for name, there in (("the case", found.vignettes), ("the quiz", found.questions)) if there)
    named = f"Lessons behind {what}" if what else "Other lessons"
    return (text(f"{named}: {', '.join(references)}."),) if references else ()


def _named(empty: Slide, told: Mapping[int, LessonTold], ending: tuple[Block, ...]) -> Iterator[Slide]:
    """Lessons by reference and area, and what ends the list, on as few slides as have room."""
    every = [(at, ", ".join(filter(None, (each.reference, area_of(each))))) for at, each in told.items()]

    def of(page: Sequence[tuple[int, str]]) -> Slide:
        return replace(empty, blocks=_numbered(dict(page)))

    made = [of(page) for page in evenly(every, of)] or [empty]
    last = replace(made[-1], blocks=(*made[-1].blocks, *ending))
    made = [*made[:-1], last] if on_one(last) else [*made, replace(empty, blocks=ending)]
    for at, slide in enumerate(made, 1):
        yield replace(slide, title=OF_TODAY if len(made) == 1 else f"{OF_TODAY} ({at} of {len(made)})")


def _numbered(said: Mapping[int, str]) -> tuple[Block, ...]:
    """Each under the number of its lesson: as an ordered list, if these numbers follow each other."""
    if not said:
        return ()
    first = min(said)
    if [*said] == [*range(first, first + len(said))]:
        return (Points(tuple((text(each),) for each in said.values()), ordered=True, first=first),)
    return _points(f"{at}: {each}" for at, each in said.items())


def listed(empty: Slide, more: str, said: Sequence[str]) -> Iterator[Slide]:
    """All of these on as many slides as they need: the first is as `empty` says, the others are called `more`."""
    first, *others = pages = evenly(said, lambda page: replace(empty, blocks=_points(page))) or [()]
    yield replace(empty, blocks=_points(first))
    for at, page in enumerate(others, 2):
        title = more if len(pages) == 2 else f"{more} ({at} of {len(pages)})"
        yield replace(empty, title=title, blocks=_points(page), notes=(text(f"This goes on from: {empty.title}"),))


def _points(said: Iterable[str]) -> tuple[Block, ...]:
    return (List(tuple((text(each),) for each in said)),)
