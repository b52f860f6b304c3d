"""Pages about reviews: the list, one of them, a new one, two that become one, and the removal of one."""

from collections.abc import Collection

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.core.text import slugify
from kb.curation.forms.reviews import NewReviewForm, ReviewForm
from kb.curation.forms.themes import MergeForm, StepForm
from kb.curation.queries import reviews as queries
from kb.curation.queries.themes import concerned
from kb.curation.routes.blueprint import back, blueprint, review_at
from kb.curation.routes.correcting import corrected
from kb.curation.routes.merging import choice_of, merged, stays
from kb.curation.service import merging_reviews
from kb.curation.service import reviews as service
from kb.editorial.queries.choices import review_choices
from kb.lessons.models.review import Review
from kb.lessons.queries.choices import choices, chosen_slug
from kb.web.addresses import words_asked
from kb.web.paging import requested_page


@blueprint.get("/desk/reviews")
@needs(Permission.REVIEW_EDIT)
def reviews() -> str:
    """All reviews."""
    nations = choices(Review.nation_key, request.args.get("nation", ""))
    kinds = choices(Review.kind_key, request.args.get("kind", ""))
    chosen = queries.ReviewFilter(words_asked("q"), chosen_slug(nations), chosen_slug(kinds))
    page = queries.review_rows(chosen, requested_page())
    return render_template("curation/reviews.html", page=page, nations=nations, kinds=kinds, chosen=chosen)


@blueprint.route("/desk/reviews/add", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT)
def add_review() -> str | Response:
    """Add a review, and where it was published."""
    form = NewReviewForm()
    if form.validate_on_submit():
        form.slug.data = form.slug.data or slugify(form.title.data or "")[: service.LONGEST_SLUG].strip("-")
        with form.catching():
            form.look(None, _organisations(form), [form.facts.pseudonym])
            try:
                made = service.add(actor(), None, facts=form.facts, source=form.source)
            except Conflict:  # somebody has taken the address this very moment
                made = None
                form.slug.errors = ["Somebody has just added a review with this address. Enter another one"]
            if made is not None:
                return back(made, "The review was added.")
    return render_template("curation/add_review.html", form=form)


@blueprint.get("/desk/reviews/<slug>")
@needs(Permission.REVIEW_EDIT, review=review_at)
def review(review: Review) -> str:
    """What is known of a review, and what can be done with it."""
    return render_template(
        "curation/review.html",
        review=review,
        concerned=concerned(queries.drawn_from(review)),
        former=queries.former_slugs(review),
        in_the_way=service.in_the_way(review),
    )


@blueprint.route("/desk/reviews/<slug>/edit", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def edit_review(review: Review) -> str | Response:
    """Change what is said of a review."""
    slug, form = review.slug, ReviewForm()
    said = corrected(
        form,
        lambda: queries.facts_of(review_at(slug)),
        lambda before: service.change(actor(), review, facts=form.facts, before=before),
        "The review was changed.",
        passing=lambda: (_organisations(form), [form.facts.pseudonym]),
    )
    if said:
        return back(review, said)
    return render_template("curation/edit_review.html", form=form, review=review)


@blueprint.route("/desk/reviews/<slug>/merge", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def merge_review(review: Review) -> str | Response:
    """Choose the review that stays; then show what moves, ask, and merge."""
    into = stays(review, queries.review_at)
    if isinstance(into, str):
        others = [(slug, title) for slug, title in review_choices() if slug != review.slug]
        return render_template("curation/merge_review_choice.html", form=choice_of(others, into), review=review)
    form = MergeForm()
    return merged(form, merging_reviews.merge, review, into) or render_template(
        "curation/merge_review.html",
        form=form,
        review=review,
        into=into,
        concerned=concerned(queries.drawn_from(review)),
        obstacle=merging_reviews.obstacle(review, into),
    )


@blueprint.route("/desk/reviews/<slug>/remove", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def remove_review(review: Review) -> str | Response:
    """Ask first, then remove a review on which nothing hangs."""
    form = StepForm()
    if form.validate_on_submit():
        with form.catching():
            title = review.title
            service.remove(actor(), review)
            flash(f"“{title}” was removed.")
            return redirect(url_for("curation.reviews"), 303)
    return render_template(
        "curation/remove_review.html", form=form, review=review, in_the_way=service.in_the_way(review)
    )


def _organisations(form: ReviewForm) -> Collection[int]:
    found = queries.organisation_called(form.organisation.data or "")
    return [found.id] if found else []
