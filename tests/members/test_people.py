"""A lead looks after the people of an organisation: the list, roles, leaving, requests."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.clock import today
from kb.core.db import utc_now
from kb.members.service import memberships as service
from tests import factories
from tests.mailbox import messages
from tests.members.inviting import belongs, chosen, draft_of, invited, path_to, role_of, waiting
from tests.pages import Person, statements


def number_of(person: Person, board: Organisation) -> int:
    """Number of a person's membership."""
    found = select(Membership.id).where(Membership.user_id == person.user.id, Membership.organisation_id == board.id)
    return db.session.scalars(found).one()


# --- the list


def test_show_says_who_belongs_with_role_and_how_lately_seen(lead: Person, board: Organisation) -> None:
    now = today()
    lead.user.last_seen_on = now
    belongs(board, "contributor", name="Wanda Writer", last_seen_on=now - timedelta(days=100))
    belongs(board, "member", name="Ada Adopter", email="ada@example.org", last_seen_on=now - timedelta(days=400))
    belongs(board, "member", name="Zoe Never")

    page = lead.get("members.show", slug=board.slug)

    rows = page.rows("#members ~ table tbody tr")
    assert [row.split(" ")[0] for row in rows] == ["A", "Wanda", "Ada", "Zoe"]
    for row, words in zip(rows, ["In the last month", "six months", "More than six months ago", "Never"], strict=True):
        assert words in row
    assert "(you)" in rows[0]
    assert "ada@example.org" in rows[2]


def test_show_lists_open_invitations_with_who_asked(lead: Person, board: Organisation) -> None:
    invited(lead, board, "waits@example.org", role="member")

    page = lead.get("members.show", slug=board.slug)

    (row,) = page.rows("#invitations ~ table tbody tr")
    assert row.startswith("waits@example.org Member A lead")
    assert "Send again" in row
    assert "Withdraw" in row


def test_invitations_that_have_expired_are_not_counted_as_open(lead: Person, board: Organisation) -> None:
    invited(lead, board, "waits@example.org")
    invited(lead, board, "late@example.org").expires_at = utc_now()

    page = lead.get("members.show", slug=board.slug)

    assert page.rows("#invitations") == ["1 open invitation, 1 expired"]
    assert "2 invitations, 1 expired" in lead.get("members.invitations", slug=board.slug).text


def test_many_invitations_have_a_page_of_their_own(lead: Person, board: Organisation) -> None:
    for number in range(21):
        invited(lead, board, f"p{number}@example.org")

    page = lead.get("members.show", slug=board.slug).follow("All 21 open invitations")

    assert len(page.rows("tbody tr")) == 20
    assert len(lead.open(f"{page.response.request.path}?page=2").rows("tbody tr")) == 1


def test_the_list_takes_the_same_statements_whatever_its_length(lead: Person, board: Organisation) -> None:
    with statements() as few:
        lead.get("members.show", slug=board.slug)
    for number in range(200):
        membership = Membership(user=factories.user(name=f"Person {number:03}"), organisation=board, role="member")
        db.session.add(membership)
    for number in range(25):
        invited(lead, board, f"p{number}@example.org")
        waiting(board, email=f"asks-{number}@example.org")

    with statements() as many:
        page = lead.get("members.show", slug=board.slug)

    assert len(many) <= len(few)
    assert page.rows("#members") == ["1 to 20 of 201 members"]
    assert page.rows("#requests") == ["Waiting for you: 25 people"]
    assert page.follow("Next page").rows("#members") == ["21 to 40 of 201 members"]


def test_an_address_that_moved_leads_to_the_new_one(lead: Person, board: Organisation) -> None:
    db.session.add(FormerOrganisationSlug(slug="old-name", organisation_id=board.id))
    db.session.commit()

    for path in ("members", "members/invitations", "leave"):
        answer = lead.open(f"/organisations/old-name/{path}")
        assert answer.status == 301
        assert answer.response.headers["Location"] == f"/organisations/{board.slug}/{path}"


def test_a_step_is_not_carried_to_the_organisation_that_stays(lead: Person, board: Organisation) -> None:
    db.session.add(FormerOrganisationSlug(slug="old-name", organisation_id=board.id))
    db.session.commit()
    number = number_of(lead, board)

    for path in ("members/invite", f"members/{number}/role", "members/invitations/send-expired"):
        assert lead.open(f"/organisations/old-name/{path}").heading == "Merged into another organisation"


# --- roles


@pytest.mark.walks("a lead or admin changes a role", "grows@example.org")
def test_a_role_is_changed_and_the_member_told(lead: Person, board: Organisation) -> None:
    membership = belongs(board, "member", email="grows@example.org")

    page = lead.get("members.change_role", slug=board.slug, number=membership.id)
    done = page.submit("Change the role", role="contributor")

    assert f"{membership.user.name} is contributor now." in done.text
    assert role_of(membership.user, board) == "contributor"
    (message,) = messages("grows@example.org")
    assert message.subject == f"Your role in {board.name} has changed"
    assert "You are now contributor" in (message.text or "").replace("*", "")
    assert "ask A lead, who decided it, or another lead of" in (message.text or "")


def test_choosing_the_same_role_tells_nobody(lead: Person, board: Organisation) -> None:
    membership = belongs(board, "member", email="same@example.org")

    lead.get("members.change_role", slug=board.slug, number=membership.id).submit("Change the role")

    assert messages("same@example.org") == []


def test_the_last_lead_stays_lead_unless_an_admin_decides(lead: Person, admin: Person, board: Organisation) -> None:
    belongs(board, "lead", closed_at=db.utc_now())  # nobody signs in with it, so it leads nothing
    number = number_of(lead, board)

    refused = lead.get("members.change_role", slug=board.slug, number=number).submit("Change", role="member")
    assert refused.errors == [service.LAST_LEAD]
    assert role_of(lead.user, board) == "lead"

    admin.get("members.change_role", slug=board.slug, number=number).submit("Change", role="member")
    assert role_of(lead.user, board) == "member"


def test_one_of_two_leads_may_step_down(lead: Person, board: Organisation) -> None:
    belongs(board, "lead")

    page = lead.get("members.change_role", slug=board.slug, number=number_of(lead, board))
    answer = page.submit("Change", role="member")

    assert role_of(lead.user, board) == "member"
    assert answer.heading == "Your account", "who leads no more may not see the list"
    assert f"You are member of {board.name} now." in answer.text


# --- removing and leaving


@pytest.mark.walks("a lead or admin invites somebody", "other@example.org")
@pytest.mark.walks("a lead or admin ends a membership", "contributor@example.org")
def test_removing_asks_first_ends_sessions_hands_over_and_tells(
    lead: Person, contributor: Person, board: Organisation
) -> None:
    invited(lead, board, "other@example.org")
    draft = draft_of(contributor.user, board)
    number = number_of(contributor, board)

    page = lead.get("members.remove", slug=board.slug, number=number)
    assert role_of(contributor.user, board) == "contributor", "looking changes nothing"
    done = page.submit("Remove A contributor", successor=chosen(page))

    assert "A contributor no longer belongs here." in done.text
    assert role_of(contributor.user, board) is None
    assert db.session.scalars(select(UserSession).where(UserSession.user_id == contributor.user.id)).all() == []
    db.session.refresh(draft)
    assert draft.holder_id == lead.user.id, "the lead who acts is chosen unless another one is"
    assert [m.template for m in messages("contributor@example.org")] == ["members/removed"]
    entry = db.session.scalars(select(AuditEvent).where(AuditEvent.permission == "MEMBER_REMOVE")).one()
    assert (entry.actor_id, entry.thing_kind, entry.thing_id) == (lead.user.id, "membership", number)
    assert (entry.result_kind, entry.result_id) == ("user_account", contributor.user.id)


def test_what_a_lead_has_sent_ends_with_the_role_where_it_is_not_kept(
    lead: Person, reader: Person, board: Organisation
) -> None:
    for endpoint, button, field in (("remove", "Remove", "successor"), ("change_role", "Change", "role")):
        other = Person(lead.app)
        membership = belongs(board, "lead")
        other.user = membership.user
        invited(other, board, "second-address@example.org", role="lead")
        kept = invited(lead, board, "colleague@example.org")

        page = lead.get(f"members.{endpoint}", slug=board.slug, number=membership.id)
        done = page.submit(button, **{field: "member" if field == "role" else "", "invitations": "withdraw"})

        assert "second-address@example.org" in page.text
        assert "1 open invitation ended." in done.text
        assert reader.open(path_to("second-address@example.org")).heading == "This invitation was withdrawn"
        assert reader.open(path_to("colleague@example.org")).status == 200
        db.session.refresh(kept)
        kept.withdrawn_at = db.utc_now()


def test_another_colleague_can_be_chosen_and_nobody_too(lead: Person, board: Organisation) -> None:
    heir = belongs(board, "contributor", name="Heir Apparent").user
    for successor, expected in ((str(heir.id), heir.id), ("", None)):
        leaver = belongs(board, "contributor")
        draft = draft_of(leaver.user, board, "returned")

        page = lead.get("members.remove", slug=board.slug, number=leaver.id)
        page.submit("Remove", successor=successor)

        db.session.refresh(draft)
        assert draft.holder_id == expected


def test_who_cannot_write_cannot_take_over(lead: Person, board: Organisation, other_contributor: Person) -> None:
    leaver, only_member = belongs(board, "contributor"), belongs(board, "member")
    for nobody in (only_member.user_id, leaver.user_id, other_contributor.user.id):
        page = lead.get("members.remove", slug=board.slug, number=leaver.id)
        assert page.submit("Remove", successor=str(nobody)).errors
        assert role_of(leaver.user, board) == "contributor"


def test_a_colleague_who_went_meanwhile_cannot_take_over(lead: Person, board: Organisation) -> None:
    leaver, heir = belongs(board, "contributor"), belongs(board, "contributor")
    gone = str(heir.user_id)
    page = lead.get("members.remove", slug=board.slug, number=leaver.id)
    lead.get("members.remove", slug=board.slug, number=heir.id).submit("Remove", successor="")

    assert page.submit("Remove", successor=gone).errors
    assert page.submit("Remove", successor=str(lead.user.id)).status == 200
    assert page.submit("Remove", successor=str(lead.user.id)).status == 404, "a second click finds nobody"


def test_the_last_lead_is_removed_by_an_admin_only(lead: Person, admin: Person, board: Organisation) -> None:
    page = lead.get("members.leave", slug=board.slug)
    assert "Hand over to somebody else first" in page.text
    assert not page.soup.select("main form")

    admin.get("members.remove", slug=board.slug, number=number_of(lead, board)).submit("Remove", successor="")
    assert role_of(lead.user, board) is None


def test_a_lead_who_removes_oneself_is_asked_whether_to_leave(lead: Person, board: Organisation) -> None:
    belongs(board, "lead")

    assert lead.get("members.remove", slug=board.slug, number=number_of(lead, board)).heading == f"Leave {board.name}"


def test_anybody_may_leave_and_stays_signed_in(contributor: Person, lead: Person, board: Organisation) -> None:
    draft = draft_of(contributor.user, board)

    page = contributor.get("members.leave", slug=board.slug)
    done = page.submit("Leave the organisation", successor=chosen(page))

    assert f"You no longer belong to {board.name}." in done.text
    assert role_of(contributor.user, board) is None
    db.session.refresh(draft)
    assert draft.holder_id == lead.user.id
    assert len(db.session.scalars(select(UserSession).where(UserSession.user_id == contributor.user.id)).all()) == 1
    entry = db.session.scalars(select(AuditEvent).where(AuditEvent.permission == "MEMBER_LEAVE")).one()
    assert (entry.actor_id, entry.result_kind, entry.result_id) == (contributor.user.id, "organisation", board.id)
    assert contributor.get("members.leave", slug=board.slug).status == 404
