"""How a lesson and its sources are cited, in plain text."""

from kb.core.clock import long_date
from kb.lessons.cards import Card
from kb.lessons.models.source import Source
from kb.lessons.queries.published import Citation, PublishedLesson

NAME = "Lessonbank"


def citation(lesson: PublishedLesson | Card, site_url: str) -> str:
    """Title, place, year, reference and address: what a reader needs to find the lesson again.

    With it whether the change was recommended, agreed or done, so that nobody takes a proposal for a result.
    """
    what = f"\u2018{lesson.title}\u2019 ({lesson.done_status.label.lower()})"
    place = f"{NAME}, {lesson.first_published_on.year}, {lesson.reference}"
    return f"{what}, {place}. {site_url}/lessons/{lesson.slug}"


def source_citation(source: Source | Citation) -> str:
    """Citation of a source; where it is second-hand the note says so and belongs to it."""
    parts = [f"\u2018{source.title}\u2019, {source.publisher}, {source.year or 'no date'}"]
    if source.pages:
        parts.append(f"pp. {source.pages}")
    text = ", ".join(parts) + "."
    if source.url and not source.withdrawn_on:
        text += f" {source.url}"
        if source.accessed:
            text += f" (accessed {long_date(source.accessed)})."
    return f"{text} {source.note}" if source.note else text
