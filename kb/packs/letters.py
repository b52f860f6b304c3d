"""The messages that are sent about packs, each with the words its template needs; none to an account that is closed."""

from kb.access.actors import Actor
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.user import User
from kb.core.db import session
from kb.mail.posting import Recipient, post
from kb.packs.models import Pack


def invited(pack: Pack, address: str) -> None:
    """Ask somebody to edit a pack. It reads the same, and costs the same, whether or not the address has an account.

    The title is not in it: what somebody typed reaches nobody by mail before they have said who they are.
    """
    post(
        Recipient(address),
        "packs/invited",
        inviter=pack.owner.name if pack.owner else "",
        link=page_at(f"/packs/{pack.slug}/join"),
    )


def handed_over(pack: Pack, who: Actor) -> None:
    """Tell somebody whose a pack is now."""
    before = session.get(User, who.user_id) if who.user_id else None
    if pack.owner is not None and pack.owner.open:
        post(
            recipient_of(pack.owner),
            "packs/handed-over",
            title=pack.title,
            before=before.name if before else "",
            link=page_at(f"/packs/{pack.slug}"),
        )
