"""Pages of briefings, and the files to take away."""

from collections.abc import Callable
from typing import TypeVar

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
from kb.web.limits import counted

blueprint = APIBlueprint("briefings", __name__, enable_openapi=False)
Of = TypeVar("Of")
MADE_HERE = "briefings"
"""What is counted: files are made as they are asked for. For readers without an account one is kept as pages are, and
one network has only so many made."""


@blueprint.get("/lessons/<slug>/briefing")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def lesson(lesson: PublishedLesson) -> str:
    """The briefing of a lesson."""
    briefing = drafting.of_lesson(lesson)
    return render_template("briefings/lesson.html", lesson=lesson, briefing=briefing, lacking=lacking(briefing))


@blueprint.get("/lessons/<slug>/briefing.pdf")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def lesson_pdf(lesson: PublishedLesson) -> Response:
    """The briefing of a lesson as a PDF of one page."""
    return _pdf(drafting.of_lesson, lesson)


@blueprint.get("/lessons/<slug>/briefing.docx")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def lesson_docx(lesson: PublishedLesson) -> Response:
    """The briefing of a lesson as a Word file of one page."""
    return _docx(drafting.of_lesson, lesson)


@blueprint.get("/lessons/<slug>/briefing.txt")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def lesson_text(lesson: PublishedLesson) -> Response:
    """The briefing of a lesson as plain text."""
    return _text(drafting.of_lesson, lesson)


@blueprint.get("/themes/<slug>/briefing")
@public
def theme(slug: str) -> str:
    """The briefing of a theme, or of a group of themes."""
    found = theme_by_slug(slug)
    briefing = drafting.of_theme(found)
    return render_template("briefings/theme.html", theme=found, briefing=briefing, lacking=lacking(briefing))


@blueprint.get("/themes/<slug>/briefing.pdf")
@public
def theme_pdf(slug: str) -> Response:
    """The briefing of a theme as a PDF of one page."""
    return _pdf(drafting.of_theme, theme_by_slug(slug))


@blueprint.get("/themes/<slug>/briefing.docx")
@public
def theme_docx(slug: str) -> Response:
    """The briefing of a theme as a Word file of one page."""
    return _docx(drafting.of_theme, theme_by_slug(slug))


@blueprint.get("/themes/<slug>/briefing.txt")
@public
def theme_text(slug: str) -> Response:
    """The briefing of a theme as plain text."""
    return _text(drafting.of_theme, theme_by_slug(slug))


@counted(MADE_HERE)
def _pdf(draft: Callable[[Of], Briefing], of: Of) -> Response:
    briefing = draft(of)
    return whole_file(boxed_pdf(sheet(briefing)), name=f"{briefing.file_name}.pdf", kind=TYPES["pdf"])


@counted(MADE_HERE)
def _docx(draft: Callable[[Of], Briefing], of: Of) -> Response:
    briefing = draft(of)
    return whole_file(boxed_docx(sheet(briefing)), name=f"{briefing.file_name}.docx", kind=TYPES["docx"])


@counted(MADE_HERE)
def _text(draft: Callable[[Of], Briefing], of: Of) -> Response:
    briefing = draft(of)
    said = plain_text(document(briefing)).encode()
    return whole_file(said, name=f"{briefing.file_name}.txt", kind="text/plain; charset=utf-8")
