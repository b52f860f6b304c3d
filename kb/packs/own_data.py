"""What is kept here of somebody's training packs, for the copy of one's own data."""

from typing import Any

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.packs.models import Pack, PackEditor, PackPublication, PackVersion


def own_data(user: User) -> dict[str, Any]:
    """Packs of one's own with all that they say, those that one edits, and what one saved or decided in others."""
    own = select(Pack).where(Pack.owner_id == user.id).order_by(Pack.id)
    edited = select(Pack.title, PackEditor.since).join(Pack).where(PackEditor.user_id == user.id)
    saved = select(Pack.slug, PackVersion.number, PackVersion.what, PackVersion.saved_at).join(
        Pack, Pack.id == PackVersion.pack_id
    )
    decided = select(PackPublication).where(PackPublication.decided_by_id == user.id).order_by(PackPublication.id)
    return {
        "training_packs": [_pack(each) for each in session.scalars(own)],
        "training_packs_edited": [{"title": title, "since": since} for title, since in session.execute(edited)],
        "versions_of_training_packs": [
            {"pack": slug, "version": number, "what": what, "at": at}
            for slug, number, what, at in session.execute(
                saved.where(PackVersion.saved_by_id == user.id).order_by(PackVersion.id)
            )
        ],
        "training_packs_decided_about": [
            {"pack": each.pack.slug, "state": each.state, "reason": each.reason, "at": each.decided_at}
            for each in session.scalars(decided)
        ],
    }


def _pack(pack: Pack) -> dict[str, Any]:
    asked = select(PackPublication).where(PackPublication.pack_id == pack.id).order_by(PackPublication.id)
    return {
        "address": pack.slug,
        "content": pack.content,
        "version": pack.version,
        "begun_at": pack.created_at,
        "changed_at": pack.changed_at,
        "shared_with": pack.organisation.name if pack.organisation else None,
        "invited": [each.email for each in pack.invitations],
        "asked_to_be_public": [
            {"at": each.asked_at, "state": each.state, "reasons": each.reasons} for each in session.scalars(asked)
        ],
    }
