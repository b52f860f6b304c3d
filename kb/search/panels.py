"""What search shows on pages of other packages: the lessons that have to do with the one on the page."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from kb.core.versions import kept
from kb.lessons.queries.labels import Label
from kb.lessons.queries.lessons import titles
from kb.lessons.queries.published import PublishedLesson
from kb.search import service
from kb.search.related import Related


def related(lesson: PublishedLesson) -> Markup:
    """The section of a lesson's page, with the reason for each; nothing where no other lesson has to do with it."""
    rows = _rows(service.related(lesson))
    if not rows:
        return Markup("")
    section = get_template_attribute("search/_related.html", "related")
    html: Markup = section(rows)
    return html


@kept
def _rows(found: Sequence[Related]) -> Sequence[tuple[Label, str]]:
    """The lessons with their titles as they are now, and the reasons; what was withdrawn a moment ago is left out."""
    known = titles([item.id for item in found])
    return [(known[item.id], item.reason) for item in found if item.id in known]
