"""A sheet for each lesson that the session tells: what was found, what came of it, how to do it here."""

import re
from collections.abc import Iterator

from kb.documents.tree import Block, Heading, PageBreak, Paragraph, Span, text
from kb.lessons.models.lesson import SECTIONS
from kb.packs.layouts.closing import lesson_address, source_line
from kb.packs.layouts.pieces import TOLD, how_far, judged, not_reported, numbers_of, section_of
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.told import LessonTold

BOARD = re.compile(
    r"(?: (?:Integrated|Local|Borough|Regional))* (?:Safeguarding(?: Children)? (?:Boards?|Partnership)|"
    r"Child Protection Committee)(?: \([A-Z]+\))?$"
)
"""What boards are called, after the name of their area."""

TO_JUDGE = "How far it was tested is for you to judge."


def lesson_sheets(found: Resolved) -> Iterator[Block]:
    """One page for each, with all sections that any part of the session tells of it, once."""
    numbers = numbers_of(found)
    for lesson, sections in _lessons(found):
        yield PageBreak()
        yield Heading(1, title_of(lesson, numbers[lesson.id]))
        yield text(place_of(lesson) or "Place and year are not named.")
        for section in sections:
            if section in lesson.texts:
                yield Heading(2, lesson.heading(section))
                yield from section_of(lesson, section)
        yield Heading(2, "How far it has come")
        to_judge = judged(found.content)
        unsaid = (
            not_reported(each) for each in sections if each not in lesson.texts and not (to_judge and each == "effect")
        )  # it is part of the answer
        stage = f"{lesson.done_status.label}. {TO_JUDGE}" if to_judge else how_far(lesson)
        yield text(" ".join((stage, *unsaid)))
        yield _source(found, lesson)


def title_of(lesson: LessonTold, number: int) -> str:
    """What stands at the head of the sheet of a lesson of this number."""
    return f"Lesson {number}: {lesson.title}"


def told(found: Resolved) -> list[int]:
    """Numbers of the lessons that have a sheet."""
    return [lesson.id for lesson, _ in _lessons(found)]


def _lessons(found: Resolved) -> Iterator[tuple[LessonTold, list[str]]]:
    """Lessons in the order of their numbers; where the session has no parts, all of the pack in full."""
    wanted: dict[int, set[str]] = {}
    for block in found.content.blocks:
        for use in block.lessons:
            wanted.setdefault(use.lesson_id, set()).update(use.sections or TOLD)
    if not found.content.blocks:
        wanted = {each.lesson_id: {*SECTIONS} for each in found.content.lessons}
    for number in numbers_of(found):
        if number in wanted:
            yield found.lessons[number], [name for name in SECTIONS if name in wanted[number]]


def area_of(lesson: LessonTold) -> str:
    """The area in as few words as can be: that of a board is named without what boards are called; empty if unknown."""
    return BOARD.sub("", lesson.place)


def place_of(lesson: LessonTold) -> str:
    """Where it happened and when, as far as that may be said; empty where neither may."""
    return ", ".join(filter(None, (lesson.place, str(lesson.year or ""))))


def _source(found: Resolved, lesson: LessonTold) -> Paragraph:
    """Reference, version, address and sources, in small print."""
    address = lesson_address(found, lesson)
    head = (Span(f"{lesson.reference}, version {lesson.version}. "), Span(address, link=address))
    sources = (span for each in lesson.sources for span in (Span("\n"), *source_line(each)))
    return Paragraph((*head, *sources), small=True)
