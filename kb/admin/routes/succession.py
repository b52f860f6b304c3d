"""Pages on which one organisation is joined to another: merged into it, or succeeded by it."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.admin.forms.organisations import MergeForm, SuccessionForm, choices
from kb.admin.forms.users import StepForm
from kb.admin.queries import organisations as queries
from kb.admin.routes.blueprint import blueprint
from kb.admin.routes.finding import organisation_at
from kb.admin.service import merging, succession
from kb.core.db import transaction


@blueprint.route("/admin/organisations/<slug>/merge", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def merge(organisation: Organisation) -> str | Response:
    """Choose the organisation that stays; then show what moves, ask, and merge."""
    chosen = request.args.get("into", "")
    if not chosen or chosen == organisation.slug:
        return render_template(
            "admin/merge_choice.html",
            organisation=organisation,
            choices=queries.organisation_choices(but=organisation),
        )
    into, form = queries.organisation_by_slug(chosen), MergeForm()
    if form.validate_on_submit():
        with form.catching():
            merging.merge(actor(), organisation, into=into, typed_name=form.typed_name.data or "")
            flash("The two organisations are one now.")
            return redirect(url_for("admin.organisation", slug=into.slug), 303)
    return render_template(
        "admin/merge.html", form=form, organisation=organisation, into=into, holding=queries.holding(organisation)
    )


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
