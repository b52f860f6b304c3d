"""Jobs that wait or went wrong. What can be done with them has its pages in `kb.operations`."""

from dataclasses import replace
from datetime import timedelta

from flask import render_template, request

from kb.access.actors import Permission
from kb.access.guard import needs
from kb.admin.queries.mail import messages_of
from kb.admin.routes.blueprint import blueprint
from kb.core import job_lists, job_steps
from kb.core.job_lists import STATES, JobFilter
from kb.core.jobs import handlers
from kb.web.paging import requested_page


@blueprint.get("/admin/jobs")
@needs(Permission.WORK_READ)
def jobs() -> str:
    """Jobs of one state."""
    about = {kind: handler.about or kind for kind, handler in handlers().items()}
    state, kind = request.args.get("state", ""), request.args.get("kind", "")
    state, kind = state if state in STATES else "waiting", kind if kind in about else ""
    chosen = JobFilter(state, kind, unseen=state == "failed" and request.args.get("seen") == "no")
    page = job_lists.jobs(chosen, requested_page())
    failed = state == "failed"
    failures = job_lists.failures(chosen, 0)[0] if failed else 0
    unseen = job_lists.failures(replace(chosen, unseen=True), 0)[0] if failed else 0
    return render_template(
        "admin/jobs.html",
        page=page,
        chosen=chosen,
        states=STATES,
        counts=job_lists.counts(kind),
        overdue_minutes=job_lists.OVERDUE_AFTER // timedelta(minutes=1),
        about=about,
        kinds=sorted(about.items(), key=lambda pair: pair[1]),
        messages=messages_of(page),
        stoppable=job_steps.stoppable,
        failures=failures,
        unseen=unseen,
        address={"state": state, **({"kind": kind} if kind else {}), **({"seen": "no"} if chosen.unseen else {})},
    )
