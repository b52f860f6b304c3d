"""Pages with which a lesson goes from hand to hand within its organisation, and to its lead."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.access.policy import ON_THEIR_WAY
from kb.core.errors import Conflict
from kb.editorial import progress
from kb.editorial.forms.handing import AskLeadForm, HandOverForm, SendBackForm
from kb.editorial.queries.workspace import person_named, writers_of
from kb.editorial.routes.blueprint import OF_LESSON, blueprint, to_lesson
from kb.editorial.service import agreeing, handing
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.revisions import revision_at


@blueprint.route(f"{OF_LESSON}/hand-over", methods=["GET", "POST"])
@needs(Permission.REVISION_HAND_OVER, revision=revision_at)
def hand_over(revision: Revision) -> str | Response:
    """Have a colleague go on with a lesson."""
    if revision.state not in ON_THEIR_WAY:
        return to_lesson(revision, "Nobody works on it now, so there is nothing to hand over.")
    form = HandOverForm(revision, actor().user_id)
    if form.validate_on_submit():
        with form.catching():
            to = int(form.to.data)
            handing.hand_over(actor(), revision, to=to, note=(form.note.data or "").strip())
            return to_lesson(revision, _has_it(to))
    return render_template("editorial/hand_over.html", form=form, revision=revision)


@blueprint.post(f"{OF_LESSON}/take")
@needs(Permission.REVISION_HAND_OVER, revision=revision_at)
def take(revision: Revision) -> Response:
    """Go on with a lesson oneself."""
    to = actor().user_id
    assert to is not None  # noqa: S101 - it takes a role in the organisation
    handing.hand_over(actor(), revision, to=to)
    return to_lesson(revision, _has_it(to))


def _has_it(number: int) -> str:
    if number == actor().user_id:
        return "You have it in hand now."
    return f"{person_named(number)} has it in hand now, and was told so in a message."


@blueprint.route(f"{OF_LESSON}/ask-lead", methods=["GET", "POST"])
@needs(Permission.REVISION_ASK_LEAD, revision=revision_at)
def ask_lead(revision: Revision) -> str | Response:
    """Ask the lead to agree that a lesson is submitted."""
    if revision.lead_asked_at is not None:
        return to_lesson(revision, "Your lead was asked already.")
    if not progress.of(revision).can_be_submitted:
        return redirect(url_for("editorial.check", number=revision.id), 303)
    form = AskLeadForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                agreeing.ask_lead(actor(), revision, note=(form.note.data or "").strip())
            except Conflict:  # a colleague has asked in this moment
                return to_lesson(revision, "Your lead was asked already.")
            return to_lesson(revision, "Your lead was asked. You hear of it once it is submitted or sent back.")
    leads = [each.name for each in writers_of(revision.organisation_id) if each.role == "lead"]
    return render_template("editorial/ask_lead.html", form=form, revision=revision, leads=leads)


@blueprint.route(f"{OF_LESSON}/send-back", methods=["GET", "POST"])
@needs(Permission.REVISION_SEND_BACK, revision=revision_at)
def send_back(revision: Revision) -> str | Response:
    """Say what is to be changed before the lead agrees."""
    if revision.lead_asked_at is None:
        return to_lesson(revision, "Nobody waits for you to agree to it now.")
    form = SendBackForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                agreeing.send_back(actor(), revision, note=(form.note.data or "").strip())
            except Conflict:  # another lead has sent it back in this moment
                return to_lesson(revision, "Nobody waits for you to agree to it now.")
            return to_lesson(revision, "It was sent back, with what you wrote, in a message.")
    asked_by = person_named(revision.lead_asked_by_id)
    return render_template("editorial/send_back.html", form=form, revision=revision, asked_by=asked_by)
