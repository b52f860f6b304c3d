"""Pages about what belongs to a review: where it was published, and how it was judged."""

from collections.abc import Callable

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.curation.forms.reconciled import ReconciledForm
from kb.curation.forms.reviews import EvaluationForm, SourceForm
from kb.curation.forms.themes import StepForm
from kb.curation.queries import reviews as queries
from kb.curation.routes.blueprint import back, blueprint, review_at
from kb.curation.routes.correcting import corrected
from kb.curation.service import evaluations, review_sources
from kb.lessons.models.review import Review
from kb.web.addresses import NUMBER

OF_REVIEW = "/desk/reviews/<slug>"


@blueprint.route(f"{OF_REVIEW}/sources/add", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def add_source(review: Review) -> str | Response:
    """Add where a review was published."""
    form = SourceForm()
    done = _added(review, form, review_sources.add, "The source was added.")
    return done or render_template("curation/source.html", form=form, review=review, number=None)


@blueprint.route(f"{OF_REVIEW}/sources/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def source(review: Review) -> str | Response:
    """Correct where a review was published."""
    number, form = _number(), SourceForm()
    said = corrected(
        form,
        lambda: queries.source_facts(queries.source_of(review, number)),
        lambda before: review_sources.change(actor(), review, number=number, facts=form.facts, before=before),
        "The source was changed.",
        passing=lambda: _passing(review),
    )
    if said:
        return back(review, said)
    return render_template("curation/source.html", form=form, review=review, number=number)


@blueprint.route(f"{OF_REVIEW}/sources/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def remove_source(review: Review) -> str | Response:
    """Ask first, then take a source away."""
    number, form = _number(), StepForm()
    found = queries.source_of(review, number)
    done = _removed(
        review, form, lambda: review_sources.remove(actor(), review, number=number), "The source was removed."
    )
    return done or render_template("curation/remove_source.html", form=form, review=review, found=found)


@blueprint.route(f"{OF_REVIEW}/evaluations/add", methods=["GET", "POST"])
@needs(Permission.EVALUATION_EDIT, review=review_at)
def add_evaluation(review: Review) -> str | Response:
    """Enter how a review was judged."""
    form = EvaluationForm()
    done = _added(review, form, evaluations.add, "The evaluation was added.")
    return done or render_template("curation/evaluation.html", form=form, review=review, number=None)


@blueprint.route(f"{OF_REVIEW}/evaluations/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.EVALUATION_EDIT, review=review_at)
def evaluation(review: Review) -> str | Response:
    """Correct how a review was judged."""
    number, form = _number(), EvaluationForm()
    said = corrected(
        form,
        lambda: queries.evaluation_facts(queries.evaluation_of(review, number)),
        lambda before: evaluations.change(actor(), review, number=number, facts=form.facts, before=before),
        "The evaluation was changed.",
        passing=lambda: _passing(review),
    )
    if said:
        return back(review, said)
    return render_template("curation/evaluation.html", form=form, review=review, number=number)


@blueprint.route(f"{OF_REVIEW}/evaluations/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.EVALUATION_EDIT, review=review_at)
def remove_evaluation(review: Review) -> str | Response:
    """Ask first, then take an evaluation away."""
    number, form = _number(), StepForm()
    found = queries.evaluation_of(review, number)
    done = _removed(
        review, form, lambda: evaluations.remove(actor(), review, number=number), "The evaluation was removed."
    )
    return done or render_template("curation/remove_evaluation.html", form=form, review=review, found=found)


def _added(review: Review, form: ReconciledForm, add: Callable[..., object], done: str) -> Response | None:
    """Add a part to a review as its form says; None where the form is to be shown, at first or again."""
    if form.validate_on_submit():
        with form.catching():
            form.look(None, *_passing(review))
            add(actor(), review, facts=form.facts)
            return back(review, done)
    return None


def _removed(review: Review, form: StepForm, remove: Callable[[], None], done: str) -> Response | None:
    """Take a part of a review away, if the form is sent; None where the page is to ask, at first or again."""
    if form.validate_on_submit():
        with form.catching():
            remove()
            return back(review, done)
    return None


def _number() -> int:
    return int((request.view_args or {})["number"])


def _passing(review: Review) -> tuple[list[int], list[str]]:
    """For the identity check: the organisation whose words count, and the pseudonym that passes."""
    return [number for number in [review.organisation_id] if number], [review.pseudonym or ""]
