"""What the pages of this package are registered with, and the words that several of them use."""

from typing import Any

from apiflask import APIBlueprint
from flask import flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import contains_eager
from sqlalchemy.orm.exc import ObjectDeletedError
from werkzeug.wrappers import Response

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.errors import NotFound
from kb.editorial.names import STATE_NAMES as LESSON_STATES
from kb.editorial.names import name_of
from kb.importing.exports import in_words
from kb.importing.models import LessonImport
from kb.web.addresses import NUMBER

blueprint = APIBlueprint("importing", "kb.importing.routes", enable_openapi=False)

OF_ORGANISATION = "/workspace/<slug>/import"
OF_IMPORT = f"{OF_ORGANISATION}/{NUMBER}"
STATE_NAMES = {
    "sent": "Columns to be matched",
    "checking": "Being looked through",
    "checked": "Looked through, nothing imported yet",
    "writing": "Being imported",
    "written": "Imported",
    "undoing": "Being undone",
    "undone": "Undone",
}
REMOVED = "This file has been removed meanwhile."
OUTCOME_NAMES = {"new": "New", "changed": "Changed", "unchanged": "Unchanged", "refused": "Refused"}


@blueprint.context_processor
def _words_of_pages() -> dict[str, Any]:
    return {
        "state_names": STATE_NAMES,
        "outcome_names": OUTCOME_NAMES,
        "lesson_states": LESSON_STATES,
        "in_words": in_words,
        "name_of": name_of,
    }


def import_of(slug: str, number: int) -> LessonImport:
    """The import of this number of the organisation at this address. Raises NotFound."""
    found = session.scalar(
        select(LessonImport)
        .join(Organisation, Organisation.id == LessonImport.organisation_id)
        .where(LessonImport.id == number, Organisation.slug == slug)
        .options(contains_eager(LessonImport.organisation))
    )
    if found is None:
        raise NotFound
    return found


def address_of(found: LessonImport, page: str = "show") -> str:
    """Address of a page of an import."""
    return url_for(f"importing.{page}", slug=found.organisation.slug, number=found.id)


def to_import(found: LessonImport, said: str = "") -> Response:
    """To the page of an import, where what was done is said; to where files are sent if somebody has removed it."""
    try:
        onward = address_of(found)
    except ObjectDeletedError:
        said, onward = REMOVED, url_for("importing.start", slug=(request.view_args or {})["slug"])
    if said:
        flash(said)
    return redirect(onward, 303)
