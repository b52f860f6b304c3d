"""What the pages of this package are registered with, and the words that several of them use."""

from typing import Any

from apiflask import APIBlueprint
from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from kb.core.options import option
from kb.editorial.answers import in_words
from kb.editorial.names import STATE_NAMES, name_of
from kb.editorial.promise import answer_by
from kb.editorial.steps import FILES, SOURCES, STEP_OF
from kb.lessons.models.lesson import Revision
from kb.web.addresses import NUMBER

blueprint = APIBlueprint("editorial", "kb.editorial.routes", enable_openapi=False)

OF_ORGANISATION = "/workspace/<slug>"
OF_LESSON = f"/workspace/lessons/{NUMBER}"
"""Pages of one lesson; the number is that of the revision which is worked on."""


@blueprint.context_processor
def _words_of_pages() -> dict[str, Any]:
    return {
        "state_names": STATE_NAMES,
        "name_of": name_of,
        "address_of": address_of,
        "answer_by": answer_by,
        "shown": in_words,
        "option": option,
    }


def address_of(revision: Revision, field: str, back: str = "") -> str:
    """Where a field is written: its place in its step, or the page of sources or files.

    `back`: not empty where its page is to lead back to the answers.
    """
    step = STEP_OF.get(field)
    if step is not None:
        return url_for("editorial.step", number=revision.id, step=step.key, back=back or None, _anchor=field)
    return url_for(f"editorial.{FILES if field.startswith('file') else SOURCES}", number=revision.id)


def to_lesson(revision: Revision, done: str) -> Response:
    """To the page of a lesson in the workspace; what was done is said there."""
    flash(done)
    return redirect(url_for("editorial.lesson", number=revision.id), 303)
