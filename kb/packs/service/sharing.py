"""Who sees and edits a pack: colleagues of an organisation, co-editors, another owner."""

from sqlalchemy import func, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.errors import Invalid
from kb.packs.holding import hold
from kb.packs.models import Pack, PackEditor

MOST_EDITORS = 20


@use_case(Permission.PACK_MANAGE)
def share(who: Actor, pack: Pack, *, organisation_id: int | None) -> None:
    """Let the members of one's organisation see it, or nobody (None). Raises Invalid for another organisation."""
    hold(who, Permission.PACK_MANAGE, pack)
    if organisation_id is not None and organisation_id not in who.memberships:
        raise Invalid(organisation="Choose an organisation that you belong to")
    pack.organisation_id = organisation_id


@use_case(Permission.PACK_MANAGE)
def add_editor(who: Actor, pack: Pack, *, user: User) -> None:
    """Let somebody edit it. Raises Invalid for the owner, for somebody who does already, and where there are many."""
    hold(who, Permission.PACK_MANAGE, pack)
    if user.id == pack.owner_id or user.id in pack.editor_ids:
        raise Invalid(email="This person edits the pack already")
    if session.scalar(select(func.count()).where(PackEditor.pack_id == pack.id)) == MOST_EDITORS:
        raise Invalid(email=f"A pack can have {MOST_EDITORS} co-editors. Remove one first")
    pack.editors.append(PackEditor(user_id=user.id))


@use_case(Permission.PACK_MANAGE)
def remove_editor(who: Actor, pack: Pack, *, user_id: int) -> None:
    """Let somebody edit it no longer."""
    hold(who, Permission.PACK_MANAGE, pack)
    pack.editors[:] = [editor for editor in pack.editors if editor.user_id != user_id]


@use_case(Permission.PACK_EDIT)
def leave(who: Actor, pack: Pack) -> None:
    """Stop editing somebody else's pack. Raises Invalid for its owner."""
    hold(who, Permission.PACK_EDIT, pack)
    if who.user_id == pack.owner_id:
        raise Invalid(email="It is your pack: hand it over first")
    pack.editors[:] = [editor for editor in pack.editors if editor.user_id != who.user_id]


@use_case(Permission.PACK_MANAGE)
def hand_over(who: Actor, pack: Pack, *, user_id: int) -> None:
    """Make one of its co-editors the owner; who was that edits it from now on. Raises Invalid for anybody else."""
    hold(who, Permission.PACK_MANAGE, pack)
    if user_id not in pack.editor_ids:
        raise Invalid(user="Choose somebody who edits the pack")
    pack.editors[:] = [editor for editor in pack.editors if editor.user_id != user_id]
    if pack.owner_id is not None:
        pack.editors.append(PackEditor(user_id=pack.owner_id))
    pack.owner_id = user_id
