"""The only sender of e-mail: the job that sends one message, to the mail server or into a folder."""

from datetime import timedelta

from kb.core.db import session, transaction, utc_now
from kb.core.errors import Unavailable
from kb.core.jobs import Handler, Task
from kb.core.settings import settings
from kb.mail import folder, transport
from kb.mail.composing import composed
from kb.mail.forgetting import FAREWELL
from kb.mail.models import UNDELIVERED, Delivery
from kb.mail.posting import SEND, due_time, enqueue_sending
from kb.mail.transport import NotTaken, Refused
from kb.mail.upkeep import lapse, prune, settle

ATTEMPTS = 32
"""Tries before a message is left to the admins: with the pauses of `kb.core.leases` about a day."""
SETTLE, PRUNE = "mail.settle", "mail.prune"


def send(task: Task) -> None:
    """Send a message, unless that is done or no longer wanted. Raises Unavailable to be called again later.

    One with a link that has ended is not sent: it would lead nowhere. One that can wait, and whose last try has put it
    into quiet hours, is sent after them.
    """
    number = int(task.key)
    delivery = session.get(Delivery, number)
    if delivery is None or not delivery.is_open:
        return
    if delivery.ended:
        with transaction():
            lapse([number])
        return
    if due_time(delivery) > utc_now():
        with transaction():
            enqueue_sending(delivery)
        return
    try:
        _hand_over(delivery)
    except Refused as refusal:
        _note(number, "bounced", str(refusal))
    except NotTaken as fault:
        _note(number, "failed" if task.is_last else "waiting", str(fault))
        raise Unavailable("the message was not taken") from None
    else:
        _note(number, "sent", None)


def _hand_over(delivery: Delivery) -> None:
    """Give the message away, without a transaction: a slow server must not hold up the database."""
    through = settings().mail
    try:
        message = composed(delivery, through.sender)
    except ValueError:
        raise Refused("This is not an e-mail address.") from None
    name = folder.name_of(delivery)
    session.rollback()
    if through.folder is None:
        transport.send(message, through)
        return
    try:
        folder.write(message, through.folder / name)
    except OSError as fault:
        raise NotTaken(f"The folder for mail cannot be written to: {fault.strerror}") from None


def _note(number: int, state: str, answer: str | None) -> None:
    """Keep how a try ended. A message that was cancelled meanwhile stays so."""
    with transaction():
        delivery = session.get(Delivery, number, with_for_update=True, populate_existing=True)
        if delivery is None:
            return
        delivery.attempts += 1
        if not delivery.is_open:
            return
        delivery.state, delivery.error = state, answer
        if state == "sent":
            delivery.sent_at = utc_now()
        if state in UNDELIVERED:
            delivery.seen_at = None
        if state in {"sent", "bounced"}:
            delivery.text = delivery.html = None
            if delivery.template == FAREWELL:
                delivery.to = ""


HANDLERS = {
    SEND: Handler(send, outside=True, attempts=ATTEMPTS, stoppable=False, about="Send a message"),
    SETTLE: Handler(settle, outside=True, about="Look for messages that nothing sends"),
    PRUNE: Handler(prune, about="Remove the record of old messages"),
}
EVERY = {SETTLE: timedelta(minutes=10), PRUNE: timedelta(days=1)}
