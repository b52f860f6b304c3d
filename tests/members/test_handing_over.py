"""Somebody leads no more: who leads instead, and what becomes of open invitations and of drafts."""

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.audit import AuditEvent
from kb.members.service import memberships as service
from tests.mailbox import link_in, messages
from tests.members.inviting import belongs, chosen, draft_of, invited, path_to, role_of
from tests.pages import Page, Person


def number_of(person: Person, board: Organisation) -> int:
    """Number of a person's membership."""
    found = select(Membership.id).where(Membership.user_id == person.user.id, Membership.organisation_id == board.id)
    return db.session.scalars(found).one()


def another(lead: Person, board: Organisation, role: str = "lead", **fields: str) -> Person:
    """Somebody else of the board, as an inviter; not signed in."""
    person = Person(lead.app)
    person.user = belongs(board, role, **fields).user
    return person


def open_now(reader: Person, email: str) -> bool:
    """Whether the newest invitation to an address can be used."""
    return reader.open(path_to(email)).heading.startswith("Join")


# --- one step


@pytest.mark.walks("a lead or admin invites somebody", ["one@example.org", "two@example.org"])
@pytest.mark.walks("a lead hands over", "heir@example.org")
def test_a_lead_hands_over_in_one_step(lead: Person, reader: Person, board: Organisation) -> None:
    heir = belongs(board, "member", name="Heir Apparent", email="heir@example.org").user
    invited(lead, board, "one@example.org")
    invited(lead, board, "two@example.org")

    page = lead.get("members.show", slug=board.slug).follow("Hand over from A lead to somebody else")
    assert "2 open invitations that you have sent stay" in page.text
    done = page.submit("Hand over", to=str(heir.id), role="contributor")

    assert done.heading == "Your account"
    assert f"Heir Apparent leads {board.name} now. You are contributor." in done.text
    assert f"2 open invitations stay: the leads of {board.name} answer for them now." in done.text
    assert (role_of(heir, board), role_of(lead.user, board)) == ("lead", "contributor")
    assert open_now(reader, "one@example.org")
    assert open_now(reader, "two@example.org")
    (message,) = messages("heir@example.org")
    assert message.template == "members/handed-over"
    assert "2 open invitations" in (message.text or "")
    assert link_in(message) == f"/organisations/{board.slug}/members"
    assert messages("lead@example.org") == [], "nobody is told what they have just done"


def test_the_trail_says_who_leads_now_and_what_the_lead_before_is(lead: Person, board: Organisation) -> None:
    heir, number = belongs(board, "contributor").user, number_of(lead, board)

    page = lead.get("members.hand_over", slug=board.slug, number=number)
    page.submit("Hand over", to=str(heir.id), role="member")

    entry = db.session.scalars(select(AuditEvent).where(AuditEvent.permission == "MEMBER_CHANGE")).one()
    assert (entry.verb, entry.choice) == ("memberships.hand_over", "member")
    assert (entry.thing_kind, entry.thing_id) == ("membership", number)
    assert (entry.result_kind, entry.result_id) == ("user_account", heir.id)


@pytest.mark.parametrize(("role", "goes"), [("contributor", False), ("member", True)])
def test_drafts_go_to_the_new_lead_where_the_one_before_can_no_longer_write(
    lead: Person, board: Organisation, role: str, goes: bool
) -> None:
    heir, draft = belongs(board, "member").user, draft_of(lead.user, board)

    page = lead.get("members.hand_over", slug=board.slug, number=number_of(lead, board))
    page.submit("Hand over", to=str(heir.id), role=role)

    db.session.refresh(draft)
    assert draft.holder_id == (heir.id if goes else lead.user.id)


def hand_over_of(who: Person, board: Organisation) -> Page:
    """Somebody hands over for a lead who has gone."""
    gone = belongs(board, "lead", name="Long Gone", email="gone@example.org")
    heir = belongs(board, "contributor", name="Heir Apparent", email="heir@example.org")
    page = who.get("members.hand_over", slug=board.slug, number=gone.id)
    done = page.submit("Hand over", to=str(heir.user_id), role="member")
    assert (role_of(heir.user, board), role_of(gone.user, board)) == ("lead", "member")
    return done


@pytest.mark.walks(
    "a lead hands over for another lead", {"the new lead": "heir@example.org", "the lead before": "gone@example.org"}
)
def test_another_lead_hands_over_for_somebody(lead: Person, board: Organisation) -> None:
    assert "Heir Apparent is lead now, and Long Gone member." in hand_over_of(lead, board).text


@pytest.mark.walks(
    "an admin hands over for a lead",
    {"the new lead": "heir@example.org", "the lead before": "gone@example.org", "the other leads": "lead@example.org"},
)
def test_an_admin_hands_over_for_somebody(admin: Person, lead: Person, board: Organisation) -> None:
    assert hand_over_of(admin, board).heading == f"People of {board.name}"


def test_it_takes_somebody_who_belongs_there_and_can_sign_in(
    lead: Person, board: Organisation, other_contributor: Person
) -> None:
    closed = belongs(board, "contributor", name="Closed Account", closed_at=db.utc_now())
    number = number_of(lead, board)
    assert "Nobody else who could take over" in lead.get("members.hand_over", slug=board.slug, number=number).text
    belongs(board, "member", name="Twin Sister", email="twin-1@example.org")
    belongs(board, "member", name="Twin Sister", email="twin-2@example.org")

    page = lead.get("members.hand_over", slug=board.slug, number=number)

    assert page.rows("select[name=to] option") == [
        "Choose a person",
        "Twin Sister (twin-1@example.org), member",
        "Twin Sister (twin-2@example.org), member",
    ]
    for nobody in ("", str(closed.user_id), str(other_contributor.user.id), str(lead.user.id), "x"):
        assert page.submit("Hand over", to=nobody, role="member").errors
    assert role_of(lead.user, board) == "lead"


def test_a_second_click_finds_that_it_is_done(lead: Person, admin: Person, board: Organisation) -> None:
    gone, heir = belongs(board, "lead"), belongs(board, "member")
    page = admin.get("members.hand_over", slug=board.slug, number=gone.id)

    answers = [page.submit("Hand over", to=str(heir.user_id), role="contributor") for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert answers[1].heading == f"Change the role of {gone.user.name}"


def test_the_only_lead_is_led_to_handing_over(lead: Person, board: Organisation) -> None:
    page = lead.get("members.leave", slug=board.slug)

    assert page.follow("Hand over to somebody else first").heading == f"Hand over {board.name}"


# --- open invitations


def steps(lead: Person, board: Organisation, other: Membership) -> dict[str, Page]:
    """The pages on which another lead ends somebody's part as lead."""
    return {
        "Remove": lead.get("members.remove", slug=board.slug, number=other.id),
        "Change": lead.get("members.change_role", slug=board.slug, number=other.id),
    }


@pytest.mark.parametrize("button", ["Remove", "Change"])
def test_invitations_of_a_lead_who_goes_stay_with_the_other_leads(
    lead: Person, reader: Person, board: Organisation, button: str
) -> None:
    other = another(lead, board)
    invited(other, board, "one@example.org")
    invited(other, board, "two@example.org")
    invited(lead, board, "not-theirs@example.org")
    page = steps(lead, board, other.user.memberships[0])[button]

    assert page.rows("#sent h2") == ["2 open invitations that they have sent"]
    assert page.rows("#sent li") == ["one@example.org", "two@example.org"]
    done = page.submit(button, role="member", successor="")

    assert f"2 open invitations stay: the leads of {board.name} answer for them now." in done.text
    assert open_now(reader, "one@example.org")
    assert open_now(reader, "not-theirs@example.org")
    assert f"{other.user.name}" in done.rows("#invitations ~ table tbody tr")[2], "who asked stays on record"


def test_who_steps_back_or_leaves_reads_that_they_stay(lead: Person, reader: Person, board: Organisation) -> None:
    other = another(lead, board)
    invited(lead, board, "one@example.org")

    page = lead.get("members.change_role", slug=board.slug, number=number_of(lead, board))
    said = "1 open invitation that you have sent stays: the other leads"
    assert said in page.text
    assert said in lead.get("members.leave", slug=board.slug).text
    assert not page.soup.select("input[name=invitations]")
    done = page.submit("Change my role", role="member", successor=str(other.user.id), invitations="withdraw")

    assert "1 open invitation stays" in done.text, "whoever goes does not decide it"
    assert open_now(reader, "one@example.org")
    left = lead.get("members.leave", slug=board.slug).submit("Leave", successor="")
    assert left.status == 200
    assert open_now(reader, "one@example.org")


@pytest.mark.parametrize("button", ["Remove", "Change"])
def test_without_another_lead_they_end_and_the_page_says_so(
    lead: Person, admin: Person, reader: Person, board: Organisation, button: str
) -> None:
    belongs(board, "lead", closed_at=db.utc_now())
    invited(lead, board, "one@example.org")

    page = steps(admin, board, lead.user.memberships[0])[button]
    assert (
        "1 open invitation that they have sent ends, because nobody would answer for it: one@example.org" in page.text
    )
    done = page.submit(button, role="member", successor="")

    assert "1 open invitation ended." in done.text
    assert not open_now(reader, "one@example.org")


def test_of_somebody_who_stays_lead_nothing_is_said_to_end(lead: Person, board: Organisation) -> None:
    other = another(lead, board)
    invited(other, board, "one@example.org")

    page = lead.get("members.change_role", slug=board.slug, number=other.user.memberships[0].id)

    assert "invitation" not in page.submit("Change", role="lead").rows(".kb-notice")[0]


def test_the_leads_hear_who_joins_by_what_a_lead_before_has_sent(
    lead: Person, reader: Person, board: Organisation
) -> None:
    other = another(lead, board, name="Led Before")
    invited(other, board, "one@example.org", role="lead")
    other.user.memberships[0].role = "member"

    page = reader.open(path_to("one@example.org"))
    page.submit("Make my account", name="Second Self", password="granite kettle umbrella seven")

    (message,) = messages("lead@example.org")
    assert message.template == "members/joined"
    assert "Second Self" in (message.text or "")
    assert "Led Before" in (message.text or "")


# --- drafts


def test_the_role_form_asks_who_takes_the_drafts_over(lead: Person, board: Organisation) -> None:
    writer = belongs(board, "contributor")
    heir = belongs(board, "contributor", name="Heir Apparent").user
    draft = draft_of(writer.user, board)

    page = lead.get("members.change_role", slug=board.slug, number=writer.id)
    assert chosen(page) == str(lead.user.id), "the lead who acts, unless another one is chosen"
    assert f"Heir Apparent ({heir.email}), contributor" in page.rows("select option")
    page.submit("Change", role="member", successor=str(heir.id))

    db.session.refresh(draft)
    assert draft.holder_id == heir.id


def test_who_can_still_write_keeps_the_drafts(lead: Person, board: Organisation) -> None:
    writer = belongs(board, "lead")
    draft = draft_of(writer.user, board)

    lead.get("members.change_role", slug=board.slug, number=writer.id).submit("Change", role="contributor")

    db.session.refresh(draft)
    assert draft.holder_id == writer.user_id


def test_of_somebody_who_cannot_write_nothing_is_asked(lead: Person, board: Organisation) -> None:
    member = belongs(board, "member")

    page = lead.get("members.change_role", slug=board.slug, number=member.id)

    assert not page.soup.select("select")
    assert page.submit("Change", role="contributor").errors == []


def test_who_cannot_write_does_not_take_them_over_at_a_lower_role_either(lead: Person, board: Organisation) -> None:
    writer, member = belongs(board, "contributor"), belongs(board, "member")

    page = lead.get("members.change_role", slug=board.slug, number=writer.id)

    assert page.submit("Change", role="member", successor=str(member.user_id)).errors
    assert role_of(writer.user, board) == "contributor"


def test_the_own_role_is_spoken_of_as_ones_own(lead: Person, board: Organisation) -> None:
    page = lead.get("members.change_role", slug=board.slug, number=number_of(lead, board))

    assert page.heading == "Change your role"
    assert f"You are lead of {board.name}." in page.text
    assert "We tell them" not in page.text
    assert page.submit("Change my role", role="member", successor="").errors == [service.LAST_LEAD]
