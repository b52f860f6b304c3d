"""Pages with which a public lesson is changed: a new version is begun beside it, and compared with it."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.clock import long_date
from kb.core.errors import Conflict, Denied, NotFound
from kb.editorial.answers import in_words
from kb.editorial.queries.drafts import draft_at, read_whole
from kb.editorial.queries.workspace import person_named
from kb.editorial.routes.blueprint import OF_LESSON, address_of, blueprint, to_lesson
from kb.editorial.service import changing as service
from kb.editorial.service import looking_again
from kb.editorial.steps import LABELS
from kb.lessons.comparing import field_changes
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision

NOT_PUBLIC = {
    "hidden": "It is hidden. Ask the editorial team to show it again, or what to change.",
    "archived": "It is archived. Ask the editorial team to restore it first.",
}


@blueprint.post(f"{OF_LESSON}/change")
@needs(Permission.WORKSPACE_READ, revision=draft_at)
def change(revision: Revision) -> Response:
    """Begin a new version of the lesson whose readers see this text."""
    lesson = revision.lesson
    if not may(Permission.LESSON_BEGIN, lesson):
        raise Denied
    try:
        made = service.begin_change(actor(), lesson)
    except service.OpenAlready as already:
        return to_lesson(already.revision, f"A new version is begun already. {_who_has(already.revision)}")
    except Conflict:
        said = NOT_PUBLIC.get(lesson.state or "", "It is not public yet: change what you have.")
        return to_lesson(revision, f"No new version was begun. {said}")
    return redirect(url_for("editorial.lesson", number=made.id), 303)


def _who_has(revision: Revision) -> str:
    holder = revision.lesson.holder_id
    if holder is None:
        return "Nobody has it in hand."
    return "You have it in hand." if holder == actor().user_id else f"{person_named(holder)} has it in hand."


@blueprint.post(f"{OF_LESSON}/still-current")
@needs(Permission.REVISION_READ, revision=draft_at)
def still_current(revision: Revision) -> Response:
    """Confirm that what a public lesson says holds still."""
    lesson = revision.lesson
    try:
        looking_again.still_current(actor(), lesson)
    except Conflict:
        return to_lesson(revision, "That was confirmed already, or is not asked now.")
    by = long_date(lesson.review_by) if lesson.review_by else ""
    return to_lesson(revision, f"Thank you. It is to be looked at again by {by}.")


@blueprint.get(f"{OF_LESSON}/changes")
@needs(Permission.REVISION_READ, revision=draft_at)
def changes(revision: Revision) -> str:
    """What is different in a new version from what its readers see."""
    live = revision.lesson.live_revision
    if live is None or live.id == revision.id:
        raise NotFound
    for each in (live, revision):
        read_whole(each)
    found = field_changes(frozen(live).said, frozen(revision).said, LABELS, in_words)

    def address(field: str) -> str:
        return address_of(revision, field)

    return render_template("editorial/changes.html", revision=revision, changes=found, labels=LABELS, address=address)
