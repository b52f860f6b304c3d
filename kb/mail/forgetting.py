"""What goes from the messages when an account is deleted."""

from sqlalchemy import select, update

from kb.core.db import session
from kb.core.events import AccountDeleted
from kb.mail.models import SENDABLE, Delivery


def forget(event: AccountDeleted) -> None:
    """Take out the addresses of a user whose account is deleted; what was still to go out to them is cancelled.

    That counts for messages to the same addresses from before there was an account too, once they are sent or given
    up. One that waits and names no user goes out: it may tell about the deletion, or invite somebody anew.
    """
    theirs = Delivery.user_id == event.user_id
    addresses = list(session.scalars(select(Delivery.to).where(theirs, Delivery.to != "").distinct()))
    session.execute(
        update(Delivery).where(theirs, Delivery.state.in_(SENDABLE)).values(state="cancelled", text=None, html=None)
    )
    finished = Delivery.to.in_(addresses) & (Delivery.state != "waiting")
    session.execute(update(Delivery).where(theirs | finished).values(to="", error=None))
