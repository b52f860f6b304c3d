"""What admins do with messages that did not arrive."""

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, NotFound
from kb.mail.models import Delivery
from kb.mail.posting import enqueue_sending
from kb.mail.words import on_one_line, shortened

LONGEST_REASON = 300
"""Characters that are kept of why a message came back."""


@use_case(Permission.WORK_CHANGE)
def send_again(_who: Actor, delivery: Delivery) -> Delivery:
    """Have a message sent at once: one that was given up after many tries, or that waits, also for quiet hours to end.

    Raises Conflict where it was sent, cancelled or refused: its text is not kept then.
    """
    if not delivery.can_be_sent:
        raise Conflict
    delivery.state, delivery.urgent = "waiting", True
    enqueue_sending(delivery)
    return delivery


@use_case(Permission.WORK_CHANGE)
def give_up(_who: Actor, delivery: Delivery) -> Delivery:
    """Never send a message that waits or failed. Its job, if there is one, finds nothing to do. Raises Conflict."""
    if not delivery.can_be_sent:
        raise Conflict
    delivery.cancel()
    return delivery


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
