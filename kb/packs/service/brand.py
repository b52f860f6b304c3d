"""Changes the name and the picture that stand on every sheet of a pack."""

from dataclasses import replace

from sqlalchemy import delete

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.packs.content import PackContent
from kb.packs.holding import hold, put
from kb.packs.models import Pack, PackLogo
from kb.packs.saving import Place, Saved, save_part
from kb.packs.service.making import put_logo


@use_case(Permission.PACK_EDIT, where_done=True)
def save_brand(who: Actor, pack: Pack, *, made_by: str, alternative: str, opened: int) -> Saved:
    """Save the name, and what the picture shows in words, as far as they were changed since version `opened`."""
    typed = replace(PackContent(""), made_by=made_by, logo_alternative=alternative)

    def part_of(content: PackContent) -> PackContent:
        return replace(PackContent(""), made_by=content.made_by, logo_alternative=content.logo_alternative)

    def put_in(now: PackContent, taken: PackContent) -> PackContent:
        return replace(now, made_by=taken.made_by, logo_alternative=taken.logo_alternative)

    return save_part(who, pack, Place(part_of, put_in, "brand"), typed=typed, opened=opened)


@use_case(Permission.PACK_EDIT)
def save_logo(who: Actor, pack: Pack, *, picture: bytes, kind: str) -> None:
    """Have every sheet show this picture, in place of the one before; `kind` is image/png or image/jpeg."""
    hold(who, Permission.PACK_EDIT, pack)
    put_logo(pack, picture, kind)


@use_case(Permission.PACK_EDIT)
def remove_logo(who: Actor, pack: Pack) -> None:
    """Take the picture away for good, with the words for it."""
    content = hold(who, Permission.PACK_EDIT, pack)
    session.execute(delete(PackLogo).where(PackLogo.pack_id == pack.id))
    put(who, pack, replace(content, logo_alternative=""), "brand")
