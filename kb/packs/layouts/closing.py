"""What ends every thing to take away: the lessons it rests on, their sources, who made it, what may be done with it."""

from collections.abc import Collection, Iterator

from kb.core.attribution import ATTRIBUTION
from kb.core.clock import long_date
from kb.documents.tree import Block, Heading, Paragraph, Span, text
from kb.lessons.citations import NAME, source_citation
from kb.lessons.models.source import Source
from kb.packs.layouts.pieces import points
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.told import LessonTold

TITLE = "Lessons and sources"
NOT_HANDED_OUT = f"{TITLE} (for the trainer: not for handing out)"
"""The same at the end of the handouts: titles of lessons can tell what a case asks."""
COPYRIGHT = f"© 2026 {NAME} contributors"
"""As LICENSE says it."""


def closing(found: Resolved, sheets: Collection[int] = (), title: str = TITLE) -> tuple[Block, ...]:
    """The last section of things on paper; `sheets`: numbers of the lessons whose sources stand on their own sheets."""
    return (Heading(1, title), *cited(found, sheets), *about(found))


def in_short(found: Resolved) -> tuple[Block, ...]:
    """The same for sheets that tell of no lesson: where each is and where its sources are; without citations
    and titles, because a form is given out before a case whose answers a title can tell."""
    lessons = found.lessons.values()
    cited_ = (Paragraph(tuple(_in_short(found, each)), small=True) for each in lessons)
    none = () if found.lessons else (text("No lesson is named in it."),)
    return (Heading(2, TITLE), *cited_, *none, *points(found.gone), *about(found))


def _in_short(found: Resolved, lesson: LessonTold) -> Iterator[Span]:
    yield Span(f"{lesson.reference}, version {lesson.version}. ")
    for address in dict.fromkeys((lesson_address(found, lesson), *(each.url for each in lesson.sources))):
        yield from (Span(address, link=address), Span(" ")) if address else ()


def pack_address(found: Resolved) -> str:
    """Where everybody finds the pack as it is now; empty where it is not public."""
    return f"{found.site_url}/packs/{found.slug}" if found.is_public else ""


def lesson_address(found: Resolved, lesson: LessonTold) -> str:
    """Where the lesson is, as it is now."""
    return f"{found.site_url}/lessons/{lesson.card.slug}"


def cited(found: Resolved, sheets: Collection[int] = ()) -> Iterator[Block]:
    """All lessons that it rests on, with their versions and sources, and what is gone."""
    for lesson in found.lessons.values():
        yield _on_its_sheet(lesson) if lesson.id in sheets else _cited(found, lesson)
    if not found.lessons:
        yield text("No lesson is named in it.")
    yield from points(found.gone)


def _head(lesson: LessonTold) -> tuple[Span, Span]:
    """The lesson and its text."""
    newer = "" if lesson.is_newest else " There is a newer text."
    when = f" Version {lesson.version}, {long_date(lesson.published_on)}. {lesson.done_status.label}.{newer} "
    return Span(f"{lesson.reference}: {lesson.title}.", bold=True), Span(when)


def _on_its_sheet(lesson: LessonTold) -> Paragraph:
    return Paragraph((*_head(lesson), Span("Its sources stand on its sheet.")), small=True)


def _cited(found: Resolved, lesson: LessonTold) -> Paragraph:
    """A line on the lesson and its text, and one on its sources."""
    address = lesson_address(found, lesson)
    head = (*_head(lesson), Span(address, link=address))
    sources = [span for each in lesson.sources for span in (Span(" "), *source_line(each))]
    return Paragraph((*head, *([Span("\n"), *sources[1:]] if sources else ())), small=True)


def source_line(source: Source) -> tuple[Span, ...]:
    """The citation, of which the address leads to the source."""
    before, address, after = source_citation(source).partition(source.url or "\0")
    parts = (Span(before), Span(address, link=address), Span(after))
    return tuple(part for part in parts if part.text)


def about(found: Resolved) -> Iterator[Block]:
    """Who made it and when, where a newer one is, and what may be done with it, in small print."""
    maker = f" by {found.content.made_by.strip()}" if found.content.made_by.strip() else ""
    made = [Span(f"Made{maker} on {long_date(found.day)}, from version {found.version} of this training pack. ")]
    if found.credit:
        made.append(Span(f"From: {found.credit}. "))
    if address := pack_address(found):
        made += [Span("A newer version of this pack is to be found at "), Span(address, link=address), Span(". ")]
    made.append(Span("A newer text of a lesson is to be found at its address."))
    yield Paragraph(tuple(made), small=True)
    licence = f"{found.site_url}/terms"
    may = (
        Span(f"Lessons, cases, questions and forms: {COPYRIGHT}, MIT Licence. "),
        Span("You may copy, change and share them if you keep this notice with them: "),
        Span(licence, link=licence),
        Span(f". {ATTRIBUTION}"),
    )
    yield Paragraph(may, small=True)
