"""Pages about what belongs to a review: where it was published, and how it was judged."""

from collections.abc import Callable
from typing import TypeVar

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
from kb.lessons.models.review import Evaluation, Review
from kb.lessons.models.source import Source
from kb.web.addresses import NUMBER

OF_REVIEW = "/desk/reviews/<slug>"

Part = TypeVar("Part", Source, Evaluation)
Facts = TypeVar("Facts")


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
    form = SourceForm()
    done = _changed(
        review, form, queries.source_of, queries.source_facts, review_sources.change, "The source was changed."
    )
    return done or render_template("curation/source.html", form=form, review=review, number=_number())


@blueprint.route(f"{OF_REVIEW}/sources/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def remove_source(review: Review) -> str | Response:
    """Ask first, then take a source away."""
    form, found = StepForm(), queries.source_of(review, _number())
    done = _removed(review, form, review_sources.remove, "The source was removed.")
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
    form = EvaluationForm()
    done = _changed(
        review, form, queries.evaluation_of, queries.evaluation_facts, evaluations.change, "The evaluation was changed."
    )
    return done or render_template("curation/evaluation.html", form=form, review=review, number=_number())


@blueprint.route(f"{OF_REVIEW}/evaluations/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.EVALUATION_EDIT, review=review_at)
def remove_evaluation(review: Review) -> str | Response:
    """Ask first, then take an evaluation away."""
    form, found = StepForm(), queries.evaluation_of(review, _number())
    done = _removed(review, form, evaluations.remove, "The evaluation was removed.")
    return done or render_template("curation/remove_evaluation.html", form=form, review=review, found=found)


def _added(review: Review, form: ReconciledForm, add: Callable[..., object], done: str) -> Response | None:
    """Add a part to a review as its form says; None where the form is to be shown, at first or again."""
    if form.validate_on_submit():
        with form.catching():
            form.look(None, *_passing(review))
            add(actor(), review, facts=form.facts)
            return back(review, done)
    return None


def _changed(
    review: Review,
    form: ReconciledForm,
    part_of: Callable[[Review, int], Part],
    facts_of: Callable[[Part], Facts],
    change: Callable[..., object],
    done: str,
) -> Response | None:
    """Correct a part of a review as its form says; None where the form is to be shown, at first or again."""
    slug, number = review.slug, _number()
    said = corrected(
        form,
        lambda: facts_of(part_of(review_at(slug), number)),
        lambda before: change(actor(), review, number=number, facts=form.facts, before=before),
        done,
        passing=lambda: _passing(review),
    )
    return back(review, said) if said else None


def _removed(review: Review, form: StepForm, remove: Callable[..., object], done: str) -> Response | None:
    """Take a part of a review away, if the form is sent; None where the page is to ask, at first or again."""
    if form.validate_on_submit():
        with form.catching():
            remove(actor(), review, number=_number())
            return back(review, done)
    return None


def _number() -> int:
    return int((request.view_args or {})["number"])


def _passing(review: Review) -> tuple[list[int], list[str]]:
    """For the identity check: the organisation whose words count, and the pseudonym that passes."""
    return [number for number in [review.organisation_id] if number], [review.pseudonym or ""]
