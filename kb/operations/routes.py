"""Pages for whoever runs the site, and the page that shows how far a long job is."""

from datetime import timedelta

from apiflask import APIBlueprint
from flask import Response, redirect, render_template, stream_with_context, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs, public
from kb.core import job_lists, jobs
from kb.core.db import utc_now
from kb.core.errors import NotFound
from kb.core.job_outputs import File, output
from kb.core.jobs import Job
from kb.operations import service
from kb.web.addresses import NUMBER

blueprint = APIBlueprint("operations", __name__, enable_openapi=False)

REFRESH_EVERY = 3
"""Seconds after which the page of a job that is not finished is asked for again."""
SOON = timedelta(minutes=1)
"""A job that is due later than that is not waited for on its page."""


def job_at(number: int) -> Job:
    """The job that an address names."""
    return job_lists.job(number)


def file_of(job: Job) -> File | None:
    """The file that a job has made, for whoever may still have what is in it."""
    handler = jobs.handlers().get(job.kind)
    file = handler.file if handler and job.state == "done" else None
    return file if file and may(Permission(file.permission), job) else None


@blueprint.get("/health/live")
@public
def live() -> Response:
    """The process answers; says nothing of database or index, so that a slow one is not restarted."""
    response = Response("ok\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get(f"/jobs/{NUMBER}")
@needs(Permission.JOB_READ, job=job_at)
def job(job: Job) -> AnyResponse:
    """How far a job is; the page asks for itself again until it is finished, with or without JavaScript."""
    handler = jobs.handlers().get(job.kind)
    html = render_template(
        "operations/job.html",
        job=job,
        about=handler.about if handler else "",
        file=file_of(job),
        due_later=job.state == "waiting" and job.due_at > utc_now() + SOON,
        repeats=job.key == jobs.EVERY,
        refresh_every=REFRESH_EVERY,
    )
    answer = Response(html)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post(f"/jobs/{NUMBER}/cancel")
@needs(Permission.JOB_CANCEL, job=job_at)
def job_cancel(job: Job) -> AnyResponse:
    """Stop a job."""
    service.cancel(actor(), job)
    return redirect(url_for("operations.job", number=job.id), 303)


@blueprint.post(f"/jobs/{NUMBER}/retry")
@needs(Permission.WORK_CHANGE, job=job_at)
def job_retry(job: Job) -> AnyResponse:
    """Try a job again that was given up."""
    service.retry(actor(), job)
    return redirect(url_for("operations.job", number=job.id), 303)


@blueprint.get(f"/jobs/{NUMBER}/file")
@needs(Permission.JOB_READ, job=job_at)
def job_file(job: Job) -> AnyResponse:
    """What a job made."""
    file = file_of(job)
    if file is None:
        raise NotFound
    answer = Response(stream_with_context(output(job.id)), mimetype=file.type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
