"""Writing messages: a row for each, in the transaction of what it tells about; sending them is a job."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from kb.core.db import session, utc_now
from kb.core.jobs import enqueue
from kb.core.settings import settings
from kb.mail.models import Delivery
from kb.mail.quiet_hours import after_quiet_hours
from kb.mail.rendering import rendered

SEND = "mail.send"
"""Kind of the job that sends one message; its key is the number of the row."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message goes to."""

    address: str
    user_id: int | None = None


def post(
    to: Recipient, template: str, *, urgent: bool = False, good_until: datetime | None = None, **words: Any
) -> Delivery:
    """Have a message sent, in the current transaction. `template` is such as "accounts/reset".

    `urgent`: somebody is waiting for it, so that it goes out in quiet hours too. `good_until`: when the link in it
    ends, or whatever else it says; it is not sent after that. The same statements are made for every recipient, so
    that the time an answer takes tells nothing about an address.
    """
    message = rendered(template, **words)
    delivery = Delivery(
        message_id=make_msgid(domain=urlsplit(settings().site_url).hostname),
        template=template,
        user_id=to.user_id,
        to=to.address,
        subject=message.subject,
        text=message.text,
        html=message.html,
        urgent=urgent,
        good_until=good_until,
    )
    session.add(delivery)
    session.flush()
    enqueue_sending(delivery)
    return delivery


def enqueue_sending(delivery: Delivery) -> None:
    """Have a waiting message sent: now, or after quiet hours if it can wait."""
    enqueue(SEND, str(delivery.id), due=due_time(delivery))


def due_time(delivery: Delivery) -> datetime:
    """When a message that waits may go out: at once, or after quiet hours if it can wait."""
    now = utc_now()
    return now if delivery.urgent else after_quiet_hours(now)
