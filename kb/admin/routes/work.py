"""Work that waits or went wrong: jobs and mail."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.admin.routes.blueprint import blueprint
from kb.core import job_lists
from kb.core.errors import NotFound
from kb.core.jobs import handlers
from kb.core.options import option
from kb.core.settings import settings
from kb.mail import folder, queries
from kb.mail import service as mail_service
from kb.mail.models import STATES as MAIL_STATES
from kb.mail.models import Delivery
from kb.web.addresses import NUMBER
from kb.web.paging import requested_page

JOB_STATES = ("waiting", "running", "overdue", "failed", "done", "cancelled")


@blueprint.get("/admin/jobs")
@needs(Permission.WORK_READ)
def jobs() -> str:
    """Jobs of one state."""
    state = request.args.get("state", "waiting")
    if state not in JOB_STATES:
        state = "waiting"
    return render_template(
        "admin/jobs.html",
        page=job_lists.jobs(state, requested_page()),
        state=state,
        states=JOB_STATES,
        counts=job_lists.counts(),
        overdue_minutes=job_lists.OVERDUE_AFTER // timedelta(minutes=1),
        about={kind: handler.about for kind, handler in handlers().items()},
    )


@blueprint.get("/admin/mail")
@needs(Permission.WORK_READ)
def mail() -> str:
    """Messages of one state; on a machine without a mail server also the files that they became."""
    state = request.args.get("state", "waiting")
    if state not in MAIL_STATES:
        state = "waiting"
    return render_template(
        "admin/mail.html",
        page=queries.deliveries(state, requested_page()),
        state=state,
        states=MAIL_STATES,
        counts=queries.counts(),
        quiet=(option("quiet_from"), option("quiet_until")),
        has_files=_shows_files(),
    )


@blueprint.post(f"/admin/mail/{NUMBER}/send-again")
@needs(Permission.WORK_CHANGE, delivery=queries.delivery_by_number)
def mail_send_again(delivery: Delivery) -> Response:
    """Send a message again that was given up."""
    mail_service.send_again(actor(), delivery)
    flash("The message is being sent.")
    return redirect(url_for("admin.mail", state="waiting"), 303)


@blueprint.route(f"/admin/mail/{NUMBER}/give-up", methods=["GET", "POST"])
@needs(Permission.WORK_CHANGE, delivery=queries.delivery_by_number)
def mail_give_up(delivery: Delivery) -> str | Response:
    """Do not send a message any more; asks first, because its text is not kept."""
    if request.method == "GET":
        return render_template("admin/mail_give_up.html", delivery=delivery)
    mail_service.give_up(actor(), delivery)
    flash("The message will not be sent.")
    return redirect(url_for("admin.mail", state="cancelled"), 303)


def _shows_files() -> bool:
    """Messages hold links that open accounts, so they are read on this page only where a site is tried out."""
    return settings().mail.folder is not None and settings().environment != "production"


@blueprint.get("/admin/mail/files")
@needs(Permission.WORK_READ)
def mail_files() -> str:
    """Messages that became files, because there is no mail server."""
    if not _shows_files():
        raise NotFound
    return render_template("admin/mail_files.html", page=folder.message_files(requested_page()))


@blueprint.get("/admin/mail/files/<name>")
@needs(Permission.USER_READ)
def mail_file(name: str) -> str:
    """One of them; that it was read is entered in the audit trail."""
    if not _shows_files():
        raise NotFound
    return render_template("admin/mail_file.html", message=folder.message_file(name))
