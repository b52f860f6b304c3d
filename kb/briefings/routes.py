"""Pages of briefings, and the files to take away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from apiflask import APIBlueprint
from flask import Response, render_template

from kb.access.actors import Permission
from kb.access.guard import needs, public
from kb.briefings import drafting
from kb.briefings.briefing import Briefing
from kb.briefings.sheets import document, lacking, sheet
from kb.documents.boxed import boxed_pdf
from kb.documents.boxed_docx import boxed_docx
from kb.documents.plain_text import plain_text
from kb.lessons.files import TYPES
from kb.lessons.queries.published import PublishedLesson, lesson_by_slug
from kb.lessons.queries.themes import theme_by_slug
from kb.web.downloads import whole_file

blueprint = APIBlueprint("briefings", __name__, enable_openapi=False)


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    made: Callable[[Briefing], bytes]


KINDS: Mapping[str, _Kind] = {
    "pdf": _Kind(TYPES["pdf"], lambda briefing: boxed_pdf(sheet(briefing))),
    "docx": _Kind(TYPES["docx"], lambda briefing: boxed_docx(sheet(briefing))),
    "txt": _Kind("text/plain; charset=utf-8", lambda briefing: plain_text(document(briefing)).encode()),
}
"""Kinds of file by their ending."""
ENDING = f"<any({', '.join(KINDS)}):ending>"


@blueprint.get("/lessons/<slug>/briefing")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def lesson(lesson: PublishedLesson) -> str:
    """The briefing of a lesson."""
    briefing = drafting.of_lesson(lesson)
    return render_template("briefings/lesson.html", lesson=lesson, briefing=briefing, lacking=lacking(briefing))


@blueprint.get(f"/lessons/<slug>/briefing.{ENDING}")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def lesson_file(lesson: PublishedLesson, ending: str) -> Response:
    """The briefing of a lesson as a file."""
    return _file(drafting.of_lesson(lesson), ending)


@blueprint.get("/themes/<slug>/briefing")
@public
def theme(slug: str) -> str:
    """The briefing of a theme, or of a group of themes."""
    found = theme_by_slug(slug)
    briefing = drafting.of_theme(found)
    return render_template("briefings/theme.html", theme=found, briefing=briefing, lacking=lacking(briefing))


@blueprint.get(f"/themes/<slug>/briefing.{ENDING}")
@public
def theme_file(slug: str, ending: str) -> Response:
    """The briefing of a theme as a file."""
    return _file(drafting.of_theme(theme_by_slug(slug)), ending)


def _file(briefing: Briefing, ending: str) -> Response:
    kind = KINDS[ending]
    return whole_file(kind.made(briefing), name=f"{briefing.file_name}.{ending}", kind=kind.media_type)
