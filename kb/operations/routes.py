"""Pages for whoever runs the site, and the page that shows how far a long job is."""

from apiflask import APIBlueprint
from flask import Response, redirect, render_template, stream_with_context, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.core import job_lists, jobs
from kb.core.errors import NotFound
from kb.core.jobs import Job
from kb.operations import service

blueprint = APIBlueprint("operations", __name__, enable_openapi=False)

REFRESH_EVERY = 3
"""Seconds after which the page of a job that is not finished is asked for again."""
FILES = {"audit.export": ("audit-trail.csv", "text/csv")}
"""For kinds of jobs that make a file: its name and type."""


def job_at(number: int) -> Job:
    """The job that an address names."""
    return job_lists.job(number)


@blueprint.get("/health/live")
@public
def live() -> Response:
    """The process answers; says nothing of database or index, so that a slow one is not restarted."""
    response = Response("ok\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/jobs/<int(max=2147483647):number>")
@needs(Permission.JOB_READ, job=job_at)
def job(job: Job) -> AnyResponse:
    """How far a job is; the page asks for itself again until it is finished, with or without JavaScript."""
    file = FILES.get(job.kind) if job.state == "done" else None
    answer = Response(render_template("operations/job.html", job=job, file=file, refresh_every=REFRESH_EVERY))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/jobs/<int(max=2147483647):number>/cancel")
@needs(Permission.JOB_CANCEL, job=job_at)
def job_cancel(job: Job) -> AnyResponse:
    """Stop a job."""
    service.cancel(actor(), job)
    return redirect(url_for("operations.job", number=job.id), 303)


@blueprint.get("/jobs/<int(max=2147483647):number>/file")
@needs(Permission.JOB_READ, job=job_at)
def job_file(job: Job) -> AnyResponse:
    """What a job made."""
    if job.state != "done" or job.kind not in FILES:
        raise NotFound
    name, kind = FILES[job.kind]
    answer = Response(stream_with_context(jobs.output(job.id)), mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
