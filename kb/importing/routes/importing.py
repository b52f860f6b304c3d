"""Pages of one import: what would become of its rows, how far it is, what came of it, and undoing it."""

from collections.abc import Sequence

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, stream_with_context
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.importing.columns import columns_of, guessed, what_is_left_out
from kb.importing.exports import problems as refused
from kb.importing.forms import UndoForm
from kb.importing.models import OUTCOMES, LessonImport
from kb.importing.queries import imports as queries
from kb.importing.queries.imports import JOB_OF
from kb.importing.routes.blueprint import OF_IMPORT, address_of, blueprint, import_of, to_import
from kb.importing.service import undoing, writing
from kb.web.paging import requested_page

REFRESH_EVERY = 3
"""Seconds after which a page is asked for again that shows a job at work."""
NOT_NOW = "That was done already, or cannot be done now."


@blueprint.get(OF_IMPORT)
@needs(Permission.WORKSPACE_READ, found=import_of)
def show(found: LessonImport) -> str | Response:
    """How far an import is, what becomes of its rows, and what came of it."""
    if found.state == "sent":
        return redirect(address_of(found, "columns"), 303)
    if found.state in JOB_OF:
        return _progress(found)
    outcome = request.args.get("outcome", "")
    outcome = outcome if outcome in OUTCOMES else ""
    over = found.state in ("written", "undone")
    return render_template(
        "importing/show.html",
        found=found,
        over=over,
        outcome=outcome,
        rows=queries.rows_of(found, outcome, requested_page()) if outcome or not over else None,
        results=queries.results_of(found, requested_page()) if over and not outcome else None,
        standings=queries.standings_of(found) if over else {},
        submitted=queries.submitted_of(found) if over else None,
        remarks=_remarks(found) if not over else (),
        number=sum(found.counts.get(each, 0) for each in ("new", "changed")),
        undoable=over and undoing.may_be_undone(found),
    )


def _remarks(found: LessonImport) -> Sequence[str]:
    """How a file was read, and what of it is not imported."""
    offered = columns_of(found)
    return [*found.notes, *what_is_left_out(found, offered, guessed(found, offered))]


def _progress(found: LessonImport) -> Response:
    done, total = queries.progress_of(found)
    answer = FlaskResponse(
        render_template(
            "importing/progress.html",
            found=found,
            done=done,
            total=total,
            job=queries.job_of(found),
            undoable=undoing.may_be_undone(found),
            refresh_every=REFRESH_EVERY,
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post(f"{OF_IMPORT}/write")
@needs(Permission.LESSON_BEGIN, found=import_of)
def write(found: LessonImport) -> Response:
    """Have the rows imported."""
    try:
        writing.begin(actor(), found)
    except Conflict:
        return to_import(found, NOT_NOW)
    return to_import(found)


@blueprint.post(f"{OF_IMPORT}/go-on")
@needs(Permission.LESSON_BEGIN, found=import_of)
def go_on(found: LessonImport) -> Response:
    """Have a job go on that has stopped."""
    try:
        writing.go_on(actor(), found)
    except Conflict:
        return to_import(found, NOT_NOW)
    return to_import(found)


@blueprint.get(f"{OF_IMPORT}/problems")
@needs(Permission.WORKSPACE_READ, found=import_of)
def problems(found: LessonImport) -> Response:
    """The rows that are refused, as a sheet that says what to do."""
    answer = FlaskResponse(stream_with_context(refused(found)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="import-{found.id}-to-correct.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route(f"{OF_IMPORT}/undo", methods=["GET", "POST"])
@needs(Permission.LESSON_BEGIN, found=import_of)
def undo(found: LessonImport) -> str | Response:
    """Undo the whole import; asks first."""
    if not undoing.may_be_undone(found):
        return to_import(found, NOT_NOW)
    edited, submitted = queries.edited_of(found), queries.submitted_of(found)
    form = UndoForm(edited.total)
    if form.validate_on_submit():
        with form.catching():
            try:
                undoing.begin(actor(), found, with_edited=form.with_edited)
            except Conflict:
                return redirect(address_of(found, "undo"), 303)
            return to_import(found)
    numbers = queries.undoing_of(found)
    return render_template(
        "importing/undo.html", form=form, found=found, edited=edited, submitted=submitted, numbers=numbers
    )
