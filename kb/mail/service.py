"""What admins do with messages that did not arrive."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core import job_steps
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, NotFound
from kb.mail.models import Delivery
from kb.mail.posting import SEND
from kb.mail.words import on_one_line, shortened

LONGEST_REASON = 300
"""Characters that are kept of why a message came back."""
MOST_AT_ONCE = 500
"""Messages that one press of a button changes: nobody else can write meanwhile on a small install."""


@use_case(Permission.WORK_CHANGE)
def send_again(_who: Actor, delivery: Delivery) -> Delivery:
    """Have a message sent at once: one that was given up after many tries, or that waits, also for quiet hours to end.

    A job that failed at it is what sends it. Raises Conflict where it was sent, cancelled or refused, because its text
    is not kept then, and where the link in it has ended.
    """
    if not delivery.can_be_sent:
        raise Conflict
    delivery.state, delivery.urgent, delivery.seen_at = "waiting", True, None
    job_steps.redo(SEND, str(delivery.id))
    return delivery


@use_case(Permission.WORK_CHANGE, where_done=True)
def send_all_again(who: Actor, numbers: Sequence[int]) -> int:
    """Have these messages sent at once, as far as they can be; returns how many. Each is entered in the trail."""
    return _each(who, numbers, send_again)


@use_case(Permission.WORK_CHANGE)
def give_up(_who: Actor, delivery: Delivery) -> Delivery:
    """Never send a message that waits or failed; its job goes with it. Raises Conflict."""
    if not delivery.is_open:
        raise Conflict
    delivery.cancel()
    job_steps.drop(SEND, str(delivery.id))
    return delivery


@use_case(Permission.WORK_CHANGE)
def mark_seen(_who: Actor, delivery: Delivery) -> Delivery:
    """Note that an admin knows that a message did not arrive. Raises Conflict where it did, or that is noted."""
    if not delivery.needs_attention:
        raise Conflict
    delivery.seen_at = utc_now()
    job_steps.note_failures(SEND, str(delivery.id))
    return delivery


@use_case(Permission.WORK_CHANGE, where_done=True)
def mark_all_seen(who: Actor, numbers: Sequence[int]) -> int:
    """Note that of these messages, as far as they did not arrive; returns of how many. Each is entered in the trail."""
    return _each(who, numbers, mark_seen)


def _each(who: Actor, numbers: Sequence[int], verb: Callable[[Actor, Delivery], Delivery]) -> int:
    wanted = select(Delivery).where(Delivery.id.in_(numbers)).order_by(Delivery.id).with_for_update()
    done = 0
    for delivery in session.scalars(wanted.execution_options(populate_existing=True)).all():
        with suppress(Conflict):
            verb(who, delivery)
            done += 1
    return done


@use_case(Permission.WORK_CHANGE)
def note_bounce(_who: Actor, message_id: str, *, reason: str) -> Delivery:
    """Note that a sent message came back by mail later; `message_id` is its header, with or without the brackets.

    Raises NotFound where there is none, Conflict where it was not sent.
    """
    named = f"<{message_id.strip().strip('<>')}>"
    delivery = session.scalar(select(Delivery).where(Delivery.message_id == named))
    if delivery is None:
        raise NotFound
    if delivery.state not in {"sent", "bounced"}:
        raise Conflict
    if delivery.state == "sent":  # the first reason stays
        delivery.state, delivery.error = "bounced", shortened(on_one_line(reason), LONGEST_REASON)
    return delivery
