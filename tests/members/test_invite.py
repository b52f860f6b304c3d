"""A lead invites people."""

from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.members import typed_addresses
from kb.members.models import Invitation
from kb.members.service import invitations as service
from tests import factories
from tests.mailbox import link_in, messages
from tests.members.inviting import belongs, invited, path_to
from tests.pages import Person, statements
from tests.people import sign_in


def send(lead: Person, addresses: str, role: str = "contributor"):  # type: ignore[no-untyped-def]
    page = lead.get("members.invite", slug="northbridge")
    return page.submit("Send invitations", addresses=addresses, role=role)


def open_addresses(board: Organisation) -> list[str]:
    db.session.rollback()
    found = select(Invitation.email).where(Invitation.organisation_id == board.id, Invitation.withdrawn_at.is_(None))
    return sorted(db.session.scalars(found))


@pytest.mark.walks("a lead or admin invites somebody", ["one@example.org", "two@example.org", "three@example.org"])
def test_several_people_are_invited_at_once_each_with_a_message(lead: Person, board: Organisation) -> None:
    page = send(lead, "One@Example.org\n\n  two@example.org ,\nthree@example.org;\n", role="member")

    assert page.heading == f"People of {board.name}"
    assert "3 invitations are on their way." in page.text
    assert open_addresses(board) == ["one@example.org", "three@example.org", "two@example.org"]
    (message,) = messages("one@example.org")
    assert board.name in message.subject
    assert message.text is not None
    assert "Your role: member." in message.text
    assert link_in(message).startswith("/invitations/")
    assert message.user_id is None


def test_one_wrong_line_stops_all_and_nothing_typed_is_lost(lead: Person, board: Organisation) -> None:
    belongs(board, "member", email="known@example.org")
    typed = "good@example.org\nnobody\nknown@example.org\nGOOD@example.org"

    page = send(lead, typed)

    assert page.errors == ["Nothing has been sent yet: 3 lines need to be put right"]
    assert page.rows("#lines li") == [
        "Line 2: “nobody” is not an address in the form name@example.org.",
        "Line 3: known@example.org belongs to somebody who is a member already.",
        "Line 4: GOOD@example.org is on line 1 already.",
    ]
    assert page.soup.textarea is not None
    assert page.soup.textarea.text.split() == typed.split()
    assert messages() == []


@pytest.mark.parametrize(
    ("addresses", "error"),
    [
        ("", "Enter at least one e-mail address"),
        (" , \n;", "Enter at least one e-mail address"),
        ("\n".join(f"p{n}@example.org" for n in range(51)), "Enter at most 50 addresses at once: these are 51"),
    ],
)
def test_too_few_and_too_many_lines_are_refused(lead: Person, addresses: str, error: str) -> None:
    assert send(lead, addresses).errors == [error]
    assert messages() == []


def test_addresses_are_taken_as_mail_programs_copy_them(lead: Person, board: Organisation) -> None:
    send(lead, 'Oduya, Ada <ada@example.org>; "Bo" <bo@example.org>\ncleo@example.org, dan@example.org;')

    assert open_addresses(board) == ["ada@example.org", "bo@example.org", "cleo@example.org", "dan@example.org"]


@pytest.mark.parametrize("typed", ["a\n" * 250_000, "a@b.example\n" * 51, "a;" * 51])
def test_of_far_too_many_none_is_looked_at(lead: Person, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(typed_addresses, "folded", looked_at.append)

    page = send(lead, typed)

    assert len(page.errors) == 1
    assert page.rows("#lines li") == []
    assert looked_at == []


def test_the_lowest_role_is_chosen_at_first(lead: Person, board: Organisation) -> None:
    page = lead.get("members.invite", slug="northbridge")

    assert [radio["value"] for radio in page.soup.select("input[type=radio][checked]")] == ["member"]
    assert page.follow("Cancel").heading == f"People of {board.name}"


def test_nothing_tells_whether_an_address_has_an_account(lead: Person, board: Organisation) -> None:
    factories.user(email="has-one@example.org")
    send(lead, "first@example.org")

    with statements() as known:
        one = send(lead, "has-one@example.org")
    with statements() as unknown:
        other = send(lead, "has-none@example.org")

    assert known == unknown
    assert one.heading == other.heading
    texts = [messages(f"{name}@example.org")[0] for name in ("has-one", "has-none")]
    paths = [link_in(text) for text in texts]
    first, second = ((text.text or "").replace(path, "") for text, path in zip(texts, paths, strict=True))
    assert first == second != ""
    assert [text.user_id for text in texts] == [None, None]


def test_a_second_invitation_takes_the_place_of_the_first(lead: Person, reader: Person, board: Organisation) -> None:
    invited(lead, board)
    first = path_to()

    done = send(lead, "new@example.org", role="lead")

    assert "The earlier invitation to new@example.org no longer works." in done.text
    assert open_addresses(board) == ["new@example.org"]
    assert reader.open(first).heading == "There is a newer invitation"
    assert reader.open(path_to()).status == 200


@pytest.mark.walks("a lead or admin sends an invitation again", "new@example.org")
def test_sending_again_makes_a_new_link_and_ends_the_old_one(lead: Person, reader: Person, board: Organisation) -> None:
    made = invited(lead, board)
    first = path_to()

    page = lead.get("members.send_again", slug="northbridge", number=made.id)
    assert len(messages()) == 1, "looking sends nothing"
    done = page.submit("Send it again")

    assert "A new invitation to new@example.org is on its way." in done.text
    assert len(messages("new@example.org")) == 2
    assert path_to() != first
    assert reader.open(first).heading == "There is a newer invitation"


def test_withdrawing_asks_first_and_ends_the_link(lead: Person, reader: Person, board: Organisation) -> None:
    made = invited(lead, board)

    page = lead.get("members.withdraw", slug="northbridge", number=made.id)
    assert open_addresses(board) == ["new@example.org"], "looking changes nothing"
    done = page.submit("Withdraw the invitation")

    assert "The invitation to new@example.org was withdrawn." in done.text
    assert open_addresses(board) == []
    shown = reader.open(path_to())
    assert (shown.status, shown.heading) == (410, "This invitation was withdrawn")
    assert f"lead of {board.name}" in shown.text


@pytest.mark.parametrize(("endpoint", "button"), [("send_again", "Send it again"), ("withdraw", "Withdraw")])
def test_what_is_answered_already_is_not_sent_or_withdrawn(
    lead: Person, board: Organisation, endpoint: str, button: str
) -> None:
    made = invited(lead, board)
    page = lead.get(f"members.{endpoint}", slug="northbridge", number=made.id)
    lead.get("members.withdraw", slug="northbridge", number=made.id).submit("Withdraw")

    answer = page.submit(button)

    assert (answer.status, answer.heading) == (409, "This invitation was withdrawn already")
    assert answer.follow("Go back to the invitations").heading == f"People of {board.name}"
    assert answer.follow("Invite new@example.org again").heading == "Invite people"


def test_of_one_that_was_sent_again_or_used_the_page_says_so(app: APIFlask, lead: Person, board: Organisation) -> None:
    made = invited(lead, board)
    invited(lead, board)
    page = lead.get("members.withdraw", slug=board.slug, number=made.id)
    assert (page.status, page.heading) == (409, "This invitation was sent again already")

    newest = db.session.scalars(select(Invitation).where(Invitation.withdrawn_at.is_(None))).one()
    newest.accepted_at = utc_now()

    assert lead.get("members.send_again", slug=board.slug, number=newest.id).heading == "This invitation was used"


def test_an_organisation_sends_no_flood(lead: Person, board: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_A_DAY", 2)

    page = send(lead, "one@example.org\ntwo@example.org\nthree@example.org")

    assert page.errors == ["This organisation has sent 2 invitations today. Send the others tomorrow"]
    assert messages() == [], "all or nothing"


def test_nobody_is_flooded_by_being_invited_again(lead: Person, board: Organisation) -> None:
    for _ in range(service.MOST_A_DAY_TO_ONE):
        made = invited(lead, board)
    refusal = ["new@example.org was invited 3 times today. Wait until tomorrow"]

    assert send(lead, "new@example.org").errors == refusal
    again = lead.get("members.send_again", slug="northbridge", number=made.id)
    assert again.submit("Send it again").errors == refusal
    assert len(messages("new@example.org")) == 3
    with time_machine.travel(utc_now() + timedelta(days=1)):
        sign_in(lead, lead.user)
        assert send(lead, "new@example.org").errors == []


def test_each_invitation_is_in_the_audit_trail_without_its_address(lead: Person, board: Organisation) -> None:
    send(lead, "one@example.org\ntwo@example.org")

    db.session.rollback()
    found = db.session.scalars(select(AuditEvent).where(AuditEvent.permission == "MEMBER_INVITE")).all()
    assert [(e.act, e.actor_id, e.thing_kind, e.thing_id, e.result_kind) for e in found] == [
        ("did", lead.user.id, "organisation", board.id, "invitation")
    ] * 2
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 2


# --- a long list of invitations


def expire(*made: Invitation) -> None:
    for each in made:
        each.expires_at = utc_now()
    db.session.commit()


def test_all_expired_invitations_are_sent_again_at_once(lead: Person, reader: Person, board: Organisation) -> None:
    expire(*(invited(lead, board, f"late-{number}@example.org") for number in range(3)))
    invited(lead, board, "open@example.org")

    page = lead.get("members.show", slug=board.slug).follow("Send all that have expired again")
    assert page.rows("main li") == [f"late-{number}@example.org" for number in range(3)]
    assert len(messages()) == 4, "looking sends nothing"
    done = page.submit("Send 3 invitations again")

    assert "3 invitations are on their way." in done.text
    assert done.rows("#invitations") == ["4 open invitations"]
    assert len(messages()) == 7
    assert reader.open(path_to("late-0@example.org")).status == 200
    assert "Nothing was sent. None has expired." in page.submit("Send 3 invitations again").text
    assert "None has expired." in lead.get("members.send_expired", slug=board.slug).text


def test_what_cannot_be_sent_again_today_is_said_and_the_others_are_sent(lead: Person, board: Organisation) -> None:
    for _ in range(service.MOST_A_DAY_TO_ONE):
        often = invited(lead, board, "often@example.org")
    expire(often, invited(lead, board, "late@example.org"))

    done = lead.get("members.send_expired", slug=board.slug).submit("Send 2 invitations again")

    assert (
        "The invitation is on its way. often@example.org was invited 3 times today. Wait until tomorrow." in done.text
    )
    assert open_addresses(board) == ["late@example.org", "often@example.org"]


def test_each_that_is_sent_again_is_in_the_audit_trail(lead: Person, board: Organisation) -> None:
    expire(invited(lead, board, "one@example.org"), invited(lead, board, "two@example.org"))

    lead.get("members.send_expired", slug=board.slug).submit("Send 2 invitations again")

    db.session.rollback()
    found = db.session.scalars(select(AuditEvent.verb).where(AuditEvent.permission == "MEMBER_INVITE")).all()
    assert found[2:] == ["invitations.send_again"] * 2


def test_after_a_step_one_is_on_the_page_of_invitations_where_one_was(lead: Person, board: Organisation) -> None:
    for number in range(45):
        invited(lead, board, f"p{number:02}@example.org")
    page = lead.open(f"/organisations/{board.slug}/members/invitations?q=example&page=2")

    for link, button in (("Send again to p20@example.org", "Send it again"),
                         ("Withdraw the invitation of p21@example.org", "Withdraw")):  # fmt: skip
        step = page.follow(link)
        assert step.follow("People").heading == "Open invitations"
        done = step.submit(button)
        assert done.heading == "Open invitations"
        assert (done.response.request.args["page"], done.response.request.args["q"]) == ("2", "example")
        assert len(done.rows(".kb-notice--good")) == 1


def test_an_invitation_is_found_by_a_part_of_the_address(lead: Person, board: Organisation) -> None:
    for number in range(21):
        invited(lead, board, f"p{number:02}@example.org")
    page = lead.get("members.invitations", slug=board.slug)

    assert page.submit("Apply filters", q="P07").rows("tbody td:first-child") == ["p07@example.org"]
    nobody = page.submit("Apply filters", q="zzz")
    assert nobody.follow("show all invitations").rows("h2.kb-results__count") == ["1 to 20 of 21 open invitations"]
