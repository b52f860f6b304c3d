"""The document of a draft that an organisation prints for its own panel."""

from collections.abc import Iterator

from kb.core.clock import long_date, today
from kb.documents.from_html import blocks
from kb.documents.tree import Block, Document, Facts, Heading, List, Paragraph, text
from kb.editorial.names import STATE_NAMES, name_of
from kb.lessons import renderings, sections
from kb.lessons.citations import source_citation
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of
from kb.lessons.queries.previewed import previewed
from kb.lessons.queries.published import PublishedLesson

MARK = "DRAFT"


def draft_document(revision: Revision) -> Document:
    """The lesson as it would be published, marked as a draft on every page."""
    lesson = previewed(revision)
    html = renderings.html_of(lesson)
    parts: list[Block] = [text(lesson.summary)] if lesson.summary else []
    for section in sections.thread(lesson, html):
        parts.append(Heading(1, section.title))
        parts.extend(blocks(section.html, top_heading=2) if section.html else [text("Nothing was written here yet.")])
    needs = sections.needs(lesson, html)
    if needs:
        parts.append(Heading(1, "What another area needs to know"))
        parts.append(Facts(tuple((need.title, blocks(need.html or "", top_heading=2)) for need in needs)))
    parts.extend([Heading(1, "About this lesson"), Facts(tuple(_facts(revision, lesson)))])
    if lesson.sources:
        cited = tuple((text(source_citation(source)),) for source in lesson.sources)
        parts.extend([Heading(1, "Where this comes from"), List(cited)])
    return Document(
        title=name_of(revision),
        blocks=tuple(parts),
        mark=MARK,
        note=f"Not published. {STATE_NAMES[revision.state]}, printed on {long_date(today())}. For its board only.",
        running="Lessonbank",
    )


def _facts(revision: Revision, lesson: PublishedLesson) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """What stands beside the text, and what only the organisation knows: whose it is, and its files."""
    stage, organisation = lesson.evidence_stage, revision.lesson.organisation
    measured = f"{lesson.evidence_measure} ({long_date(lesson.evidence_on)})" if lesson.evidence_on else ""
    rows = {
        "Organisation": organisation.name if organisation else "",
        "Is it named?": "Yes" if revision.lesson.organisation_named else "No, it is not to be named",
        "Review": revision.review.title if revision.review else "",
        "Place": lesson.place or "",
        "Year": str(lesson.year or ""),
        "Kind of lesson": lesson.kind.label,
        "How far it has gone": lesson.done_status.label,
        "How far it was tested": ". ".join(filter(None, (stage.label, lesson.evidence_reason))),
        "What came of it": lesson.result.label if lesson.result else "",
        "What was measured": measured or lesson.evidence_measure,
        **{fact.title: ", ".join(label.label for label in fact.labels) for fact in sections.facts(lesson)},
        "Files": ", ".join(each.title for each in attachments_of(revision)),
    }
    for name, words in rows.items():
        if words:
            yield name, (text(words),)
