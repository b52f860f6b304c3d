"""Finished jobs are removed at night."""

from datetime import timedelta

import time_machine
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.core import db, jobs
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from kb.core.jobs import EVERY, Job, Task, enqueue
from kb.operations.upkeep import PRUNE, prune


def test_jobs_that_were_finished_long_ago_are_removed_and_the_trail_says_so(app: APIFlask) -> None:
    with transaction():
        enqueue("waits", "1")
        old = enqueue("old", "1")
        old.state, old.finished_at = "done", utc_now()

    for days, left in ((80, 2), (100, 1)):
        with time_machine.travel(utc_now() + timedelta(days=days)):
            prune(Task(1, PRUNE, EVERY))
        assert db.session.scalar(select(func.count()).select_from(Job)) == left

    entries = db.session.execute(select(AuditEvent.actor_kind, AuditEvent.verb).order_by(AuditEvent.id))
    assert [tuple(entry) for entry in entries] == [("site", "upkeep.remove_old_jobs")] * 2


def test_every_kind_of_upkeep_is_done_each_night() -> None:
    nightly = {kind for kind in jobs.handlers() if kind.endswith(".prune")}
    ours = {"accounts.prune", "editorial.prune", "importing.prune", "mail.prune", "members.prune", "packs.prune", PRUNE}
    assert nightly == ours
