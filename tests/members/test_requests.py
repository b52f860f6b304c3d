"""The sign-on provider says that somebody belongs to an organisation; a lead decides."""

from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.members import service
from tests.mailbox import messages
from tests.members.inviting import invited, role_of, waiting
from tests.pages import Person
from tests.people import sign_in


def test_the_leads_are_told_that_somebody_waits(lead: Person, board: Organisation) -> None:
    waiting(board, "domain")

    (message,) = messages("lead@example.org")
    assert message.subject == f"Somebody waits to join {board.name}", "subjects are kept, and a name is not the lead's"
    assert "Asks Politely" in (message.text or "")


def test_where_nobody_leads_the_admins_are_told(admin: Person, board: Organisation) -> None:
    waiting(board)

    assert len(messages("admin@example.org")) == 1


def test_a_fictional_admin_is_not_written_to(admin: Person, board: Organisation) -> None:
    admin.user.demo = True

    waiting(board)

    assert messages() == []


def test_a_request_is_confirmed_with_a_role(lead: Person, board: Organisation) -> None:
    request = waiting(board)

    page = lead.get("members.show", slug=board.slug).follow("Decide about Asks Politely")
    assert page.submit("Save the decision").errors == ["Choose a role, or No"]
    done = page.submit("Save the decision", decision="contributor")

    assert "Asks Politely is contributor now." in done.text
    assert role_of(request.user, board) == "contributor"
    (message,) = messages("asks@example.org")
    assert message.subject == f"You belong to {board.name} now"
    assert lead.get("members.show", slug=board.slug).rows("#requests") == []


def test_a_request_is_declined_for_good(lead: Person, board: Organisation) -> None:
    request = waiting(board)

    page = lead.get("members.decide", slug=board.slug, number=request.id)
    done = page.submit("Save the decision", decision="decline")

    assert "Asks Politely was told that they do not belong here." in done.text
    assert role_of(request.user, board) is None
    (message,) = messages("asks@example.org")
    assert message.subject == f"{board.name} has not confirmed you"
    db.session.commit()
    assert service.propose(request.user, board, "tenant") is None
    assert page.submit("Save the decision", decision="member").status == 409
    assert "no" in lead.get("members.decide", slug=board.slug, number=request.id).text


def test_nobody_is_proposed_twice_or_as_a_member(lead: Person, board: Organisation) -> None:
    request = waiting(board)

    assert service.propose(request.user, board, "domain") is None
    assert service.propose(lead.user, board, "domain") is None


def test_somebody_invited_meanwhile_gets_the_role_once(app: APIFlask, lead: Person, board: Organisation) -> None:
    request = waiting(board)
    invited(lead, board, "asks@example.org", role="lead")
    person = sign_in(Person(app), request.user)

    lead.get("members.decide", slug=board.slug, number=request.id).submit("Save", decision="member")

    assert role_of(request.user, board) == "member"
    assert lead.get("members.show", slug=board.slug).rows("#invitations") == ["No open invitations"]
    assert person.get("members.leave", slug=board.slug).status == 200
