"""Pages about organisations: the list, one of them, its name, its dates, a new one."""

from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.admin.forms.organisations import DatesForm, NameForm, NewOrganisationForm, PlaceForm, choices
from kb.admin.forms.users import StepForm
from kb.admin.queries import organisations as queries
from kb.admin.routes.blueprint import blueprint
from kb.admin.routes.finding import organisation_at
from kb.admin.service import organisations as service
from kb.core.characters import one_line
from kb.lessons.queries.labels import labels
from kb.sign_on.queries import sign_ons_of
from kb.sign_on.tenants import KINDS
from kb.web.addresses import words_asked
from kb.web.forms import UNCHANGED
from kb.web.paging import requested_page

OfPlace = TypeVar("OfPlace", bound=PlaceForm)


@blueprint.get("/admin/organisations")
@needs(Permission.ADMIN_READ)
def organisations() -> str:
    """All organisations."""
    names = ("q", "state", "invitations")
    chosen = queries.OrganisationFilter(*map(words_asked, names))
    return render_template(
        "admin/organisations.html",
        page=queries.organisation_rows(chosen, requested_page()),
        chosen=chosen,
        states=queries.STATE_NAMES,
        invitations=queries.INVITATION_NAMES,
    )


@blueprint.get("/admin/organisations/<slug>")
@needs(Permission.ADMIN_READ, organisation=organisation_at)
def organisation(organisation: Organisation) -> str:
    """What is known about an organisation, and what can be done."""
    earlier, later = queries.neighbours(organisation)
    return render_template(
        "admin/organisation.html",
        organisation=organisation,
        values=labels().values,
        name_status=service.NAME_STATUSES.get(organisation.name_status, organisation.name_status),
        holding=queries.holding(organisation),
        earlier=earlier,
        later=later,
        former=queries.former_slugs(organisation),
        sign_ons=sign_ons_of(organisation),
        unused=queries.is_unused(organisation),
        kinds=KINDS,
    )


@blueprint.route("/admin/organisations/<slug>/name", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def rename(organisation: Organisation) -> str | Response:
    """Correct a name."""
    form = NameForm(obj=organisation)
    if form.validate_on_submit():
        with form.catching():
            name, status = form.name.data or "", form.name_status.data
            if service.is_called(organisation, name, status):
                return _back(organisation, UNCHANGED)
            service.rename(actor(), organisation, name=name, name_status=status)
            return _back(organisation, "The name was changed.")
    same = _same(form, but=organisation)
    return render_template("admin/rename.html", form=form, organisation=organisation, same=same)


@blueprint.route("/admin/organisations/<slug>/dates", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def change_dates(organisation: Organisation) -> str | Response:
    """Correct the first and the last day."""
    form = DatesForm(obj=organisation)
    if form.validate_on_submit():
        with form.catching():
            first, last = form.valid_from.data, form.valid_to.data
            if (first, last) == (organisation.valid_from, organisation.valid_to):
                return _back(organisation, UNCHANGED)
            service.change_dates(actor(), organisation, valid_from=first, valid_to=last)
            return _back(organisation, "The dates were changed.")
    return render_template("admin/change_dates.html", form=form, organisation=organisation)


@blueprint.route("/admin/organisations/<slug>/kind-and-place", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def change_place(organisation: Organisation) -> str | Response:
    """Correct what sort of organisation it is, and where it works."""
    keys = (organisation.kind_key, organisation.nation_key, organisation.region_key or "")
    kind, nation, region = (key.partition("/")[2] for key in keys)
    form = _with_lists(PlaceForm(kind=kind, nation=nation, region=region))
    if form.validate_on_submit():
        with form.catching():
            place = service.Place(form.nation.data, form.region.data or "")
            if (form.kind.data, place.nation, place.region) == (kind, nation, region):
                return _back(organisation, UNCHANGED)
            service.change_place(actor(), organisation, kind=form.kind.data, place=place)
            return _back(organisation, "Kind and place were changed.")
    return render_template("admin/change_place.html", form=form, organisation=organisation)


@blueprint.route("/admin/organisations/<slug>/remove", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE, organisation=organisation_at)
def remove_organisation(organisation: Organisation) -> str | Response:
    """Ask first, then remove an organisation to which nothing belongs."""
    form = StepForm()
    if form.validate_on_submit():
        with form.catching():
            service.remove(actor(), organisation)
            flash("The organisation was removed.")
            return redirect(url_for("admin.organisations"), 303)
    return render_template("admin/remove_organisation.html", form=form, organisation=organisation)


@blueprint.route("/admin/add-organisation", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_CHANGE)
def add_organisation() -> str | Response:
    """Add an organisation."""
    form = _with_lists(NewOrganisationForm())
    if form.validate_on_submit():
        with form.catching():
            added = service.add(
                actor(),
                None,
                name=form.name.data or "",
                name_status=form.name_status.data,
                kind=form.kind.data,
                place=service.Place(form.nation.data, form.region.data or ""),
            )
            return _back(added, "The organisation was added.")
    return render_template("admin/add_organisation.html", form=form, same=_same(form))


def _with_lists(form: OfPlace) -> OfPlace:
    """The form with the values of the closed lists to choose from."""
    for field, of in ((form.kind, "organisation-kinds"), (form.nation, "nations"), (form.region, "regions")):
        field.choices = choices((value.slug, value.label) for value in queries.closed_values(of))
    return form


def _same(form: NameForm, *, but: Organisation | None = None) -> Organisation | None:
    """The organisation that has the name which was refused."""
    return queries.of_same_name(one_line(form.name.data or ""), but=but) if form.name.errors else None


def _back(organisation: Organisation, done: str) -> Response:
    flash(done)
    return redirect(url_for("admin.organisation", slug=organisation.slug), 303)
