"""What keeps the messages in order: ones that lost their job are found again, old ones are removed."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core import job_steps
from kb.core.db import session, transaction
from kb.core.jobs import Job, Task
from kb.core.options import kept_from
from kb.mail.models import SENDABLE, Delivery, has_ended
from kb.mail.posting import SEND, enqueue_sending

BATCH = 100
"""Messages that are looked at and changed at a time."""


def settle(task: Task) -> None:
    """Give each waiting message without a job to do a new one: its row is the truth. Those that ended lapse.

    Where the last job was given up or cancelled, the message is too: a process that died while it sent could not
    say so. Each batch is a transaction of its own, so that nobody else has to wait; all of it may be repeated.
    """
    for numbers in _batches(Delivery.state.in_(SENDABLE), has_ended()):
        task.progress(0)
        with transaction():
            lapse(numbers)
    for numbers in _batches(Delivery.state == "waiting"):
        lost = _without_open_job(numbers)
        if lost:
            task.progress(0)
            with transaction():
                _follow_jobs(lost)


def _batches(*conditions: ColumnElement[bool]) -> Iterator[list[int]]:
    """Numbers of messages, some at a time."""
    after = 0
    while numbers := _numbers(Delivery.id > after, *conditions):
        yield numbers
        after = numbers[-1]


def _numbers(*conditions: ColumnElement[bool]) -> list[int]:
    return list(session.scalars(select(Delivery.id).where(*conditions).order_by(Delivery.id).limit(BATCH)))


def _without_open_job(numbers: Collection[int]) -> list[int]:
    keys = map(str, numbers)
    found = session.scalars(select(Job.key).where(Job.kind == SEND, Job.key.in_(keys), Job.finished_at.is_(None)))
    return sorted({*numbers} - {int(key) for key in found})


def _follow_jobs(numbers: Collection[int]) -> None:
    """Do with messages what their last jobs came to, where these are still waiting and still without an open one."""
    waiting = select(Delivery).where(Delivery.id.in_(numbers), Delivery.state == "waiting").order_by(Delivery.id)
    rows = {row.id: row for row in session.scalars(waiting.with_for_update().execution_options(populate_existing=True))}
    keys = [str(number) for number in _without_open_job(rows)]
    jobs = session.execute(select(Job.key, Job.state).where(Job.kind == SEND, Job.key.in_(keys)).order_by(Job.id))
    last: dict[str, str] = {key: state for key, state in jobs}
    for key in keys:
        delivery, ended = rows[int(key)], last.get(key)
        if ended == "failed":
            delivery.state = "failed"
            delivery.error = delivery.error or "It was tried many times, and each time the process ended."
        elif ended == "cancelled":
            delivery.cancel()
        else:
            enqueue_sending(delivery)


def lapse(numbers: Collection[int]) -> None:
    """Take messages that ended back, in the current transaction; what went out meanwhile stays as it is."""
    ended = select(Delivery).where(Delivery.id.in_(numbers), Delivery.state.in_(SENDABLE), has_ended())
    for delivery in session.scalars(ended.order_by(Delivery.id).with_for_update()).all():
        delivery.cancel("lapsed")
        job_steps.drop(SEND, str(delivery.id))


def prune(_task: Task) -> None:
    """Remove old messages that wait for nothing any more."""
    remove_old_messages(SITE, None, before=kept_from())


@use_case(Permission.UPKEEP)
def remove_old_messages(_who: Actor, _nothing: None, *, before: datetime) -> None:
    """Remove messages from before this moment that wait for nothing any more."""
    session.execute(delete(Delivery).where(Delivery.made_at < before, Delivery.state != "waiting"))
