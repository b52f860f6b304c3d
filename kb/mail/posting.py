"""Writing messages: a row for each, in the transaction of what it tells about; sending them is a job."""

from dataclasses import dataclass
from email.utils import make_msgid
from typing import Any

from kb.core.db import session
from kb.core.jobs import enqueue
from kb.mail.models import Delivery
from kb.mail.rendering import rendered

SEND = "mail.send"
"""Kind of the job that sends one message; its key is the number of the row."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message goes to."""

    address: str
    user_id: int | None = None


def post(to: Recipient, template: str, *, urgent: bool = False, **words: Any) -> Delivery:
    """Have a message sent, in the current transaction. `template` is such as "accounts/reset".

    `urgent`: somebody is waiting for it, so that it goes out in quiet hours too.
    """
    message = rendered(template, **words)
    delivery = Delivery(
        message_id=make_msgid(domain="lessonbank.invalid"),
        template=template,
        user_id=to.user_id,
        to=to.address,
        subject=message.subject,
        text=message.text,
        html=message.html,
        urgent=urgent,
    )
    session.add(delivery)
    session.flush()
    enqueue(SEND, str(delivery.id))
    return delivery
