"""What becomes of packs when something happens to lessons, themes, people or organisations."""

from dataclasses import replace

from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db, events
from kb.core.db import transaction
from kb.core.events import AccountDeleted, LessonExpunged, MemberRemoved, OrganisationMerged, ThemeMerged
from kb.lessons.models.vocabulary import Theme
from kb.packs.content import Block, LessonUse
from kb.packs.models import Pack, PackItem, PackVersion
from kb.packs.service import lessons, sharing
from tests.packs.packing import a_lesson, a_pack, user_of


def tell(event: events.Event) -> None:
    with transaction():
        events.publish(event)
    db.session.expire_all()


def test_of_a_lesson_that_is_removed_for_good_no_text_of_a_pack_holds_a_word(who: Actor) -> None:
    gone, stays = a_lesson(), a_lesson()
    uses = (LessonUse(gone.lesson_id, ("found",), "Our words about it"), LessonUse(stays.lesson_id, ("found",)))
    pack = a_pack(who, lessons=(gone, stays), blocks=(Block("tell", 30, "Tell", lessons=uses),))
    lessons.remove_lesson(who, pack, lesson_id=gone.lesson_id)

    tell(LessonExpunged(gone.lesson_id))

    texts = [pack.now, *(version.said for version in db.session.scalars(select(PackVersion)))]
    assert len(texts) == 3
    for text in texts:
        assert [each.lesson_id for each in text.lessons] == [stays.lesson_id]
        assert [use.lesson_id for use in text.blocks[0].lessons] == [stays.lesson_id]


def test_a_lesson_whose_number_only_begins_alike_stays(who: Actor) -> None:
    stays = a_lesson()
    pack = a_pack(who, lessons=(stays,))

    tell(LessonExpunged(int(str(stays.lesson_id)[:-1] or "0")))

    assert pack.now.lessons == (stays,)


def test_a_theme_that_goes_into_another_is_the_other_in_each_pack_once(who: Actor) -> None:
    gone, into = db.session.scalars(select(Theme).where(Theme.broader_id.is_not(None)).limit(2)).all()
    part = Block("check", 30, "Check", fill="self-check", theme_id=gone.id)
    pack = a_pack(who, theme_ids=(gone.id, into.id), blocks=(part,))

    tell(ThemeMerged(gone.id, into.id))

    assert pack.now.theme_ids == (into.id,)
    assert pack.now.blocks == (replace(part, theme_id=into.id),)


def test_packs_shared_within_an_organisation_move_with_it(colleague: Actor, other_board: Organisation) -> None:
    pack = a_pack(colleague)
    (board,) = colleague.memberships
    sharing.share(colleague, pack, organisation_id=board)

    tell(OrganisationMerged(board, other_board.id))

    assert pack.organisation_id == other_board.id


def test_who_leaves_an_organisation_leaves_what_they_shared_to_the_successor(colleague: Actor, who: Actor) -> None:
    pack, private = a_pack(colleague), a_pack(colleague)
    (board,) = colleague.memberships
    sharing.share(colleague, pack, organisation_id=board)

    tell(MemberRemoved(colleague.user_id or 0, board, who.user_id))

    assert (pack.owner_id, private.owner_id) == (who.user_id, colleague.user_id)


def test_without_a_successor_a_pack_is_its_owners_and_shared_with_nobody(colleague: Actor) -> None:
    pack = a_pack(colleague)
    (board,) = colleague.memberships
    sharing.share(colleague, pack, organisation_id=board)

    tell(MemberRemoved(colleague.user_id or 0, board, None))

    assert (pack.owner_id, pack.organisation_id) == (colleague.user_id, None)


def test_private_packs_go_with_the_account_and_a_co_editor_takes_over_the_others(who: Actor, colleague: Actor) -> None:
    private, edited = a_pack(who, title="Mine"), a_pack(who, title="Ours")
    sharing.invite(who, edited, email=user_of(colleague).email or "")
    sharing.join(colleague, edited.invitations[0])

    tell(AccountDeleted(who.user_id or 0, "user@example.org"))

    assert [(pack.title, pack.owner_id) for pack in db.session.scalars(select(Pack))] == [("Ours", colleague.user_id)]
    assert private not in db.session
    assert edited.editors == []


def test_the_lessons_of_a_pack_are_found_by_their_number(who: Actor) -> None:
    first, second = a_lesson(), a_lesson()
    pack = a_pack(who, lessons=(first,))

    lessons.add_lessons(who, pack, lesson_ids=[second.lesson_id, first.lesson_id])

    found = db.session.execute(select(PackItem.lesson_id, PackItem.revision_id).where(PackItem.pack_id == pack.id))
    assert set(found) == {(first.lesson_id, first.revision_id), (second.lesson_id, second.revision_id)}
