"""Pages for whoever runs the site, and the page that shows how far a long job is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from apiflask import APIBlueprint
from flask import Response, flash, redirect, render_template, request, stream_with_context, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs, public
from kb.access.known import LOGGED_READING
from kb.access.use_case import note_reading
from kb.core import job_lists, job_steps, jobs
from kb.core.db import utc_now
from kb.core.errors import NotFound
from kb.core.job_lists import JobFilter
from kb.core.job_outputs import File, has_output, output
from kb.core.jobs import Job
from kb.operations import service
from kb.web.addresses import NUMBER, words_asked
from kb.web.paging import requested_page

blueprint = APIBlueprint("operations", __name__, enable_openapi=False)

REFRESH_EVERY = 3
"""Seconds after which the page of a job that is not finished is asked for again."""
SOON = timedelta(minutes=1)
"""A job that is due later than that is not waited for on its page."""


def job_at(number: int) -> Job:
    """The job that an address names."""
    return job_lists.job(number)


def file_of(job: Job) -> File | None:
    """The file that a job has made, for whoever may still have what is in it; None once it was removed, too."""
    handler = jobs.handlers().get(job.kind)
    file = handler.file if handler and job.state == "done" else None
    theirs = file is not None and may(Permission(file.permission), job) and file.may_have(actor(), job.payload)
    return file.of(job.payload) if file and theirs and has_output(job.id) else None


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
    file = file_of(job)
    html = render_template(
        "operations/job.html",
        job=job,
        about=handler.about if handler else "",
        known=handler is not None,
        stoppable=job_steps.stoppable(job),
        file=file,
        file_gone=file is None and handler is not None and handler.file is not None,
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
    return _back(job, "The job is tried again.")


@blueprint.post(f"/jobs/{NUMBER}/seen")
@needs(Permission.WORK_CHANGE, job=job_at)
def job_seen(job: Job) -> AnyResponse:
    """Note that a job failed."""
    service.mark_seen(actor(), job)
    return _back(job, "The failure is marked as seen.")


def _back(job: Job, done: str) -> AnyResponse:
    """To the list from which a button was pressed, on the same page of it, or else to the job."""
    if "state" not in request.args:
        return redirect(url_for("operations.job", number=job.id), 303)
    flash(done)
    return redirect(url_for("admin.jobs", **_address_of(_chosen()), page=requested_page()), 303)


@blueprint.route("/jobs/all/<any(retry, seen):act>", methods=["GET", "POST"])
@needs(Permission.WORK_CHANGE)
def jobs_at_once(act: str) -> str | AnyResponse:
    """Ask first, then try all failed jobs of a filter again, or note that they failed."""
    chosen = _chosen()
    address = _address_of(chosen)
    wanted = replace(chosen, unseen=True) if act == "seen" else chosen
    total, numbers = job_lists.failures(wanted, service.MOST_AT_ONCE)
    if not numbers:  # somebody was faster
        return redirect(url_for("admin.jobs", **address), 303)
    if request.method == "GET":
        handler = jobs.handlers().get(chosen.kind)
        about = (handler.about if handler else "") or chosen.kind
        return render_template(
            "operations/jobs_at_once.html",
            act=act, total=total, number=len(numbers), about=about, unseen=chosen.unseen, address=address,
        )  # fmt: skip
    acted = service.retry_all if act == "retry" else service.mark_all_seen
    done = acted(actor(), numbers)
    not_done = len(numbers) - done
    words = f"{done:,} {'job is' if done == 1 else 'jobs are'} {'tried again' if act == 'retry' else 'marked as seen'}."
    flash(f"{words} {not_done:,} were not: the same waits already." if not_done and act == "retry" else words)
    return redirect(url_for("admin.jobs", **address), 303)


def _chosen() -> JobFilter:
    """The failed jobs that the address asks for."""
    return JobFilter("failed", words_asked("kind"), unseen=request.args.get("seen") == "no")


def _address_of(chosen: JobFilter) -> dict[str, Any]:
    seen = "no" if chosen.unseen else ""
    given = {"state": chosen.state, "kind": chosen.kind, "seen": seen}
    return {name: value for name, value in given.items() if value}


@blueprint.get(f"/jobs/{NUMBER}/file")
@needs(Permission.JOB_READ, job=job_at)
def job_file(job: Job) -> AnyResponse:
    """What a job made."""
    file = file_of(job)
    if file is None:
        raise NotFound
    if file.permission in LOGGED_READING:
        note_reading(actor(), Permission(file.permission), job, verb="operations.job_file")
    answer = Response(stream_with_context(output(job.id)), mimetype=file.type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
