"""The message that is sent about sessions that were held; none to an account that is closed."""

from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.core.clock import long_date
from kb.held_sessions.models import HeldSession
from kb.mail.posting import post


def to_follow_up(held: HeldSession) -> bool:
    """Tell the owner of the pack that it is time for the follow-up form; False where there is nobody to tell."""
    owner = held.pack.owner
    if owner is None or not owner.open:
        return False
    post(
        recipient_of(owner),
        "held_sessions/follow-up",
        title=held.pack.title,
        held_on=long_date(held.held_on),
        form=page_at("/training/forms/follow-up"),
        link=page_at(f"/packs/{held.pack.slug}/sessions/{held.id}"),
    )
    return True
