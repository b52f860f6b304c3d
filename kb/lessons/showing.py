"""What the page of a lesson shows, whether it is published or only seen beforehand."""

from typing import Any

from kb.core.settings import settings
from kb.lessons import renderings, sections
from kb.lessons.queries.published import PublishedLesson
from kb.lessons.support import support_lines


def parts_of(lesson: PublishedLesson) -> dict[str, Any]:
    """The parts of the page, by the names that its template has for them."""
    html = renderings.html_of(lesson)
    harm_types, outcomes = ([value.slug for value in lesson.values.get(key, ())] for key in ("harm-types", "outcomes"))
    nation = lesson.nation.slug if lesson.nation else None
    return {
        "lesson": lesson,
        "sections": sections.thread(lesson, html),
        "needs": sections.needs(lesson, html),
        "facts": sections.facts(lesson),
        "support": support_lines(settings().content_folder, nation, harm_types, outcomes),
    }
