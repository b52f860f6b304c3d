"""Packs that are public, or to be, for tests."""

from typing import Any

from kb.access.actors import Actor
from kb.core import db
from kb.packs.models import Pack, PackPublication
from kb.packs.service import publicity
from tests.packs.packing import a_pack


def asked_for(who: Actor, pack: Pack, **reasons: str) -> PackPublication:
    """Have its owner ask that a pack be public."""
    return publicity.ask(who, pack, version=pack.version, reasons=reasons, cleared=True)


def a_public_pack(who: Actor, editor: Actor, **fields: Any) -> Pack:
    """A pack that is public as it is."""
    pack = a_pack(who, **fields)
    publicity.publish(editor, asked_for(who, pack))
    return pack


def states(pack: Pack) -> list[str]:
    """The states of the texts of a pack that were to be public, the first one first."""
    db.session.expire_all()
    found = db.session.query(PackPublication).filter_by(pack_id=pack.id).order_by(PackPublication.id)
    return [each.state for each in found]
