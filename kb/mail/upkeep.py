"""What keeps the messages in order: ones that lost their job are found again, old ones are removed."""

from datetime import datetime

from sqlalchemy import String, cast, delete, func, select
from sqlalchemy.orm import aliased

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.jobs import Job, Task
from kb.core.options import kept_from
from kb.mail.models import Delivery
from kb.mail.posting import SEND, enqueue_sending


def settle(_task: Task) -> None:
    """Give each waiting message without a job to do a new one, in the current transaction: its row is the truth.

    Where the last job was given up or cancelled, the message is too: a process that died while it sent could not
    say so.
    """
    of_it = aliased(Job)
    last = (
        select(func.max(of_it.id))
        .where(of_it.kind == SEND, of_it.key == cast(Delivery.id, String))
        .correlate(Delivery)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Delivery, Job.state)
        .outerjoin(Job, Job.id == last)
        .where(Delivery.state == "waiting", Job.id.is_(None) | Job.finished_at.is_not(None))
    )
    for delivery, ended in rows.all():
        if ended == "failed":
            delivery.state = "failed"
            delivery.error = delivery.error or "It was tried many times, and each time the process ended."
        elif ended == "cancelled":
            delivery.cancel()
        else:
            enqueue_sending(delivery)


def prune(_task: Task) -> None:
    """Remove old messages that wait for nothing any more."""
    remove_old(SITE, None, before=kept_from())


@use_case(Permission.UPKEEP)
def remove_old(_who: Actor, _nothing: None, *, before: datetime) -> None:
    """Remove messages from before this moment that wait for nothing any more."""
    session.execute(delete(Delivery).where(Delivery.made_at < before, Delivery.state != "waiting"))
