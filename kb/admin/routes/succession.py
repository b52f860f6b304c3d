"""Pages on which one organisation is joined to another: merged into it, or succeeded by it."""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.admin.forms.organisations import MergeChoiceForm, MergeForm, SuccessionForm, choices
from kb.admin.forms.users import StepForm
from kb.admin.queries import organisations as queries
from kb.admin.routes.blueprint import blueprint
from kb.admin.routes.finding import organisation_at
from kb.admin.service import merging, succession
from kb.core.db import transaction
from kb.lessons.queries.labels import labels


@blueprint.route("/admin/organisations/<slug>/merge", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def merge(organisation: Organisation) -> str | Response:
    """Choose the organisation that stays; then show what moves, ask, and merge."""
    chosen = request.args.get("into")
    if not chosen or chosen == organisation.slug:
        nobody, itself = "Choose which entry stays", "An organisation cannot be merged with itself"
        return _choice(organisation, "" if chosen is None else itself if chosen else nobody)
    into, form = queries.organisation_by_slug(chosen), MergeForm()
    if form.validate_on_submit():
        with form.catching():
            merging.merge(actor(), organisation, into=into, typed_name=form.typed_name.data or "")
            flash("The two organisations are one now.")
            return redirect(url_for("admin.organisation", slug=into.slug), 303)
    return render_template(
        "admin/merge.html",
        form=form,
        organisation=organisation,
        into=into,
        held=[queries.holding(each) for each in (organisation, into)],
        values=labels().values,
        obstacle=merging.Candidates(organisation).obstacle(into),
    )


def _choice(organisation: Organisation, problem: str) -> str:
    """The page to choose from those into which it can be merged; it says how many others there are, and why.

    `problem` is what is wrong with what was chosen; empty where nothing is.
    """
    candidates, left_out = merging.Candidates(organisation), Counter[str]()
    fit: set[str] = set()
    for other in queries.all_organisations(but=organisation):
        obstacle = candidates.obstacle(other)
        if obstacle is None:
            fit.add(other.slug)
        else:
            left_out[obstacle] += 1
    form = MergeChoiceForm(formdata=None)
    form.into.choices = choices(pair for pair in queries.organisation_choices(but=organisation) if pair[0] in fit)
    if problem and fit:
        form.into.errors = [problem]
    return render_template("admin/merge_choice.html", form=form, organisation=organisation, fit=fit, left_out=left_out)


@blueprint.route("/admin/organisations/<slug>/successor", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def succeed(organisation: Organisation) -> str | Response:
    """Say which organisation took over, and when."""
    form = SuccessionForm(on=organisation.valid_to)
    form.by.choices = choices(queries.organisation_choices(but=organisation))
    if form.validate_on_submit() and form.on.data:
        with form.catching(), transaction():
            by = queries.organisation_by_slug(form.by.data)
            succession.succeed(actor(), organisation, by=by, on=form.on.data)
            if form.members_join.data:
                succession.let_members_join(actor(), organisation, by=by)
            flash("The successor was entered.")
            return redirect(url_for("admin.organisation", slug=organisation.slug), 303)
    return render_template(
        "admin/succeed.html", form=form, organisation=organisation, holding=queries.holding(organisation)
    )


@blueprint.route("/admin/organisations/<slug>/successor/remove", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def separate(organisation: Organisation) -> str | Response:
    """Ask first, then take back that another organisation took over."""
    by, form = queries.organisation_by_slug(request.args.get("by", "")), StepForm()
    if form.validate_on_submit():
        succession.separate(actor(), organisation, by=by)
        flash("The successor was removed.")
        return redirect(url_for("admin.organisation", slug=organisation.slug), 303)
    return render_template("admin/separate.html", form=form, organisation=organisation, by=by)
