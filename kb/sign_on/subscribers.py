"""What follows here from changes elsewhere."""

from sqlalchemy import delete

from kb.core.db import session
from kb.core.events import AccountDeleted
from kb.sign_on.models import ExternalIdentity


def forget_deleted(event: AccountDeleted) -> None:
    """Of a deleted account nothing says any more who signed in to it."""
    session.execute(delete(ExternalIdentity).where(ExternalIdentity.user_id == event.user_id))
