"""The last slides of a session: whom people can turn to, and what it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.on_slides import on_one
from kb.documents.tree import Block, Heading, List, Slide, text
from kb.lessons.support import SupportLine
from kb.packs.layouts.closing import about, cited
from kb.packs.layouts.pieces import SLOTS, numbers_of, support
from kb.packs.queries.resolved import Resolved

PEOPLE, MORE_PEOPLE, HERE = "People you can talk to", "More people you can talk to", "Whom to ask here"
SOURCES, OF_TODAY, BEHIND = "Lessons and sources", "Lessons of this session", "Lessons behind the case and the quiz"
FULL = "Titles and sources of all lessons are on your sheet."


def end(found: Resolved) -> Iterator[Slide]:
    """Whom to ask here as far as the trainer has written it, and people to talk to: all of those on the sheet."""
    slots = found.content.slots
    local = [(name, getattr(slots, field)) for field, name, _ in SLOTS if field != "support"]
    notes = tuple(
        text(f"{name}: {getattr(slots, field).strip() or f'{TO_FILL_IN}: {what}'}") for field, name, what in SLOTS
    )
    known = [f"{name}: {words}" for name, words in local if words.strip()]
    if known:
        yield from listed(Slide(HERE, notes=notes, reference=True), HERE, known)
    debrief = found.safety.debrief if found.safety else ""
    ending = (Heading(1, "Before people go"), text(debrief)) if debrief.strip() else ()
    people = Slide(PEOPLE, notes=(*support(found.support), *(() if known else notes), *ending), reference=True)
    yield from listed(people, MORE_PEOPLE, [*_people(found)])


def _people(found: Resolved) -> Iterator[str]:
    """Local support first, then the lines of the sheet, those for everybody first."""
    if local := found.content.slots.support.strip():
        yield f"Here: {local}"
    for line in sorted(found.support, key=lambda line: bool(line.nations or line.harm_types)):
        number = line.phone.replace(" ", "\u00a0")
        yield f"{line.name}{_nations(found, line)}: {number}"


def _nations(found: Resolved, line: SupportLine) -> str:
    """Where it can be called, for a session that is not of one nation."""
    known = found.labels.values
    named = [each.label for slug in sorted(line.nations) if (each := known.get(f"nations/{slug}"))]
    return f" ({', '.join(named)})" if named and not found.content.nation else ""


def sources(found: Resolved) -> Iterator[Slide]:
    """The lessons that are told, with their whole titles, and which others stand behind; in the notes all are cited in
    full."""
    notes = (*cited(found), *about(found))
    if not found.lessons:
        yield Slide(SOURCES, notes[:1], notes, reference=True)
        return
    own = {each.lesson_id for each in found.content.lessons} | found.placed
    told = [each for each in found.lessons.values() if each.id in own]
    behind = [each.reference for each in found.lessons.values() if each.id not in own]
    numbers = numbers_of(found)
    made: list[Slide] = []
    for page in _pages(Slide(OF_TODAY, reference=True), [f"{each.reference}: {each.title}" for each in told]):
        at = [numbers[each.id] for each in told if f"{each.reference}: {each.title}" in page]
        named = " and ".join(map(str, at)) if len(at) < 3 else f"{at[0]} to {at[-1]}"
        made.append(Slide(f"{OF_TODAY}: {named}", _points(page), notes, reference=True))
    yield from _with_those_behind(made, ", ".join(behind), notes)


def _with_those_behind(made: Sequence[Slide], behind: str, notes: tuple[Block, ...]) -> Iterator[Slide]:
    """The slides, and which lessons the case and the quiz rest on: on the last of them, if that has room."""
    if made and behind:
        longer = replace(made[-1], blocks=(*made[-1].blocks, text(f"{BEHIND}: {behind}. {FULL}")))
        if on_one(longer):
            yield from (*made[:-1], longer)
            return
    yield from made
    if behind:
        yield Slide(BEHIND, (*_points([behind]), text(FULL)), notes, reference=True)


def listed(empty: Slide, more: str, said: Sequence[str]) -> Iterator[Slide]:
    """All of these on as many slides as they need: the first is as `empty` says, the others are called `more`."""
    first, *others = pages = _pages(empty, said) or [[]]
    yield replace(empty, blocks=_points(first))
    for at, page in enumerate(others, 2):
        title = more if len(pages) == 2 else f"{more} ({at} of {len(pages)})"
        yield replace(empty, title=title, blocks=_points(page), notes=(text(f"This goes on from: {empty.title}"),))


def _pages(empty: Slide, said: Iterable[str]) -> list[list[str]]:
    """These on as few slides as have room."""
    pages: list[list[str]] = []
    for each in said:
        if pages and on_one(replace(empty, blocks=_points([*pages[-1], each]))):
            pages[-1].append(each)
        else:
            pages.append([each])
    return pages


def _points(said: Iterable[str]) -> tuple[Block, ...]:
    return (List(tuple((text(each),) for each in said)),)
