"""What becomes of packs when something happens to lessons, themes, people or organisations."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import String, cast, delete, select, update

from kb.core.db import session
from kb.core.events import (
    AccountClosed,
    AccountDeleted,
    LessonExpunged,
    LessonWithdrawn,
    MemberRemoved,
    OrganisationMerged,
    ThemeMerged,
)
from kb.packs.content import PackContent, content_of, kept
from kb.packs.made_files import forget_closed, forget_lost, forget_of, forget_with
from kb.packs.models import Pack, PackInvitation, PackPublication, PackVersion
from kb.packs.removing import without

Change = Callable[[PackContent], PackContent]


def forget_withdrawn(event: LessonWithdrawn) -> None:
    """No file that was made keeps a lesson that nobody may read any more."""
    forget_with(event.lesson_id)


def forget_lesson(event: LessonExpunged) -> None:
    """No text of a pack, present or past, names the lesson any more, nor holds a trainer's words about it."""
    _rewrite(f'%"lesson_id": {event.lesson_id}%', lambda content: without(content, event.lesson_id))


def move_theme(event: ThemeMerged) -> None:
    """Packs about the theme are about the other, each once."""

    def moved(content: PackContent) -> PackContent:
        themes = tuple(dict.fromkeys(_now(event, number) for number in content.theme_ids))
        blocks = tuple(
            replace(block, theme_id=_now(event, block.theme_id)) if block.theme_id else block
            for block in content.blocks
        )
        return replace(content, theme_ids=themes, blocks=blocks)

    _rewrite(f"%theme_id%{event.theme_id}%", moved)


def _now(event: ThemeMerged, theme_id: int) -> int:
    return event.into_id if theme_id == event.theme_id else theme_id


def move(event: OrganisationMerged) -> None:
    """What was shared within the organisation is shared within the one that stays."""
    shared = update(Pack).where(Pack.organisation_id == event.organisation_id)
    session.execute(shared.values(organisation_id=event.into_id))


def hand_over(event: MemberRemoved) -> None:
    """Packs that somebody shared within the organisation go to the successor; without one they stay, unshared.

    Files that were made for those who do not see these packs any more go.
    """
    owned = select(Pack).where(Pack.owner_id == event.user_id, Pack.organisation_id == event.organisation_id)
    for pack in session.scalars(owned).all():
        if event.successor_id is None:
            pack.organisation_id = None
        else:
            pack.owner_id = event.successor_id
        forget_lost(pack)
    forget_of(event.user_id)


def forget_files(event: AccountClosed | AccountDeleted) -> None:
    """Files that were made for whoever has no account now go."""
    forget_closed(event.user_id)


def forget_person(event: AccountDeleted) -> None:
    """Their private packs go, and invitations to their address; what others edit or see stays, without an owner."""
    session.execute(delete(PackInvitation).where(PackInvitation.email == event.email))
    owned = select(Pack).where(Pack.owner_id == event.user_id)
    for pack in session.scalars(owned).all():
        heir = next((editor.user_id for editor in pack.editors), None)
        if heir is not None:
            pack.editors[:] = [editor for editor in pack.editors if editor.user_id != heir]
            pack.owner_id = heir
        elif pack.is_shared or pack.is_published:
            pack.owner_id = None
        else:
            session.delete(pack)
        forget_lost(pack)
    session.flush()


def _rewrite(like: str, change: Change) -> None:
    """Change every text of every pack that looks as if it held something; nobody's version number changes by that."""
    rows: list[Pack | PackVersion | PackPublication] = []
    for table in (Pack, PackVersion, PackPublication):
        rows += session.scalars(select(table).where(cast(table.content, String).like(like)))
    for row in rows:
        before = content_of(row.content)
        after = change(before)
        if after != before:
            row.content = kept(after)
    session.flush()
