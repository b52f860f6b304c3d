"""Who sees and edits a pack: colleagues of an organisation, co-editors, another owner."""

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.addresses import folded
from kb.accounts.models.user import Membership, User
from kb.core.db import session
from kb.core.errors import Invalid, NotFound
from kb.packs import letters
from kb.packs.holding import hold
from kb.packs.made_files import forget_lost
from kb.packs.models import Pack, PackEditor, PackInvitation

MOST_EDITORS = 20


@use_case(Permission.PACK_MANAGE)
def share(who: Actor, pack: Pack, *, organisation_id: int | None) -> None:
    """Let the members of one's organisation see it, or nobody (None). Raises Invalid for another organisation."""
    hold(who, Permission.PACK_MANAGE, pack)
    if organisation_id is not None and organisation_id not in who.memberships:
        raise Invalid(organisation="Choose an organisation that you belong to")
    pack.organisation_id = organisation_id
    forget_lost(pack)


@use_case(Permission.PACK_MANAGE)
def invite(who: Actor, pack: Pack, *, email: str) -> None:
    """Ask the owner of an address to edit it, too; nothing tells whether the address has an account.

    Raises Invalid for what is no address, for one that was asked already, and where there are many.
    """
    hold(who, Permission.PACK_MANAGE, pack)
    address = folded(email)
    if any(each.email == address for each in pack.invitations):
        raise Invalid(email="This person was asked already. Take that back to ask once more")
    if len(pack.editors) + len(pack.invitations) >= MOST_EDITORS:
        raise Invalid(email=f"A pack can have {MOST_EDITORS} co-editors. Remove one first")
    pack.invitations.append(PackInvitation(email=address, invited_by_id=who.user_id))
    letters.invited(pack, address)


@use_case(Permission.PACK_MANAGE)
def take_back(who: Actor, pack: Pack, *, email: str) -> None:
    """Take an invitation back."""
    hold(who, Permission.PACK_MANAGE, pack)
    pack.invitations[:] = [each for each in pack.invitations if each.email != email]


@use_case(Permission.PACK_MAKE)
def join(who: Actor, invitation: PackInvitation) -> Pack:
    """Become an editor of the pack that one was invited to. Raises NotFound for somebody else's invitation."""
    user = session.get_one(User, who.user_id)
    if user.email != invitation.email:
        raise NotFound
    pack = invitation.pack
    if user.id != pack.owner_id and user.id not in pack.editor_ids:
        pack.editors.append(PackEditor(user_id=user.id))
    pack.invitations.remove(invitation)
    return pack


@use_case(Permission.PACK_MANAGE)
def remove_editor(who: Actor, pack: Pack, *, user_id: int) -> None:
    """Let somebody edit it no longer."""
    hold(who, Permission.PACK_MANAGE, pack)
    pack.editors[:] = [editor for editor in pack.editors if editor.user_id != user_id]
    forget_lost(pack)


@use_case(Permission.PACK_EDIT)
def leave(who: Actor, pack: Pack) -> None:
    """Stop editing somebody else's pack. Raises Invalid for its owner."""
    hold(who, Permission.PACK_EDIT, pack)
    if who.user_id == pack.owner_id:
        raise Invalid(email="It is your pack: hand it over first")
    pack.editors[:] = [editor for editor in pack.editors if editor.user_id != who.user_id]
    forget_lost(pack)


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
    if pack.organisation_id is not None and not _belongs(user_id, pack.organisation_id):
        pack.organisation_id = None  # it is shared within the organisation of its owner
    forget_lost(pack)
    letters.handed_over(pack, who)


def _belongs(user_id: int, organisation_id: int) -> bool:
    of_both = Membership.user_id == user_id, Membership.organisation_id == organisation_id
    return session.scalar(select(Membership.id).where(*of_both)) is not None
