"""Pages about what belongs to a review: where it was published, and how it was judged."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.curation.forms.reviews import EvaluationForm, SourceForm
from kb.curation.forms.themes import StepForm
from kb.curation.queries import reviews as queries
from kb.curation.routes.blueprint import blueprint, review_at
from kb.curation.routes.reviews import back
from kb.curation.service import evaluations, review_sources
from kb.lessons.models.review import Review
from kb.web.addresses import NUMBER
from kb.web.forms import UNCHANGED

OF_REVIEW = "/desk/reviews/<slug>"


@blueprint.route(f"{OF_REVIEW}/sources/add", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def add_source(review: Review) -> str | Response:
    """Add where a review was published."""
    form = SourceForm()
    if form.validate_on_submit():
        with form.catching():
            form.look(None, *_passing(review))
            review_sources.add(actor(), review, facts=form.facts)
            return back(review, "The source was added.")
    return render_template("curation/source.html", form=form, review=review, number=None)


@blueprint.route(f"{OF_REVIEW}/sources/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def source(review: Review) -> str | Response:
    """Correct where a review was published."""
    number, form = _number(), SourceForm()
    done = _corrected(
        review,
        form,
        lambda: queries.source_facts(queries.source_of(review, number)),
        lambda before: review_sources.change(actor(), review, number=number, facts=form.facts, before=before),
        "The source was changed.",
    )
    return done or render_template("curation/source.html", form=form, review=review, number=number)


@blueprint.route(f"{OF_REVIEW}/sources/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def remove_source(review: Review) -> str | Response:
    """Ask first, then take a source away."""
    number, form = _number(), StepForm()
    found = queries.source_of(review, number)
    if form.validate_on_submit():
        with form.catching():
            review_sources.remove(actor(), review, number=number)
            return back(review, "The source was removed.")
    return render_template("curation/remove_source.html", form=form, review=review, found=found)


@blueprint.route(f"{OF_REVIEW}/evaluations/add", methods=["GET", "POST"])
@needs(Permission.EVALUATION_EDIT, review=review_at)
def add_evaluation(review: Review) -> str | Response:
    """Enter how a review was judged."""
    form = EvaluationForm()
    if form.validate_on_submit():
        with form.catching():
            form.look(None, *_passing(review))
            evaluations.add(actor(), review, facts=form.facts)
            return back(review, "The evaluation was added.")
    return render_template("curation/evaluation.html", form=form, review=review, number=None)


@blueprint.route(f"{OF_REVIEW}/evaluations/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.EVALUATION_EDIT, review=review_at)
def evaluation(review: Review) -> str | Response:
    """Correct how a review was judged."""
    number, form = _number(), EvaluationForm()
    done = _corrected(
        review,
        form,
        lambda: queries.evaluation_facts(queries.evaluation_of(review, number)),
        lambda before: evaluations.change(actor(), review, number=number, facts=form.facts, before=before),
        "The evaluation was changed.",
    )
    return done or render_template("curation/evaluation.html", form=form, review=review, number=number)


@blueprint.route(f"{OF_REVIEW}/evaluations/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.EVALUATION_EDIT, review=review_at)
def remove_evaluation(review: Review) -> str | Response:
    """Ask first, then take an evaluation away."""
    number, form = _number(), StepForm()
    found = queries.evaluation_of(review, number)
    if form.validate_on_submit():
        evaluations.remove(actor(), review, number=number)
        return back(review, "The evaluation was removed.")
    return render_template("curation/remove_evaluation.html", form=form, review=review, found=found)


def _corrected(
    review: Review, form: Any, read: Callable[[], Any], change: Callable[[Any], None], said: str
) -> Response | None:
    """Correct a part of a review as its form says; None where the form is to be shown, at first or again."""
    before = read()
    if not form.is_submitted():
        form.open_with(before)
    elif form.validate() and form.reconcile(before):
        if form.facts == before:
            return back(review, UNCHANGED)
        with form.catching():
            form.look(before, *_passing(review))
            try:
                change(before)
                return back(review, said)
            except Conflict:  # somebody else said something of it in this moment
                form.reconcile(read())
    return None


def _number() -> int:
    return int((request.view_args or {})["number"])


def _passing(review: Review) -> tuple[Any, Any]:
    """For the identity check: the organisation whose words count, and the pseudonym that passes."""
    return [number for number in [review.organisation_id] if number], [review.pseudonym or ""]
