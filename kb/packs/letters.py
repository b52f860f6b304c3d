"""The messages that are sent about packs, each with the words its template needs; none to an account that is closed."""

from collections.abc import Sequence

from kb.access.actors import Actor
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.user import User
from kb.core.db import session
from kb.mail.posting import Recipient, post
from kb.packs.models import Pack, PackPublication


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


def published(publication: PackPublication) -> None:
    """Tell the owner that a pack is public now, and name it: everybody sees it."""
    for owner in _owner_of(publication.pack):
        link = page_at(f"/packs/{publication.pack.slug}/session")
        post(recipient_of(owner), "packs/published", title=publication.said.title, link=link)


def sent_back(publication: PackPublication) -> None:
    """Tell the owner that a pack is not made public as it is; which one and why stands on its page."""
    for owner in _owner_of(publication.pack):
        post(recipient_of(owner), "packs/sent-back", link=page_at(f"/packs/{publication.pack.slug}/publish"))


def taken_down(publication: PackPublication) -> None:
    """Tell the owner that a pack is not public any more, likewise."""
    for owner in _owner_of(publication.pack):
        post(recipient_of(owner), "packs/taken-down", link=page_at(f"/packs/{publication.pack.slug}/publish"))


def lessons_changed(owner: User, packs: Sequence[Pack]) -> None:
    """Tell an owner that lessons in packs have changed. No lesson is named: it may be hidden before this is read."""
    named = [(pack.title, page_at(f"/packs/{pack.slug}/changes")) for pack in packs]
    post(recipient_of(owner), "packs/lessons-changed", packs=named)


def _owner_of(pack: Pack) -> Sequence[User]:
    """Its owner, if there is one whose account is open."""
    return [pack.owner] if pack.owner is not None and pack.owner.open else []
