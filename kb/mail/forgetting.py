"""What goes from the messages when an account is deleted."""

from sqlalchemy import select, update

from kb.core.db import session
from kb.core.events import AccountDeleted
from kb.mail.models import SENDABLE, Delivery

FAREWELL = "accounts/account-deleted"
"""The message that an account is deleted; its address goes once it is sent."""


def forget(event: AccountDeleted) -> None:
    """Take out the addresses of a user whose account is deleted; what was still to go out to them is cancelled.

    That counts for messages to the same address from before there was an account too. At addresses that the user had
    earlier somebody else may read by now: a message that waits there and names no user goes out.
    """
    earlier = select(Delivery.to).where(Delivery.user_id == event.user_id, Delivery.to != "").distinct()
    addresses = list(session.scalars(earlier))
    theirs = (Delivery.user_id == event.user_id) | (Delivery.to == event.email)
    session.execute(
        update(Delivery).where(theirs, Delivery.state.in_(SENDABLE)).values(state="cancelled", text=None, html=None)
    )
    finished = Delivery.to.in_(addresses) & (Delivery.state != "waiting")
    session.execute(update(Delivery).where(theirs | finished).values(to="", error=None))
