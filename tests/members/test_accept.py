"""Somebody opens the link of an invitation."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core import db
from kb.core.db import utc_now
from kb.members.models import Invitation
from tests import factories
from tests.mailbox import messages
from tests.members.inviting import belongs, invited, path_to, role_of, waiting
from tests.pages import Person, statements
from tests.people import sign_in

PASSWORD = "granite kettle umbrella seven"
NAME = "Newly Arrived"


def account(app: APIFlask, email: str = "new@example.org") -> Person:
    """Somebody signed in with an account of this address."""
    person = Person(app)
    person.user = factories.user(email=email)
    return sign_in(person, person.user)


def create(reader: Person, path: str, **typed: str):  # type: ignore[no-untyped-def]
    values = {"name": NAME, "password": PASSWORD, **typed}
    return reader.open(path).submit("Make my account and join", **values)


def counted(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_opening_the_link_changes_nothing(app: APIFlask, lead: Person, board: Organisation) -> None:
    invited(lead, board)
    person = account(app)

    for _ in range(2):
        assert person.open(path_to()).heading == f"Join {board.name}"

    assert role_of(person.user, board) is None


def test_who_has_the_invited_address_joins_with_a_button(app: APIFlask, lead: Person, board: Organisation) -> None:
    invited(lead, board, role="lead")
    person = account(app)

    page = person.open(path_to()).submit("Join")

    assert page.heading == f"You belong to {board.name}"
    assert role_of(person.user, board) == "lead"
    assert page.follow(f"People of {board.name}").status == 200
    assert page.follow("Begin a lesson").heading == "Begin a lesson"


def test_two_clicks_make_one_membership(app: APIFlask, lead: Person, board: Organisation) -> None:
    invited(lead, board)
    person = account(app)
    page = person.open(path_to())

    assert [page.submit("Join").heading for _ in range(2)] == [f"You belong to {board.name}"] * 2

    assert counted(Membership) == 2, "the lead and the new one"


def test_a_new_account_is_made_and_signed_in_without_a_second_message(
    reader: Person, lead: Person, board: Organisation
) -> None:
    invited(lead, board)

    page = create(reader, path_to())

    assert page.heading == f"You belong to {board.name}"
    made = db.session.scalars(select(User).where(User.email == "new@example.org")).one()
    assert (made.name, role_of(made, board)) == (NAME, "contributor")
    assert len(messages("new@example.org")) == 1
    assert reader.get("members.leave", slug="northbridge").status == 200, "signed in"


def test_two_clicks_make_one_account(app: APIFlask, reader: Person, lead: Person, board: Organisation) -> None:
    invited(lead, board)
    before, page, again = counted(User), reader.open(path_to()), Person(app)
    other = again.open(path_to())
    page.submit("Make my account", name=NAME, password=PASSWORD)

    shown = other.submit("Make my account", name=NAME, password=PASSWORD)

    assert shown.heading == "This invitation was used"
    assert shown.link("Sign in").startswith("/sign-in?next=")
    assert counted(User) == before + 1


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name": ""}, "Enter your name"),
        ({"password": ""}, "Enter a password"),
        ({"password": "short"}, "The password must have 12 characters or more"),
        ({"password": "x" * 1001}, "The password must have 1,000 characters or fewer"),
    ],
)
def test_a_name_or_password_that_will_not_do_is_said(
    reader: Person, lead: Person, board: Organisation, typed: dict[str, str], error: str
) -> None:
    invited(lead, board)

    page = create(reader, path_to(), **typed)

    assert page.errors == [error]
    assert counted(Membership) == 1
    assert create(reader, path_to()).heading == f"You belong to {board.name}", "and the link still works"


def test_the_page_is_the_same_whether_or_not_the_address_has_an_account(
    reader: Person, lead: Person, board: Organisation
) -> None:
    invited(lead, board)
    with statements() as without:
        unknown = reader.open(path_to())
    factories.user(email="new@example.org")
    with statements() as having:
        known = reader.open(path_to())

    assert unknown.rows("main h2") == known.rows("main h2") == ["If you have an account", "If you have none yet"]
    assert without == having
    links = [page.soup.select_one("#sign-in ~ a.govuk-button") for page in (unknown, known)]
    assert [link and link["href"] for link in links] == [f"/sign-in?next={path_to()}"] * 2


def test_without_local_accounts_one_signs_in_through_the_provider(
    app: APIFlask, reader: Person, lead: Person, board: Organisation
) -> None:
    invited(lead, board)
    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], local_accounts=False)

    page = reader.open(path_to())

    assert page.rows("main h2") == ["Sign in to join"]
    assert not page.soup.select("main form")


def test_a_second_account_for_an_address_is_refused(reader: Person, lead: Person, board: Organisation) -> None:
    invited(lead, board)
    factories.user(email="new@example.org")

    page = create(reader, path_to())

    assert page.errors == ["There is an account with this e-mail address already. Sign in with it instead"]
    assert page.rows("#email-error") != [], "it is about the address"
    assert counted(Membership) == 1


def test_who_has_a_closed_account_hears_how_to_go_on(reader: Person, lead: Person, board: Organisation) -> None:
    invited(lead, board)
    user = factories.user(email="new@example.org", closed_at=utc_now())
    assert "closed" not in reader.open(path_to()).text, "before somebody has tried it nothing is said"

    page = create(reader, path_to())

    assert page.errors == ["Your account with this e-mail address was closed, so it cannot join yet"]
    assert page.link("Ask us to open it again") == "/contact"
    user.closed_at = None
    person = sign_in(Person(lead.app), user)
    assert person.open(path_to()).submit("Join").heading == f"You belong to {board.name}"


def test_of_a_used_invitation_it_names_only_who_still_leads(reader: Person, lead: Person, board: Organisation) -> None:
    other = belongs(board, "lead", name="Steps Back")
    person = Person(lead.app)
    person.user = other.user
    invited(person, board).withdrawn_at = utc_now()
    assert "ask Steps Back, who invited you, or another lead" in reader.open(path_to()).text

    other.role = "member"

    assert "ask a lead of" in reader.open(path_to()).text


def test_another_account_may_not_take_it_and_can_sign_out(user: Person, lead: Person, board: Organisation) -> None:
    invited(lead, board)

    page = user.open(path_to())

    assert (page.status, page.heading) == (403, "This invitation is for somebody else")
    assert user.user.email in page.text
    assert "Sign out" in page.rows("button")
    token = page.soup.select_one("input[name=csrf_token]")
    assert token is not None
    answer = user.open(path_to(), method="POST", data={"csrf_token": token["value"]})
    assert answer.status == 403
    assert role_of(user.user, board) is None


def test_an_expired_invitation_says_so_and_whom_to_ask(reader: Person, lead: Person, board: Organisation) -> None:
    invited(lead, board)
    path = path_to()

    with time_machine.travel(utc_now() + timedelta(days=13, hours=23)):
        assert reader.open(path).status == 200
    with time_machine.travel(utc_now() + timedelta(days=14)):
        page = reader.open(path)

    assert (page.status, page.heading) == (410, "This invitation has expired")
    assert lead.user.name in page.text
    assert f"lead of {board.name}" in page.text


def test_one_that_expires_while_the_page_is_open_is_not_accepted(
    app: APIFlask, lead: Person, board: Organisation
) -> None:
    invited(lead, board)
    person = account(app)
    page = person.open(path_to())
    db.session.scalars(select(Invitation)).one().expires_at = utc_now() - timedelta(seconds=1)

    assert page.submit("Join").heading == "This invitation has expired"
    assert role_of(person.user, board) is None


@pytest.mark.parametrize("path", ["/invitations/nothing", f"/invitations/{'0' * 64}", "/invitations/%F0%9F%98%80"])
def test_an_unknown_link_is_said_to_be_unknown(reader: Person, path: str) -> None:
    page = reader.open(path)

    assert (page.status, page.heading) == (404, "We do not know this invitation")


def test_an_invitation_never_lowers_a_role_and_settles_what_waits(
    app: APIFlask, lead: Person, board: Organisation
) -> None:
    request = waiting(board, email="new@example.org")
    invited(lead, board, role="contributor")
    person = Person(app)
    person.user = request.user
    sign_in(person, request.user)

    person.open(path_to()).submit("Join")

    db.session.refresh(request)
    assert request.accepted is True
    assert role_of(person.user, board) == "contributor"


def test_a_member_with_a_higher_role_keeps_it(app: APIFlask, lead: Person, board: Organisation) -> None:
    invited(lead, board, role="member")
    membership = belongs(board, "contributor", email="new@example.org")
    person = sign_in(Person(app), membership.user)

    person.open(path_to()).submit("Join")

    assert role_of(membership.user, board) == "contributor"


def test_somebody_removed_cannot_come_back_by_the_old_link(app: APIFlask, lead: Person, board: Organisation) -> None:
    invited(lead, board)
    person, path = account(app), path_to()
    person.open(path).submit("Join")
    (membership,) = [m for m in db.session.scalars(select(Membership)) if m.user_id == person.user.id]
    lead.get("members.remove", slug="northbridge", number=membership.id).submit("Remove", successor="")
    sign_in(person, person.user)

    page = person.open(path)

    assert (page.status, page.heading) == (410, "This invitation was used")
    assert role_of(person.user, board) is None
