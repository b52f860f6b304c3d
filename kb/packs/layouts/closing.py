"""What ends every thing to take away: the lessons it rests on, their sources, who made it, what may be done with it."""

from collections.abc import Iterator

from kb.core.attribution import ATTRIBUTION
from kb.core.clock import long_date
from kb.documents.tree import Block, Facts, Heading, List, PageBreak, Paragraph, Part, Slide, Span, text
from kb.lessons.citations import NAME, source_citation
from kb.packs.layouts.pieces import points
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.told import LessonTold

TITLE = "Lessons and sources"
ABOUT = "About these papers"
COPYRIGHT = f"© 2026 {NAME} contributors"
"""As LICENSE says it."""


def closing(found: Resolved, papers: frozenset[str], slides: frozenset[str]) -> tuple[Block, ...]:
    """The last section, for things on paper and for slides."""
    lessons, about = tuple(_lessons(found)), tuple(_about(found))
    return (
        Part(papers, (PageBreak(), Heading(1, TITLE), *lessons, Heading(1, ABOUT), *about)),
        Part(slides, (Slide(TITLE, lessons, reference=True), Slide(ABOUT, about, reference=True))),
    )


def pack_address(found: Resolved) -> str:
    """Where everybody finds the pack as it is now; empty where it is not public."""
    return f"{found.site_url}/packs/{found.slug}" if found.is_public else ""


def lesson_address(found: Resolved, lesson: LessonTold) -> str:
    """Where the lesson is, as it is now."""
    return f"{found.site_url}/lessons/{lesson.card.slug}"


def _lessons(found: Resolved) -> Iterator[Block]:
    if found.lessons:
        yield Facts(tuple((each.reference, tuple(_cited(found, each))) for each in found.lessons.values()))
    else:
        yield text("No lesson is named in it.")
    yield from points(found.gone)


def _cited(found: Resolved, lesson: LessonTold) -> Iterator[Block]:
    newer = "" if lesson.is_newest else " There is a newer text: see its page."
    yield text(lesson.title)
    yield text(f"Version {lesson.version}, {long_date(lesson.published_on)}. {lesson.done_status.label}.{newer}")
    yield _address("", lesson_address(found, lesson))
    if lesson.sources:
        yield List(tuple((text(source_citation(each)),) for each in lesson.sources))


def _about(found: Resolved) -> Iterator[Block]:
    maker = found.content.made_by.strip()
    if maker:
        yield text(f"Made by {maker}.")
    yield text(f"Made on {long_date(found.day)} from version {found.version} of this training pack.")
    if found.credit:
        yield text(found.credit)
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
