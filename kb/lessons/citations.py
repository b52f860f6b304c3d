"""How a lesson and its sources are cited, in plain text."""

from kb.lessons.cards import Card
from kb.lessons.models.source import Source
from kb.lessons.queries.published import Citation, PublishedLesson

NAME = "Lessonbank"


def citation(reference: str, slug: str, title: str, year: int, site_url: str) -> str:
    """Title, place, year, reference and address: what a reader needs to find the lesson again."""
    return f"\u2018{title}\u2019, {NAME}, {year}, {reference}. {site_url}/lessons/{slug}"


def lesson_citation(lesson: PublishedLesson, site_url: str) -> str:
    """Citation of a published lesson."""
    return citation(lesson.reference, lesson.slug, lesson.title, lesson.first_published_on.year, site_url)


def card_citation(card: Card, site_url: str) -> str:
    """Citation of a lesson in a list."""
    return citation(card.reference, card.slug, card.title, card.first_published_on.year, site_url)


def source_citation(source: Source | Citation) -> str:
    """Citation of a source; where it is second-hand the note says so and belongs to it."""
    parts = [f"\u2018{source.title}\u2019, {source.publisher}, {source.year or 'no date'}"]
    if source.pages:
        parts.append(f"pp. {source.pages}")
    text = ", ".join(parts) + "."
    if source.url and not source.withdrawn_on:
        text += f" {source.url}"
        if source.accessed:
            text += f" (accessed {source.accessed.day} {source.accessed:%B %Y})."
    return f"{text} {source.note}" if source.note else text
