"""Packs for tests, and people who make them."""

from typing import Any

from kb.access.actors import Actor
from kb.accounts.models.user import User
from kb.core import db
from kb.packs.content import Block, PackContent, PackLesson
from kb.packs.models import Pack
from kb.packs.service import making, sharing
from tests import factories


def user_of(who: Actor) -> User:
    """The row of somebody."""
    found = db.session.get(User, who.user_id)
    assert found
    return found


def a_lesson(**fields: Any) -> PackLesson:
    """A published lesson, as a pack holds it."""
    made = factories.lesson(**fields)
    db.session.flush()
    assert made.live_revision
    return PackLesson(made.id, made.live_revision.id)


def a_pack(who: Actor, **fields: Any) -> Pack:
    """A pack with two parts; what it says is what matters to the test."""
    said = {
        "title": "When do we refer?",
        "minutes": 30,
        "blocks": (Block("welcome", 10, "Welcome"), Block("discuss", 20, "What would we do?")),
        **fields,
    }
    return making.begin(who, None, content=PackContent(**said))


def edit_together(who: Actor, pack: Pack, other: Actor) -> None:
    """Have somebody else edit it, too."""
    sharing.invite(who, pack, email=user_of(other).email or "")
    sharing.join(other, pack.invitations[0])
