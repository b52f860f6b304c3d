"""Pages on which people come to edit a pack, hand it over, and see how it stands with making it public."""

from kb.access.actors import Actor
from kb.core import db
from kb.packs.service import publicity, sharing
from tests.packs.packing import a_pack, edit_together, user_of
from tests.packs.public import a_public_pack, asked_for
from tests.packs.taking import held, some_lesson
from tests.pages import Person

NOT_ASKED = "This link does not work for you"


def test_a_link_to_edit_a_pack_leads_who_edits_it_already_to_the_pack(
    who: Actor, colleague: Actor, member: Person
) -> None:
    pack = a_pack(who)
    sharing.invite(who, pack, email=user_of(colleague).email or "")
    db.session.commit()

    joined = member.get("packs.join", slug=pack.slug).submit("Edit it together")
    again = member.get("packs.join", slug=pack.slug)

    assert joined.heading == again.heading == "When do we refer?"
    assert "You can edit this pack now." in joined.text


def test_a_link_to_edit_a_pack_says_the_same_to_others_as_if_there_were_no_pack(
    who: Actor, colleague: Actor, user: Person, member: Person, other_contributor: Person
) -> None:
    pack = a_pack(colleague)
    sharing.share(colleague, pack, organisation_id=next(iter(colleague.memberships)))
    sharing.invite(colleague, pack, email="somebody@example.org")
    db.session.commit()

    answers = [other_contributor.get("packs.join", slug=slug) for slug in (pack.slug, "none-there")]
    shared = user.get("packs.join", slug=pack.slug)

    assert [(page.status, page.heading) for page in (*answers, shared)] == [(404, NOT_ASKED)] * 3
    assert answers[0].soup.select_one("main") == answers[1].soup.select_one("main")
    assert "sign in with that one" in shared.text


def test_who_hands_a_pack_to_somebody_outside_is_told_that_colleagues_do_not_see_it(
    lead_of_board: Actor, lead: Person, who: Actor
) -> None:
    pack = a_pack(lead_of_board)
    sharing.share(lead_of_board, pack, organisation_id=next(iter(lead_of_board.memberships)))
    edit_together(lead_of_board, pack, who)
    db.session.commit()

    page = lead.get("packs.hand_over", slug=pack.slug)
    done = page.submit("Hand over", user=str(who.user_id))

    assert "its members no longer see the pack" in page.text
    assert "Members of your organisation no longer see it." in done.text


def test_who_hands_a_pack_to_a_colleague_is_not(lead_of_board: Actor, lead: Person, colleague: Actor) -> None:
    pack = a_pack(lead_of_board)
    sharing.share(lead_of_board, pack, organisation_id=next(iter(lead_of_board.memberships)))
    edit_together(lead_of_board, pack, colleague)
    db.session.commit()

    done = lead.get("packs.hand_over", slug=pack.slug).submit("Hand over", user=str(colleague.user_id))

    assert "The pack has a new owner." in done.text
    assert "no longer see it" not in done.text


def test_the_page_of_a_pack_tells_its_owner_how_it_stands_with_making_it_public(
    who: Actor, user: Person, colleague: Actor, member: Person, editor_actor: Actor
) -> None:
    pack = a_pack(who)
    edit_together(who, pack, colleague)
    asked = asked_for(who, pack)
    db.session.commit()

    waits = user.get("packs.show", slug=pack.slug)
    publicity.send_back(editor_actor, asked, reason="Say for whom it is.")
    back = user.get("packs.show", slug=pack.slug)

    assert "An editor will read it" in waits.text
    assert "An editor sent it back" in back.text
    assert "Say for whom it is." in back.follow("See why").text
    assert "An editor" not in member.get("packs.show", slug=pack.slug).text


def test_readers_are_not_asked_to_choose_what_a_public_pack_does_not_have(
    who: Actor, user: Person, reader: Person, editor_actor: Actor
) -> None:
    pack = a_public_pack(who, editor_actor, lessons=(held(some_lesson()),))
    db.session.commit()

    theirs, own = (person.get("packs.take", slug=pack.slug) for person in (reader, user))

    assert "Choose quiz questions" in own.text
    assert "Choose quiz questions" not in theirs.text
    assert theirs.soup.select_one("#briefing")
    assert not theirs.soup.select_one("#quiz")
