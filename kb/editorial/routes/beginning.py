"""The way to one's first lesson: what submitting takes, and the page that begins one."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.accounts.models.organisation import Organisation
from kb.core.errors import Conflict
from kb.core.options import option
from kb.editorial.forms.beginning import BLANK, COPY, REVIEW, BeginForm
from kb.editorial.queries.beginning import begun_from, organisations_at, texts_to_copy
from kb.editorial.routes.blueprint import OF_ORGANISATION, blueprint
from kb.editorial.service import beginning
from kb.editorial.steps import STEPS
from kb.lessons.models.lesson import Revision
from kb.members.queries.finding import organisation_by_slug


@blueprint.get("/submit")
@public
def submit() -> str:
    """What submitting a lesson takes, for boards, and where to begin."""
    writes_for = organisations_at(actor().organisations("contributor", "lead"))
    return render_template("editorial/submit.html", writes_for=writes_for, steps=STEPS, days=option("answer_days"))


@blueprint.route(f"{OF_ORGANISATION}/begin", methods=["GET", "POST"])
@needs(Permission.LESSON_BEGIN, organisation=organisation_by_slug)
def begin(organisation: Organisation) -> str | Response:
    """Begin a lesson: blank, from a review, or from a copy."""
    review = request.args.get("review", "")
    copies = texts_to_copy(organisation)
    form = BeginForm(copies, start=REVIEW if review else BLANK, review=review)
    if form.validate_on_submit():
        with form.catching():
            try:
                made = _begun(form, organisation)
            except Conflict:  # the button was pressed twice
                return _to_first_step(begun_from(actor().user_id, organisation, form.moment))
            return _to_first_step(made)
    return render_template("editorial/begin.html", form=form, organisation=organisation, copies=copies)


def _begun(form: BeginForm, organisation: Organisation) -> Revision:
    who, opened, title = actor(), form.moment, form.title.data or ""
    if form.start.data == REVIEW:
        return beginning.begin_from_review(who, organisation, review=form.review.data, opened=opened, title=title)
    if form.start.data == COPY:
        return beginning.begin_from_copy(
            who, organisation, copy_of=int(form.copy_of.data), opened=opened, title=title
        )  # fmt: skip
    return beginning.begin(who, organisation, opened=opened, title=title)


def _to_first_step(revision: Revision | None) -> Response:
    if revision is None:
        raise Conflict
    return redirect(url_for("editorial.step", number=revision.id, step=STEPS[0].key), 303)
