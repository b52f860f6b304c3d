"""Reads of the messages that went out, or have still to."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import defer

from kb.core.db import session
from kb.core.errors import NotFound
from kb.mail.models import STATES, UNDELIVERED, Delivery

WITHOUT_TEXTS = (defer(Delivery.text, raiseload=True), defer(Delivery.html, raiseload=True))
"""For lists: texts may hold links that open doors."""


def delivery_by_number(number: int) -> Delivery:
    """A message. Raises NotFound."""
    found = session.get(Delivery, number)
    if found is None:
        raise NotFound
    return found


def sent_to(user_id: int | None, address: str | None) -> ColumnElement[bool]:
    """Messages to a user, at any address, and to this address from before there was an account."""
    return or_(Delivery.user_id == user_id, Delivery.to == address)


def counts(*conditions: ColumnElement[bool]) -> dict[str, int]:
    """How many of these messages there are in each state, none left out."""
    found = session.execute(select(Delivery.state, func.count()).where(*conditions).group_by(Delivery.state))
    return dict.fromkeys(STATES, 0) | {state: number for state, number in found}


def last_undelivered(*conditions: ColumnElement[bool]) -> Delivery | None:
    """The newest of these messages that did not arrive."""
    found = select(Delivery).where(Delivery.state.in_(UNDELIVERED), *conditions).order_by(Delivery.id.desc()).limit(1)
    return session.scalar(found.options(*WITHOUT_TEXTS))


def bounce_at(address: str) -> Delivery | None:
    """The message that came back from an address, unless a later one was taken there."""
    ended = select(Delivery).where(Delivery.to == address, Delivery.state.in_(("sent", "bounced")))
    last = session.scalar(ended.order_by(Delivery.id.desc()).limit(1).options(*WITHOUT_TEXTS))
    return last if last is not None and last.state == "bounced" else None


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
