"""Pages about the tenants and domains whose people belong to an organisation."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.admin.forms.organisations import SignOnForm
from kb.admin.forms.users import StepForm
from kb.admin.routes.blueprint import blueprint
from kb.admin.routes.finding import organisation_at, sign_on_at
from kb.sign_on import service
from kb.sign_on.models import OrganisationSignOn
from kb.web.addresses import NUMBER


@blueprint.route("/admin/organisations/<slug>/sign-on", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def add_sign_on(organisation: Organisation) -> str | Response:
    """Enter a tenant or a domain."""
    form = SignOnForm()
    if form.validate_on_submit():
        with form.catching():
            service.add_sign_on(actor(), organisation, kind=form.kind.data, value=form.value.data or "")
            flash("It was entered.")
            return redirect(url_for("admin.organisation", slug=organisation.slug), 303)
    return render_template("admin/add_sign_on.html", form=form, organisation=organisation)


@blueprint.route(f"/admin/organisations/<slug>/sign-on/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, sign_on=sign_on_at)
def remove_sign_on(sign_on: OrganisationSignOn) -> str | Response:
    """Ask first, then remove a tenant or a domain."""
    form, organisation = StepForm(), sign_on.organisation
    if form.validate_on_submit():
        service.remove_sign_on(actor(), sign_on)
        flash("It was removed.")
        return redirect(url_for("admin.organisation", slug=organisation.slug), 303)
    return render_template("admin/remove_sign_on.html", form=form, organisation=organisation, sign_on=sign_on)
