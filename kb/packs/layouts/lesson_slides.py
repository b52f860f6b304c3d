"""A lesson on slides: each field of it whole, on as many as it needs, and every slide says which lesson it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from kb.documents.on_slides import on_one
from kb.documents.passages import Passage, passages
from kb.documents.tree import PROPOSED, Block, Heading, Paragraph, Slide, Span, text
from kb.packs.content import LessonUse
from kb.packs.layouts.divided import MOST_PAGES, Page, divided, said_of
from kb.packs.layouts.known_by import known_by, known_in_full
from kb.packs.layouts.lesson_sheets import area_of
from kb.packs.layouts.pieces import TOLD, how_far, markdown, not_reported, section_of, told_from
from kb.packs.queries.told import LessonTold
from kb.packs.reasons import began_small

BRIEF, OWN = "in brief", "own words"
"""Its summary, and what a trainer says of it, as if they were fields."""
STEPS = "How to do it here: the steps are on your sheet."
WHOLE = "This is too long for a slide. It is told in full on your sheet."
POINTS = {"found": 1, "why": 2, "done": 3, "effect": 4, "how": 5}
DONE = frozenset({"done", "carried out"})
"""Words in bold by which the text of a lesson says that a part of what was proposed has come about."""
_UNKNOWN = re.compile(r"\b[Nn]o (?:effects?|results?)\b")
"""That nothing is known of what came of it, in the words of the lesson itself."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A lesson in a part of the session, its number there, and what is told of it: sections, or a trainer's words."""

    lesson: LessonTold
    number: int
    sections: tuple[str, ...]
    own: str


def lesson_slides(
    lesson: LessonTold, use: LessonUse, number: int, shown: set[tuple[int, str]], *, brief: bool = False
) -> list[Slide]:
    """The slides of a lesson in a part of the session, where it has this number; none for what was shown before.

    `shown`: which fields of which lessons were on slides already; those that are now are added to it. `brief`: the
    summary of the lesson takes the place of its fields, if these are both what was found and what was done.
    """
    place = _Place(lesson, number, use.sections or TOLD, use.words.strip())
    told = _told(place, brief=brief and {"found", "done"} <= {*place.sections})
    left = [name for name in told if (lesson.id, told[name][0]) not in shown]
    found: list[Slide] = []
    for name in left:
        shown.add((lesson.id, told[name][0]))
        found += _field(place, name, told[name][1], first=not found)
    return [*found[:-1], _with_the_unsaid(found[-1], place, left[-1])] if found else []


def on_sheets(lesson: LessonTold, number: int) -> Paragraph:
    """A lesson that a part works on once more, from its sheet."""
    return Paragraph((Span(f"Lesson {number}: ", bold=True), Span(lesson.title)))


def _told(place: _Place, *, brief: bool) -> dict[str, tuple[str, Page]]:
    """What is told of the lesson, by the section that it is shown as: what it is known by, and the words."""
    lesson, sections = place.lesson, place.sections
    if place.own:
        return {OWN: (place.own, (text(place.own),))}
    if brief:
        return {BRIEF: (BRIEF, (text(lesson.summary),))}
    said = {name: markdown(lesson.texts[name], 1) for name in sections if name != "how" and name in lesson.texts}
    if not said and "how" in sections and "how" in lesson.texts:
        said = {"how": (text(STEPS),)}
    elif not said:
        said = {sections[0]: (text(" ".join(map(not_reported, sections))),)}
    return {name: (name, words) for name, words in said.items()}


def _field(place: _Place, section: str, blocks: Page, *, first: bool) -> Iterator[Slide]:
    """The slides of one field; the first of them has the whole of it in its notes."""
    lesson = place.lesson
    called, heading = _called(lesson, section)
    status = lesson.done_status.slug
    empty = Slide(
        _titles(place.number, called, MOST_PAGES)[-1],
        notes=_notes(place, section, first=first),
        point=POINTS.get(section, 0),
        proposed=status if section == "done" and status in PROPOSED else "",
        source=f"{lesson.reference}, {heading}" if heading else "",
    )
    pages = _labelled(place, empty, blocks)
    titles = _titles(place.number, called, len(pages))
    for at, page in enumerate(pages, 1):
        notes = empty.notes if at == 1 else (text(f"This goes on from: {titles[at - 2]}"),)
        shown = replace(empty, title=titles[at - 1], blocks=page, notes=notes)
        yield replace(shown, point=0, proposed="") if shown.proposed and _says_that_it_was_done(page) else shown


def _called(lesson: LessonTold, section: str) -> tuple[str, str]:
    """What a field is called in the title of its slides, and at their foot; neither for words of a trainer's own."""
    if section == OWN:
        return "", ""
    if section == BRIEF:
        return f"{BRIEF}, with {began_small(lesson.heading('done'))}", BRIEF
    heading = began_small(lesson.heading(section))
    return heading, heading


def _says_that_it_was_done(page: Page) -> bool:
    """Whether a slide of what was only proposed tells a part of it that was done, and must not be called otherwise.

    The text of the lesson says so in bold. Nothing else counts: what only sounds like it keeps its mark.
    """
    spans = (span for flow in passages(page) if isinstance(flow, Passage) for span in flow.spans if span.bold)
    return any(span.text.strip(" .:").casefold() in DONE for span in spans)


def _titles(number: int, called: str, pages: int) -> list[str]:
    """What the slides of a field are called: each says how many there are, so that nobody takes one for the whole."""
    name = f"Lesson {number}: {called}" if called else f"Lesson {number}"
    return [f"{name} ({at} of {pages})" for at in range(1, pages + 1)] if pages > 1 else [name]


def _labelled(place: _Place, empty: Slide, blocks: Page) -> list[Page]:
    """The text divided, and over each piece which lesson it is and how that is known, as far as it moves nothing."""
    lesson = place.lesson
    known, shortly = ("", "") if place.own else known_by(lesson)
    area = area_of(lesson)
    first, reference = _label(f"{lesson.reference}: {lesson.title}", known), lesson.reference
    ways = (_label(f"{reference}, {area}" if area else reference, known), _label(reference, known))
    shortest = _label(reference, shortly)
    pages = divided(blocks, partial(_fits, empty, shortest))
    if not pages:
        return [(first, text(WHOLE))]
    labelled: list[Page] = []
    for page in pages:
        fitting = (over for over in ((first, *ways) if not labelled else ways) if _fits(empty, over, page))
        labelled.append((next(fitting, shortest), *page))
    return labelled


def _fits(empty: Slide, over: Paragraph, page: Page) -> bool:
    return on_one(replace(empty, blocks=(over, *page)))


def _label(named: str, known: str) -> Paragraph:
    """Which lesson it is, and how it is known."""
    told = Span(f". {known}" if named[-1] not in "?!." else f" {known}")
    return Paragraph((Span(named, bold=True), *((told,) if known else ())), small=True)


def _with_the_unsaid(last: Slide, place: _Place, section: str) -> Slide:
    """The last slide of a lesson, which is of this section, with what is not known of it and where its steps are, as
    far as there is room. A summary says by itself what is not known."""
    lesson, sections = place.lesson, place.sections
    if section == OWN:
        return last
    more = [not_reported(name) for name in sections if name not in lesson.texts and name != "how"]
    more = [] if section == BRIEF else more
    more += [STEPS] if "how" in sections and "how" in lesson.texts else []
    told = said_of(last.blocks)
    for said in more:
        longer = replace(last, blocks=(*last.blocks, text(said, small=True)))
        known = said in told or (said == not_reported("effect") and _UNKNOWN.search(told))
        last = longer if not known and on_one(longer) else last
    return last


def _notes(place: _Place, section: str, *, first: bool) -> tuple[Block, ...]:
    """All that the lesson says there; the first slide has all that is told of it besides."""
    lesson = place.lesson
    every = dict.fromkeys((section, *place.sections)) if first else (section,)
    sections = [name for name in every if name not in (BRIEF, OWN)]
    told = [block for name in sections for block in (Heading(1, lesson.heading(name)), *section_of(lesson, name))]
    head = (Heading(1, lesson.title), text(lesson.summary)) if first else ()
    known = (text(words),) if (words := known_in_full(lesson)) else ()
    return (*head, text(how_far(lesson)), *told, text(f"From: {told_from(lesson)}"), *known)
