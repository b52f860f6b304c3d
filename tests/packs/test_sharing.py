"""Who sees and edits a pack."""

import pytest

from kb.access.actors import Actor, Permission
from kb.access.policy import allows
from kb.accounts.models.organisation import Organisation
from kb.core.errors import Denied, Invalid, NotFound
from kb.packs.content import LocalSlots
from kb.packs.queries.packs import credit_to, pack_by_slug, packs_for
from kb.packs.service import blocks, making, sharing
from tests.mailbox import messages
from tests.packs.packing import a_pack, edit_together, user_of


def test_a_pack_is_its_owners_alone(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)

    assert not allows(colleague, Permission.PACK_READ, pack)
    with pytest.raises(NotFound):
        blocks.remove_block(colleague, pack, key="welcome")


def test_colleagues_see_a_shared_pack_and_do_not_change_it(colleague: Actor, lead_of_board: Actor) -> None:
    pack = a_pack(colleague)
    (board,) = colleague.memberships

    sharing.share(colleague, pack, organisation_id=board)

    assert [each.slug for each in packs_for(lead_of_board, 1)] == [pack.slug]
    assert allows(lead_of_board, Permission.PACK_WORK_READ, pack)
    with pytest.raises(Denied):
        blocks.remove_block(lead_of_board, pack, key="welcome")


def test_a_pack_is_not_shared_with_an_organisation_that_one_is_not_of(
    colleague: Actor, other_board: Organisation
) -> None:
    with pytest.raises(Invalid):
        sharing.share(colleague, a_pack(colleague), organisation_id=other_board.id)


@pytest.mark.walks("a trainer asks somebody to edit a pack", "member@example.org")
def test_somebody_is_asked_to_edit_a_pack_and_does(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who, title="What nobody else is to read")
    sharing.invite(who, pack, email=" Member@Example.org ")
    assert not allows(colleague, Permission.PACK_READ, pack)
    (message,) = messages("member@example.org")
    assert f"/packs/{pack.slug}/join" in (message.text or "")
    assert "What nobody else" not in f"{message.subject}{message.text}{message.html}"

    sharing.join(colleague, pack.invitations[0])

    blocks.remove_block(colleague, pack, key="welcome")
    assert [block.key for block in pack.now.blocks] == ["discuss"]
    assert pack.invitations == []


def test_an_address_without_an_account_is_asked_in_the_same_words(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    sharing.invite(who, pack, email="member@example.org")
    sharing.invite(who, pack, email="nobody@example.org")

    (known,), (unknown,) = messages("member@example.org"), messages("nobody@example.org")
    assert (known.subject, known.user_id) == (unknown.subject, unknown.user_id)
    assert (known.text or "").replace("member@", "nobody@") == unknown.text


def test_an_invitation_is_for_its_address_alone(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    sharing.invite(who, pack, email="somebody.else@example.org")

    with pytest.raises(NotFound):
        sharing.join(colleague, pack.invitations[0])


@pytest.mark.parametrize("email", ["", "no address", "member@example.org"])
def test_what_is_no_address_or_was_asked_already_is_said_at_the_field(who: Actor, email: str) -> None:
    pack = a_pack(who)
    sharing.invite(who, pack, email="member@example.org")

    with pytest.raises(Invalid) as refusal:
        sharing.invite(who, pack, email=email)
    assert "email" in refusal.value.problems


def test_a_co_editor_does_not_decide_who_else_edits(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)

    with pytest.raises(Denied):
        sharing.invite(colleague, pack, email="third@example.org")
    with pytest.raises(Denied):
        making.remove(colleague, pack)


def test_a_co_editor_is_removed_or_leaves(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)
    sharing.remove_editor(who, pack, user_id=colleague.user_id or 0)
    assert not allows(colleague, Permission.PACK_READ, pack)

    edit_together(who, pack, colleague)
    sharing.leave(colleague, pack)
    assert not allows(colleague, Permission.PACK_READ, pack)


@pytest.mark.walks("a trainer asks somebody to edit a pack", "member@example.org")
@pytest.mark.walks("a trainer hands a pack over", "member@example.org")
def test_a_co_editor_becomes_the_owner_and_the_owner_a_co_editor(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)

    sharing.hand_over(who, pack, user_id=colleague.user_id or 0)

    assert pack.owner_id == colleague.user_id
    assert pack.editor_ids == {who.user_id}


def test_a_pack_is_handed_to_a_co_editor_alone(who: Actor, colleague: Actor) -> None:
    with pytest.raises(Invalid):
        sharing.hand_over(who, a_pack(who), user_id=colleague.user_id or 0)


def test_a_copy_names_what_it_was_copied_from_and_leaves_out_what_is_local(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who, made_by="The team of Northbridge", slots=LocalSlots(contact="Ring 01"))
    edit_together(who, pack, colleague)

    made = making.copy(colleague, pack, content=pack.now, credit=credit_to(pack, pack.now))

    assert made.owner_id == colleague.user_id
    assert made.credit == "Based on “When do we refer?” by The team of Northbridge"
    assert made.now.blocks == pack.now.blocks
    assert (made.now.slots, made.now.made_by) == (LocalSlots(), "")
    again = making.copy(colleague, made, content=made.now, credit=credit_to(made, made.now))
    assert again.credit == "Based on “When do we refer?” (based on “When do we refer?” by The team of Northbridge)"


def test_a_removed_pack_is_gone_and_its_copy_stays(who: Actor) -> None:
    pack = a_pack(who)
    slug = pack.slug
    copy = making.copy(who, pack, content=pack.now, credit="Based on it")

    making.remove(who, pack)

    with pytest.raises(NotFound):
        pack_by_slug(slug)
    assert pack_by_slug(copy.slug).credit == "Based on it"


def test_a_message_goes_to_nobody_whose_account_is_closed(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)
    user_of(colleague).closed_at = user_of(colleague).created_at

    sharing.hand_over(who, pack, user_id=colleague.user_id or 0)

    assert [each.template for each in messages("member@example.org")] == ["packs/invited"]
