"""Work that waits or went wrong: jobs and mail."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.admin.routes.blueprint import blueprint
from kb.admin.service import work as service
from kb.core import job_lists
from kb.core.errors import NotFound
from kb.core.jobs import Job
from kb.core.settings import settings
from kb.mail import folder, queries
from kb.mail import service as mail_service
from kb.mail.models import STATES as MAIL_STATES
from kb.mail.models import Delivery
from kb.web.paging import requested_page

JOB_STATES = ("waiting", "running", "overdue", "failed", "done", "cancelled")


@blueprint.get("/admin/jobs")
@needs(Permission.WORK_READ)
def jobs() -> str:
    """Jobs of one state."""
    state = request.args.get("state", "waiting")
    if state not in JOB_STATES:
        state = "waiting"
    page = job_lists.jobs(state, requested_page())
    return render_template("admin/jobs.html", page=page, state=state, states=JOB_STATES, counts=job_lists.counts())


@blueprint.post("/admin/jobs/<int(max=2147483647):number>/retry")
@needs(Permission.WORK_CHANGE, job=lambda number: job_lists.job(number))
def job_retry(job: Job) -> Response:
    """Try a job again that was given up."""
    service.retry(actor(), job)
    flash("The job is on the list again.")
    return redirect(url_for("admin.jobs", state="waiting"), 303)


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
        has_files=settings().mail.folder is not None,
    )


@blueprint.post("/admin/mail/<int(max=2147483647):number>/send-again")
@needs(Permission.WORK_CHANGE, delivery=queries.delivery_by_number)
def mail_send_again(delivery: Delivery) -> Response:
    """Send a message again that was given up."""
    mail_service.send_again(actor(), delivery)
    flash("The message will be sent again.")
    return redirect(url_for("admin.mail", state="waiting"), 303)


@blueprint.route("/admin/mail/<int(max=2147483647):number>/give-up", methods=["GET", "POST"])
@needs(Permission.WORK_CHANGE, delivery=queries.delivery_by_number)
def mail_give_up(delivery: Delivery) -> str | Response:
    """Do not send a message any more; asks first, because its text is not kept."""
    if request.method == "GET":
        return render_template("admin/mail_give_up.html", delivery=delivery)
    mail_service.give_up(actor(), delivery)
    flash("The message will not be sent.")
    return redirect(url_for("admin.mail", state="cancelled"), 303)


@blueprint.get("/admin/mail/files")
@needs(Permission.WORK_READ)
def mail_files() -> str:
    """Messages that became files, because there is no mail server."""
    if settings().mail.folder is None:
        raise NotFound
    return render_template("admin/mail_files.html", page=folder.message_files(requested_page()))


@blueprint.get("/admin/mail/files/<name>")
@needs(Permission.WORK_READ)
def mail_file(name: str) -> str:
    """One of them."""
    return render_template("admin/mail_file.html", message=folder.message_file(name))
