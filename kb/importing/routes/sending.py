"""Pages on which lessons are sent, and on which it is said what their columns mean."""

from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.organisation import Organisation
from kb.core.days import EXAMPLE
from kb.core.errors import Conflict
from kb.importing.columns import columns_of, guessed, what_is_left_out
from kb.importing.exports import template as empty_sheet
from kb.importing.fields import OF_IMPORT as FIELDS
from kb.importing.fields import takes
from kb.importing.forms import ColumnsForm, PlainForm, SendForm
from kb.importing.known import choices_of
from kb.importing.models import LessonImport
from kb.importing.queries.imports import imports_of
from kb.importing.reading import LARGEST
from kb.importing.routes.blueprint import OF_IMPORT, OF_ORGANISATION, address_of, blueprint, import_of, to_import
from kb.importing.service import sending, undoing
from kb.importing.service.sending import BEFORE_WRITING
from kb.members.queries.finding import organisation_by_slug
from kb.web.paging import requested_page

TOO_LATE = "This import has been begun meanwhile, so its columns stay as they are."


@blueprint.route(OF_ORGANISATION, methods=["GET", "POST"])
@needs(Permission.LESSON_BEGIN, organisation=organisation_by_slug)
def start(organisation: Organisation) -> str | Response | tuple[Response, int]:
    """Send a file of lessons; what was imported before."""
    form = SendForm()
    if form.validate_on_submit():
        with form.catching():
            made = sending.send(actor(), organisation, received=form.sent)
            onward = address_of(made, "columns")
            return jsonify(next=onward) if _by_script() else redirect(onward, 303)
    if form.errors and _by_script():
        return jsonify(errors={name: str(errors[0]) for name, errors in form.errors.items() if name and errors}), 422
    page = imports_of(organisation, requested_page())
    return render_template("importing/start.html", form=form, organisation=organisation, page=page, largest=LARGEST)


def _by_script() -> bool:
    """Whether the script of the page sends the file, which shows how far it has come."""
    return request.accept_mimetypes.best == "application/json"


@blueprint.get(f"{OF_ORGANISATION}/template")
@needs(Permission.LESSON_BEGIN, organisation=organisation_by_slug)
def template(organisation: Organisation) -> Response:
    """An empty sheet with the columns and one row as an example."""
    answer = FlaskResponse(empty_sheet(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="lessons-to-import.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get(f"{OF_ORGANISATION}/fields")
@needs(Permission.LESSON_BEGIN, organisation=organisation_by_slug)
def fields(organisation: Organisation) -> str:
    """Which columns can be imported, and what stands in their cells."""
    described = [
        (field, label, takes(field), [each for _, each in choices_of(field)]) for field, label in FIELDS.items()
    ]
    return render_template("importing/fields.html", organisation=organisation, fields=described, day=EXAMPLE)


@blueprint.route(f"{OF_IMPORT}/columns", methods=["GET", "POST"])
@needs(Permission.LESSON_BEGIN, found=import_of)
def columns(found: LessonImport) -> str | Response:
    """Say what the columns mean, and have the rows looked through."""
    if found.state not in BEFORE_WRITING:
        return to_import(found, TOO_LATE)
    offered = columns_of(found)
    form = ColumnsForm(offered, guessed(found, offered))
    if form.validate_on_submit():
        with form.catching():
            try:
                sending.match(actor(), found, columns=form.columns)
            except Conflict:
                return to_import(found, TOO_LATE)
            return to_import(found)
    left_out = what_is_left_out(found, offered, form.columns)
    return render_template("importing/columns.html", form=form, found=found, left_out=left_out)


@blueprint.route(f"{OF_IMPORT}/remove", methods=["GET", "POST"])
@needs(Permission.LESSON_BEGIN, found=import_of)
def remove(found: LessonImport) -> str | Response:
    """Remove a file of which nothing was imported; asks first."""
    if found.state not in BEFORE_WRITING:
        return to_import(found, TOO_LATE)
    form, slug = PlainForm(), found.organisation.slug
    if form.validate_on_submit():
        try:
            undoing.remove(actor(), found)
        except Conflict:
            return to_import(found, TOO_LATE)
        flash("The file was removed. Nothing of it was imported.")
        return redirect(url_for("importing.start", slug=slug), 303)
    return render_template("importing/remove.html", form=form, found=found)
