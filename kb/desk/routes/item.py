"""The page of a text at the desk, and what changed in it."""

from flask import render_template
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.desk.changes import BASES, changes_since, offered
from kb.desk.queries.history import steps_of
from kb.desk.queries.item import people_of
from kb.desk.queries.points import points_of
from kb.desk.routes.blueprint import OF_LESSON, blueprint, to_item
from kb.desk.service.seeing import note_sight
from kb.desk.step_words import WORDS
from kb.editorial import helping
from kb.editorial.answers import answers_in
from kb.editorial.queries.comments import threads_of
from kb.editorial.queries.drafts import draft_at, read_whole
from kb.editorial.steps import STEPS
from kb.identity.standing import standing_of
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision
from kb.lessons.signatures import KINDS, holds
from kb.web.addresses import words_asked


@blueprint.get(OF_LESSON)
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def item(revision: Revision) -> str:
    """Everything that is needed to decide about a text."""
    note_sight(actor(), revision)
    read_whole(revision)
    digest = frozen(revision).digest
    return render_template(
        "desk/item.html",
        revision=revision,
        answers=[(step, answers_in(revision, step)) for step in STEPS],
        standing=standing_of(revision),
        threads=threads_of(revision),
        people=people_of(revision),
        held={kind: holds(revision, kind, digest) for kind in KINDS},
        points=points_of(revision),
        steps=steps_of(revision, actor()),
        step_words=WORDS,
        bases=offered(actor(), revision),
        similar=helping.seen_before(revision),
    )


@blueprint.get(f"{OF_LESSON}/changes")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def changes(revision: Revision) -> str | Response:
    """What is different from the text that is public, or from what was submitted or seen before."""
    note_sight(actor(), revision)
    read_whole(revision)
    bases = offered(actor(), revision)
    if not bases:
        return to_item(revision, "There is no earlier text to compare it with.")
    since = words_asked("since")
    base = next((each for each in bases if each.key == since), bases[0])
    return render_template(
        "desk/changes.html",
        revision=revision,
        bases=bases,
        base=base,
        changes=changes_since(revision, base),
        asked_in_vain=bool(since) and since in BASES and since != base.key,
    )
