"""Pages on which editors deal with what readers report."""

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.lessons.references import lesson_meant
from kb.site import queries, service
from kb.site.clock import clock_of
from kb.site.models import SUBJECTS, ProblemReport
from kb.site.queries import report_by_number
from kb.site.routes.blueprint import blueprint
from kb.web.addresses import NUMBER
from kb.web.forms import Form, TextArea
from kb.web.paging import requested_page

OF_REPORT = f"/desk/reports/{NUMBER}"


class OutcomeForm(Form):
    """What came of a report."""

    outcome = TextAreaField(
        "What was done about it?",
        description="For the editorial team. Write nothing by which somebody could be recognised.",
        widget=TextArea(),
        validators=[
            DataRequired("Say what was done about it"),
            Length(max=service.MOST_SAID, message=f"Shorten it to {service.MOST_SAID:,} characters"),
        ],
    )


class DeleteForm(Form):
    """A form that asks nothing: its button is the answer."""


@blueprint.get("/desk/reports")
@needs(Permission.REPORT_HANDLE)
def reports() -> str:
    """What readers reported, the most urgent first."""
    closed = request.args.get("closed") == "yes"
    return render_template(
        "site/reports.html",
        page=queries.report_page(requested_page(), closed=closed),
        closed=closed,
        subjects=SUBJECTS,
        clock_of=clock_of,
    )


@blueprint.route(OF_REPORT, methods=["GET", "POST"])
@needs(Permission.REPORT_HANDLE, report=report_by_number)
def show_report(report: ProblemReport) -> str | Response:
    """One report: what it is about, and what can be done."""
    form = OutcomeForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                service.close(actor(), report, outcome=form.outcome.data or "")
            except Conflict:
                return _to_list("Somebody else has dealt with it a moment ago.")
            return _to_list("Noted as dealt with.")
    return render_template(
        "site/report_show.html",
        form=form,
        report=report,
        subjects=SUBJECTS,
        clock=clock_of(report),
        lesson=lesson_meant(report.page),
    )


@blueprint.route(f"{OF_REPORT}/delete", methods=["GET", "POST"])
@needs(Permission.REPORT_HANDLE, report=report_by_number)
def delete_report(report: ProblemReport) -> str | Response:
    """Remove a report for good."""
    form = DeleteForm()
    if form.validate_on_submit():
        with suppress(Conflict):  # somebody else has removed it
            service.delete(actor(), report)
        return _to_list("The report was removed.")
    return render_template("site/report_delete.html", form=form, report=report)


def _to_list(done: str) -> Response:
    flash(done)
    return redirect(url_for("site.reports"), 303)
