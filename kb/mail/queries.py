"""Reads of the messages that went out, or have still to."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.mail.models import STATES, Delivery


def deliveries(state: str, page: int) -> Page[Delivery]:
    """A page of the messages in this state; the newest first, and without their texts."""
    without_texts = (defer(Delivery.text, raiseload=True), defer(Delivery.html, raiseload=True))
    newest = select(Delivery).where(Delivery.state == state).options(*without_texts).order_by(Delivery.id.desc())
    total = session.scalar(select(func.count()).where(Delivery.state == state)) or 0
    return page_of(page, total, lambda offset, limit: session.scalars(newest.offset(offset).limit(limit)).all())


def counts() -> dict[str, int]:
    """How many messages there are in each state, none left out."""
    found = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
    return dict.fromkeys(STATES, 0) | {state: number for state, number in found}


def delivery_by_number(number: int) -> Delivery:
    """A message. Raises NotFound."""
    found = session.get(Delivery, number)
    if found is None:
        raise NotFound
    return found


def own_messages(user_id: int) -> dict[str, Any]:
    """What this package holds of a user, for the file of their own data."""
    rows = session.execute(
        select(Delivery.made_at, Delivery.to, Delivery.subject, Delivery.state)
        .where(Delivery.user_id == user_id)
        .order_by(Delivery.id)
    )
    return {
        "messages": [
            {"written": made_at, "to": to, "subject": subject, "state": state} for made_at, to, subject, state in rows
        ]
    }
