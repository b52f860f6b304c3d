"""The sign-on provider says that somebody belongs to an organisation; a lead decides."""

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.members.service import requests as service
from tests.mailbox import messages
from tests.members.inviting import belongs, invited, path_to, role_of, waiting
from tests.pages import Person, statements
from tests.people import sign_in


@pytest.mark.walks("signs in through an organisation and waits to be confirmed", "lead@example.org")
def test_the_leads_are_told_that_somebody_waits(lead: Person, board: Organisation) -> None:
    waiting(board, "domain")

    (message,) = messages("lead@example.org")
    assert message.subject == f"Somebody waits to join {board.name}", "subjects are kept, and a name is not the lead's"
    assert "Asks Politely" in (message.text or "")


@pytest.mark.walks("signs in through an organisation that has no lead", "admin@example.org")
def test_where_nobody_leads_the_admins_are_told(admin: Person, board: Organisation) -> None:
    waiting(board)

    assert len(messages("admin@example.org")) == 1


def test_a_fictional_admin_is_not_written_to(admin: Person, board: Organisation) -> None:
    admin.user.demo = True

    waiting(board)

    assert messages() == []


@pytest.mark.walks("signs in through an organisation and waits to be confirmed", "lead@example.org")
@pytest.mark.walks("a lead or admin confirms somebody", "asks@example.org")
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


@pytest.mark.walks("signs in through an organisation and waits to be confirmed", "lead@example.org")
@pytest.mark.walks("a lead or admin does not confirm somebody", "asks@example.org")
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


@pytest.mark.parametrize("how", ["removed", "left"])
def test_who_belonged_once_is_not_proposed_again(app: APIFlask, lead: Person, board: Organisation, how: str) -> None:
    membership = belongs(board, "member", email="was@example.org")
    user = membership.user
    if how == "removed":
        lead.get("members.remove", slug=board.slug, number=membership.id).submit("Remove", successor="")
    else:
        sign_in(Person(app), user).get("members.leave", slug=board.slug).submit("Leave", successor="")

    assert service.propose(user, board, "tenant") is None

    assert messages("lead@example.org") == []
    invited(lead, board, "was@example.org")
    person = sign_in(Person(app), user)
    assert person.open(path_to("was@example.org")).submit("Join").heading == f"You belong to {board.name}"


def test_where_nothing_is_to_be_proposed_nobody_has_to_wait(lead: Person, board: Organisation) -> None:
    db.session.commit()
    lead.user.id, board.id  # noqa: B018 - read again after the commit

    with statements() as made:
        assert service.propose(lead.user, board, "tenant") is None

    assert [statement for statement in made if "FROM organisation" in statement] == []


def test_somebody_invited_meanwhile_gets_the_role_once(app: APIFlask, lead: Person, board: Organisation) -> None:
    request = waiting(board)
    invited(lead, board, "asks@example.org", role="lead")
    person = sign_in(Person(app), request.user)

    lead.get("members.decide", slug=board.slug, number=request.id).submit("Save", decision="member")

    assert role_of(request.user, board) == "member"
    assert lead.get("members.show", slug=board.slug).rows("#invitations") == ["No open invitations"]
    assert person.get("members.leave", slug=board.slug).status == 200
