"""A pack is made public by its owner and an editor together, and never with words that point at a child."""

from dataclasses import replace

import pytest

from kb.access.actors import Actor, Permission
from kb.access.policy import allows
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.packs.content import Block, LocalSlots
from kb.packs.models import Pack
from kb.packs.queries.packs import published_packs, seen_by
from kb.packs.queries.publications import (
    logo_of,
    number_waiting_for,
    organisations_around,
    public_packs,
    public_packs_on,
    waiting_for,
    waiting_of,
)
from kb.packs.service import brand, making, parts, publicity, sharing
from kb.packs.standing import standing_of
from tests.mailbox import messages
from tests.packs.packing import a_pack, edit_together, user_of
from tests.packs.public import a_public_pack, asked_for, states

NAMED = "Nine-year-old Kayleigh Smith told her teacher."
PLACE = "They met at Millbrook Surgery."


def retitle(who: Actor, pack: Pack, title: str) -> None:
    parts.save_fields(who, pack, typed={"title": title}, opened=pack.version, what="about")


def digest_in(pack: Pack) -> str:
    """Of the first passage about which the check asks."""
    return standing_of(pack.now, pack.credit, {}, organisations_around(pack)).asked[0].digest


# --- asking


def test_what_is_asked_for_is_frozen_without_what_is_local_and_edits_go_on(who: Actor) -> None:
    pack = a_pack(who, slots=LocalSlots(contact="Ring the duty team"), when_where="12 May, town hall")

    asked = asked_for(who, pack)
    retitle(who, pack, "Another title")

    assert asked.said == replace(pack.now, title="When do we refer?", slots=LocalSlots(), when_where="")
    assert "town hall" not in str(asked.content)
    assert asked.state == "asked"
    assert pack.now.slots.contact == "Ring the duty team"


def test_what_is_local_is_not_shown_even_where_it_was_frozen(who: Actor, editor_actor: Actor) -> None:
    public = a_public_pack(who, editor_actor).published
    assert public
    public.content = {**public.content, "when_where": "12 May, town hall"}

    assert public.said.when_where == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": NAMED},
        {"blocks": (Block("a", 5, "Welcome", trainer_notes=NAMED),)},
        {"blocks": ()},
        {"blocks": (Block("a", None, "Welcome"),)},
    ],
)
def test_a_pack_is_not_asked_for_while_something_in_it_must_be_changed(who: Actor, fields: dict[str, object]) -> None:
    pack = a_pack(who, **fields)

    with pytest.raises(publicity.NotFit):
        asked_for(who, pack)
    assert states(pack) == []


def test_a_passage_stays_for_a_reason_alone_and_the_reason_is_kept(who: Actor) -> None:
    pack = a_pack(who, summary=PLACE)
    digest = digest_in(pack)

    with pytest.raises(Invalid) as refusal:
        asked_for(who, pack)
    assert set(refusal.value.problems) == {f"reason_{digest}"}

    made = publicity.ask(who, pack, version=1, reasons={digest: "It is no real place"}, cleared=True)
    assert made.reasons == {digest: "It is no real place"}


def test_a_reason_that_names_somebody_is_refused(who: Actor) -> None:
    pack = a_pack(who, summary=PLACE)
    digest = digest_in(pack)

    with pytest.raises(Invalid) as refusal:
        publicity.ask(who, pack, version=1, reasons={digest: "Kayleigh Smith was treated there"}, cleared=True)
    assert "Kayleigh" in refusal.value.problems[f"reason_{digest}"]


def test_nothing_is_asked_for_unless_all_of_it_may_be_shared(who: Actor) -> None:
    with pytest.raises(Invalid) as refusal:
        publicity.ask(who, a_pack(who), version=1, reasons={}, cleared=False)
    assert set(refusal.value.problems) == {"cleared"}


def test_a_text_that_its_owner_has_not_looked_at_is_not_asked_for(who: Actor) -> None:
    pack = a_pack(who)
    retitle(who, pack, "Another title")

    with pytest.raises(Conflict):
        publicity.ask(who, pack, version=1, reasons={}, cleared=True)


def test_a_pack_waits_once(who: Actor) -> None:
    pack = a_pack(who)
    asked_for(who, pack)

    with pytest.raises(Conflict):
        asked_for(who, pack)


def test_its_owner_takes_the_request_back(who: Actor, editor_actor: Actor) -> None:
    pack = a_pack(who)
    asked = asked_for(who, pack)

    publicity.withdraw(who, pack)

    assert states(pack) == ["withdrawn"]
    with pytest.raises(Conflict):
        publicity.publish(editor_actor, asked)
    with pytest.raises(Conflict):
        publicity.withdraw(who, pack)


def test_a_co_editor_does_not_ask(who: Actor, colleague: Actor) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)

    with pytest.raises(Denied):
        asked_for(colleague, pack)


# --- deciding


@pytest.mark.walks("an editor makes a pack public", "user@example.org")
def test_an_editor_publishes_a_pack_and_its_owner_is_told(who: Actor, editor_actor: Actor) -> None:
    pack = a_public_pack(who, editor_actor, title="When do we refer?")

    assert states(pack) == ["published"]
    assert [each.said.title for each in published_packs(1)] == ["When do we refer?"]
    (message,) = messages("user@example.org")
    assert f"/packs/{pack.slug}/session" in (message.text or "")


def test_nobody_decides_about_a_pack_that_they_made_or_edit(who: Actor, editor_actor: Actor) -> None:
    own = a_pack(editor_actor)
    edited = a_pack(who)
    sharing.invite(who, edited, email=user_of(editor_actor).email or "")
    sharing.join(editor_actor, edited.invitations[0])

    for maker, pack in ((editor_actor, own), (who, edited)):
        with pytest.raises(Denied):
            publicity.publish(editor_actor, asked_for(maker, pack))
    assert waiting_for(editor_actor, 1).items == []
    assert number_waiting_for(editor_actor) == 0


def test_somebody_who_is_no_editor_finds_nothing_that_waits(who: Actor, colleague: Actor) -> None:
    asked = asked_for(who, a_pack(who))

    with pytest.raises(NotFound):
        publicity.publish(colleague, asked)


@pytest.mark.walks("an editor sends a pack back", "user@example.org")
def test_a_pack_is_sent_back_with_a_reason_that_its_owner_reads(who: Actor, editor_actor: Actor) -> None:
    pack = a_pack(who, title="What nobody else is to read")
    asked = asked_for(who, pack)
    with pytest.raises(Invalid):
        publicity.send_back(editor_actor, asked, reason=" ")

    publicity.send_back(editor_actor, asked, reason="Say what the exercise is for.")

    assert (states(pack), asked.reason) == (["returned"], "Say what the exercise is for.")
    (message,) = messages("user@example.org")
    assert "nobody else" not in f"{message.subject}{message.text}{message.html}"
    assert f"/packs/{pack.slug}/publish" in (message.text or "")


def test_what_the_check_finds_only_now_stops_publication(who: Actor, editor_actor: Actor) -> None:
    pack = a_pack(who)
    asked = asked_for(who, pack)
    asked.content = {**asked.content, "summary": NAMED}  # as if the rules had not known it when it was asked for

    with pytest.raises(publicity.NotFit):
        publicity.publish(editor_actor, asked)
    assert states(pack) == ["asked"]


def test_a_newer_text_takes_the_place_of_the_one_before(who: Actor, editor_actor: Actor) -> None:
    pack = a_public_pack(who, editor_actor)
    with pytest.raises(publicity.NotFit):
        asked_for(who, pack)  # it says nothing else
    retitle(who, pack, "A newer title")
    asked = asked_for(who, pack)
    assert [each.said.title for each in published_packs(1)] == ["When do we refer?"]

    publicity.publish(editor_actor, asked)

    assert states(pack) == ["superseded", "published"]
    assert [each.said.title for each in published_packs(1)] == ["A newer title"]


def test_of_two_editors_the_second_changes_nothing(who: Actor, editor_actor: Actor) -> None:
    pack = a_pack(who)
    asked = asked_for(who, pack)
    publicity.publish(editor_actor, asked)

    with pytest.raises(Conflict):
        publicity.publish(editor_actor, asked)
    with pytest.raises(Conflict):
        publicity.send_back(editor_actor, asked, reason="Too long")


# --- what is public, and taking it back


def test_everybody_sees_what_was_published_and_not_what_is_worked_on(
    who: Actor, colleague: Actor, editor_actor: Actor
) -> None:
    pack = a_public_pack(who, editor_actor)
    retitle(who, pack, "What is worked on")

    assert allows(colleague, Permission.PACK_READ, pack)
    assert seen_by(colleague, pack).title == "When do we refer?"
    assert seen_by(who, pack).title == "What is worked on"


def test_the_picture_that_is_public_is_the_one_that_was_read(who: Actor, editor_actor: Actor) -> None:
    pack = a_pack(who, logo_alternative="Logo of our team")
    brand.save_logo(who, pack, picture=b"the first", kind="image/png")
    asked = asked_for(who, pack)
    brand.save_logo(who, pack, picture=b"the second", kind="image/png")

    publicity.publish(editor_actor, asked)

    logo = logo_of(asked)
    assert logo is not None
    assert logo.content == b"the first"
    assert asked_for(who, pack).number == asked.number  # another picture is something else to read


def test_its_owner_makes_it_private_again_at_once(who: Actor, colleague: Actor, editor_actor: Actor) -> None:
    pack = a_public_pack(who, editor_actor)
    retitle(who, pack, "A newer title")
    asked_for(who, pack)

    publicity.make_private(who, pack)

    assert states(pack) == ["withdrawn", "withdrawn"]
    assert not allows(colleague, Permission.PACK_READ, pack)
    assert waiting_of(pack) is None
    with pytest.raises(Conflict):
        publicity.make_private(who, pack)


@pytest.mark.walks("an editor makes a pack public", "user@example.org")
@pytest.mark.walks("an editor takes a public pack down", "user@example.org")
def test_an_editor_takes_a_public_pack_down_at_once(who: Actor, colleague: Actor, editor_actor: Actor) -> None:
    pack = a_public_pack(who, editor_actor)
    assert pack.published is not None

    publicity.take_down(editor_actor, pack.published, reason="A board asks for it.")

    assert states(pack) == ["withdrawn"]
    assert not allows(colleague, Permission.PACK_READ, pack)


def test_public_packs_are_found_by_theme_until_they_are_removed(who: Actor, editor_actor: Actor) -> None:
    pack = a_public_pack(who, editor_actor, theme_ids=(3,))
    assert [each.slug for each in public_packs_on({3, 4})] == [pack.slug]
    assert public_packs_on({4}) == []

    making.remove(who, pack)

    assert public_packs() == ()


def test_nobody_is_told_whose_account_is_closed(who: Actor, editor_actor: Actor) -> None:
    pack = a_pack(who)
    asked = asked_for(who, pack)
    user_of(who).closed_at = user_of(who).created_at

    publicity.publish(editor_actor, asked)

    assert messages("user@example.org") == []
