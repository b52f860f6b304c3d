"""Pages with which a lesson goes to the editorial team, comes back, is discarded and found again."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Conflict
from kb.editorial import progress
from kb.editorial.forms.submitting import PlainForm, SubmitForm
from kb.editorial.queries.choices import descriptions
from kb.editorial.queries.comments import still_asked
from kb.editorial.queries.drafts import draft_at
from kb.editorial.routes.blueprint import OF_LESSON, blueprint, to_lesson
from kb.editorial.service import submitting as service
from kb.editorial.service.changing import OpenAlready
from kb.editorial.steps import LABELS
from kb.lessons.models.lesson import Revision


@blueprint.route(f"{OF_LESSON}/submit", methods=["GET", "POST"])
@needs(Permission.WORKSPACE_READ, revision=draft_at)
def submit_lesson(revision: Revision) -> str | Response:
    """Declare what has to be declared, and submit."""
    if not may(Permission.REVISION_SUBMIT, revision):
        return _not_now(revision)
    form = SubmitForm()
    told = progress.of(revision)
    if not told.can_be_submitted:
        return redirect(url_for("editorial.check", number=revision.id), 303)
    if form.validate_on_submit():
        with form.catching():
            try:
                service.submit(actor(), revision, declared=form.declared.data or ())
            except Conflict:  # somebody has submitted it, or changed it, in this moment
                return _not_now(revision)
            return redirect(url_for("editorial.submitted", number=revision.id), 303)
    return render_template(
        "editorial/submit_lesson.html",
        form=form,
        revision=revision,
        meanings=descriptions(service.DECLARATIONS),
        asked=still_asked(revision, list(LABELS)),
        labels=LABELS,
    )


def _not_now(revision: Revision) -> Response:
    """Where somebody is led who cannot submit: who has done it already learns that it was received."""
    if revision.state == "submitted":
        return redirect(url_for("editorial.submitted", number=revision.id), 303)
    if revision.state in ("draft", "returned"):
        return redirect(url_for("editorial.check", number=revision.id), 303)
    return to_lesson(revision, "It cannot be submitted now.")


@blueprint.get(f"{OF_LESSON}/submitted")
@needs(Permission.WORKSPACE_READ, revision=draft_at)
def submitted(revision: Revision) -> str | Response:
    """That a lesson was received, and what happens next."""
    if revision.submitted_at is None or revision.state in ("draft", "returned", "discarded"):
        return redirect(url_for("editorial.lesson", number=revision.id), 303)
    return render_template("editorial/submitted.html", revision=revision)


@blueprint.route(f"{OF_LESSON}/withdraw", methods=["GET", "POST"])
@needs(Permission.WORKSPACE_READ, revision=draft_at)
def withdraw(revision: Revision) -> str | Response:
    """Take a lesson back from the editorial team."""
    if not may(Permission.REVISION_WITHDRAW, revision):
        return to_lesson(revision, "It is not with the editors now.")
    form = PlainForm()
    if form.validate_on_submit():
        service.withdraw(actor(), revision)
        return to_lesson(revision, "You have it back. It can be changed and submitted again.")
    return render_template("editorial/withdraw.html", form=form, revision=revision)


@blueprint.route(f"{OF_LESSON}/discard", methods=["GET", "POST"])
@needs(Permission.WORKSPACE_READ, revision=draft_at)
def discard(revision: Revision) -> str | Response:
    """Put a draft away."""
    if not may(Permission.REVISION_DISCARD, revision):
        return to_lesson(revision, "It is no draft now.")
    form = PlainForm()
    if form.validate_on_submit():
        service.discard(actor(), revision)
        return to_lesson(revision, "It was discarded. You can get it back within 30 days.")
    return render_template("editorial/discard.html", form=form, revision=revision)


@blueprint.post(f"{OF_LESSON}/recover")
@needs(Permission.WORKSPACE_READ, revision=draft_at)
def recover(revision: Revision) -> Response:
    """Get a discarded draft back."""
    if not may(Permission.REVISION_RECOVER, revision):
        return to_lesson(revision, "It was not discarded.")
    try:
        service.recover(actor(), revision)
    except OpenAlready as already:
        return to_lesson(already.revision, "It stays discarded, because you have this version of it now.")
    return to_lesson(revision, "It is a draft again.")
