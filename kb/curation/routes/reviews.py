"""Pages about reviews: the list, one of them, a new one, two that become one, and the removal of one."""

from collections.abc import Collection

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict, Moved, NotFound
from kb.core.text import slugify
from kb.curation.forms.reviews import NewReviewForm, ReviewForm
from kb.curation.forms.themes import MergeChoiceForm, MergeForm, StepForm
from kb.curation.queries import reviews as queries
from kb.curation.queries.themes import concerned
from kb.curation.routes.blueprint import blueprint, review_at
from kb.curation.service import merging_reviews
from kb.curation.service import reviews as service
from kb.editorial.queries.choices import review_choices
from kb.lessons.models.review import Review
from kb.lessons.queries.choices import choices, chosen_slug
from kb.web.addresses import words_asked
from kb.web.forms import UNCHANGED
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
    slug, before, form = review.slug, queries.facts_of(review), ReviewForm()
    if not form.is_submitted():
        form.open_with(before)
    elif form.validate() and form.reconcile(before):
        if form.facts == before:
            return back(review, UNCHANGED)
        with form.catching():
            form.look(before, _organisations(form), [form.facts.pseudonym])
            try:
                service.change(actor(), review, facts=form.facts, before=before)
                return back(review, "The review was changed.")
            except Conflict:
                review = review_at(slug)
                form.reconcile(queries.facts_of(review))
    return render_template("curation/edit_review.html", form=form, review=review)


@blueprint.route("/desk/reviews/<slug>/merge", methods=["GET", "POST"])
@needs(Permission.REVIEW_EDIT, review=review_at)
def merge_review(review: Review) -> str | Response:
    """Choose the review that stays; then show what moves, ask, and merge."""
    slug, title, asked = review.slug, review.title, request.args.get("into", "")
    into = _stays(review, asked) if asked else None
    if into is None or isinstance(into, str):
        return _choice(review, into or ("Choose which review stays" if "into" in request.args else ""))
    form = MergeForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                merging_reviews.merge(actor(), review, into=into)
            except Conflict:  # the page says how it is now
                return redirect(url_for("curation.merge_review", slug=slug, into=asked), 303)
            return back(into, f"“{title}” is part of “{into.title}” now.")
    return render_template(
        "curation/merge_review.html",
        form=form,
        review=review,
        into=into,
        concerned=concerned(queries.drawn_from(review)),
        obstacle=merging_reviews.obstacle(review, into),
    )


def _stays(review: Review, slug: str) -> Review | str:
    """The review at an address, or why there is none to merge into."""
    try:
        return queries.review_at(slug)
    except Moved as moved:
        if moved.heir is not None and moved.heir.id == review.id:
            return merging_reviews.NOW_INTO.format(into=slug, review=review.title)
        now = moved.heir.title if moved.heir else moved.slug
        return f"“{slug}” is part of “{now}” by now. Choose again which one stays"
    except NotFound:
        return "This review is not there any more. Choose another one"


def _choice(review: Review, problem: str) -> str:
    form = MergeChoiceForm(formdata=None)
    others = [SelectChoice(slug, title) for slug, title in review_choices() if slug != review.slug]
    form.into.choices = [SelectChoice("", "Choose one"), *others]
    if problem:
        form.into.errors = [problem]
    return render_template("curation/merge_review_choice.html", form=form, review=review)


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


def back(review: Review, done: str) -> Response:
    """Back to the page of a review, which says what was done."""
    flash(done)
    return redirect(url_for("curation.review", slug=review.slug), 303)
