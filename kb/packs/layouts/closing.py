"""What ends every thing to take away: the lessons it rests on, their sources, who made it, what may be done with it."""

from collections.abc import Iterator

from kb.core.attribution import ATTRIBUTION
from kb.core.clock import long_date
from kb.documents.tree import Block, Heading, List, PageBreak, Paragraph,  Span, text
from kb.lessons.citations import NAME, source_citation
from kb.lessons.models.source import Source
from kb.packs.layouts.pieces import points
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.told import LessonTold

TITLE = "Lessons and sources"
ABOUT = "About these papers"
COPYRIGHT = f"© 2026 {NAME} contributors"
"""As LICENSE says it."""


def closing(found: Resolved) -> tuple[Block, ...]:
    """The last section of things on paper."""
    return (PageBreak(), Heading(1, TITLE), *cited(found), Heading(2, ABOUT), *about(found))


def pack_address(found: Resolved) -> str:
    """Where everybody finds the pack as it is now; empty where it is not public."""
    return f"{found.site_url}/packs/{found.slug}" if found.is_public else ""


def lesson_address(found: Resolved, lesson: LessonTold) -> str:
    """Where the lesson is, as it is now."""
    return f"{found.site_url}/lessons/{lesson.card.slug}"


def cited(found: Resolved) -> Iterator[Block]:
    """All lessons that it rests on, with their versions and sources, and what is gone."""
    for lesson in found.lessons.values():
        yield from _cited(found, lesson)
    if not found.lessons:
        yield text("No lesson is named in it.")
    yield from points(found.gone)


def _cited(found: Resolved, lesson: LessonTold) -> Iterator[Block]:
    newer = "" if lesson.is_newest else " There is a newer text."
    when = f"Version {lesson.version}, {long_date(lesson.published_on)}. {lesson.done_status.label}.{newer} "
    yield Paragraph((Span(f"{lesson.reference}: {lesson.title}", bold=True),))
    yield _address(when, lesson_address(found, lesson))
    if lesson.sources:
        yield List(tuple((_source(each),) for each in lesson.sources))


def _source(source: Source) -> Paragraph:
    """The citation, of which the address leads to the source."""
    before, address, after = source_citation(source).partition(source.url or "\0")
    parts = (Span(before), Span(address, link=address), Span(after))
    return Paragraph(tuple(part for part in parts if part.text))


def about(found: Resolved) -> Iterator[Block]:
    """Who made it and when, where a newer one is, and what may be done with it."""
    maker = f" by {found.content.made_by.strip()}" if found.content.made_by.strip() else ""
    yield text(f"Made{maker} on {long_date(found.day)}, from version {found.version} of this training pack.")
    if found.credit:
        yield text(f"From: {found.credit}")
    if address := pack_address(found):
        yield _address("A newer version of this pack is to be found at ", address)
    yield text("A newer text of a lesson is to be found at its address.")
    licence = f"{found.site_url}/terms"
    yield Paragraph(
        (
            Span(f"Lessons, cases, questions and forms: {COPYRIGHT}, MIT Licence. "),
            Span("You may copy, change and share them if you keep this notice with them: "),
            Span(licence, link=licence),
            Span("."),
        )
    )
    yield text(ATTRIBUTION)


def _address(before: str, address: str) -> Paragraph:
    return Paragraph((*((Span(before),) if before else ()), Span(address, link=address)))
