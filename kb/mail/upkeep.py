"""What keeps the messages in order: ones that lost their job are found again, old ones are removed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, String, cast, delete, func, select
from sqlalchemy.orm import aliased

from kb.core.db import session
from kb.core.jobs import Job
from kb.mail.models import Delivery
from kb.mail.posting import SEND, enqueue_sending


def settle(_task: Any = None) -> None:
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


def prune(before: datetime) -> int:
    """Remove messages from before this moment that wait for nothing any more; how many."""
    result = session.execute(delete(Delivery).where(Delivery.made_at < before, Delivery.state != "waiting"))
    assert isinstance(result, CursorResult)  # noqa: S101 - what deleting gives
    return result.rowcount
