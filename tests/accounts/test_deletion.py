"""Accounts that end: deleted by their owners, closed and opened by admins."""

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.access.actors import OPERATOR, Actor
from kb.accounts import second_factor
from kb.accounts.authorship import shown_name
from kb.accounts.links import issue
from kb.accounts.models.credentials import OneTimeLink, RecoveryCode, UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.accounts.service import leaving
from kb.accounts.service.changing_address import LASTS
from kb.accounts.service.proving import NOT_RIGHT, Proof
from kb.core import db, events
from kb.core.db import transaction, utc_now
from kb.core.errors import Conflict, Denied
from kb.core.events import AccountClosed, AccountDeleted
from tests import factories
from tests.accounts.own import PASSWORD, sessions_of, trail, with_app, with_password
from tests.mailbox import messages
from tests.pages import Page, Person
from tests.people import sign_in


@pytest.fixture
def told(app: APIFlask) -> list[tuple[object, str | None]]:
    """What subscribers are told, and the address that they can still see."""
    heard: list[tuple[object, str | None]] = []

    def hear(event: AccountClosed | AccountDeleted) -> None:
        heard.append((event, db.session.get_one(User, event.user_id).email))

    events.subscribe({AccountClosed: [hear], AccountDeleted: [hear]})
    return heard


def delete(person: Person, password: str = PASSWORD) -> Page:
    return person.get("accounts.delete").submit("Delete my account", password=password)


@pytest.mark.walks("deletes the account", "contributor@example.org")
def test_a_deleted_account_keeps_nothing_that_says_whose_it_was(
    contributor: Person, told: list[tuple[object, str | None]]
) -> None:
    user = with_app(with_password(contributor)).user
    with transaction():
        second_factor.new_recovery_codes(user)
        issue("reset", user=user, lasts=LASTS)
    page = contributor.get("accounts.delete")
    assert "This cannot be undone" in page.text

    page = page.submit("Delete my account", password=PASSWORD)

    assert page.heading == "Your account is deleted"
    assert contributor.get("accounts.account").heading == "Sign in"
    db.session.refresh(user)
    assert (user.name, user.email, user.password_hash, user.totp_secret, user.totp_since) == (
        "",
        None,
        None,
        None,
        None,
    )
    assert user.closed_at == user.deleted_at is not None
    for table in (UserSession, OneTimeLink, RecoveryCode, Membership, SiteRole):
        assert db.session.scalar(select(func.count()).where(table.user_id == user.id)) == 0
    assert told == [(AccountDeleted(user.id, "contributor@example.org"), "contributor@example.org")]
    assert trail(user) == ["ACCOUNT_DELETE"]
    last = messages()[-1]
    assert (last.to, last.subject, last.user_id) == ("contributor@example.org", "Your account is deleted", None)


def test_the_address_is_free_again(contributor: Person) -> None:
    delete(with_password(contributor))

    assert factories.user(email="contributor@example.org").id != contributor.user.id


def test_a_wrong_password_deletes_nothing(user: Person) -> None:
    page = delete(with_password(user), "wrong")

    assert page.errors == [NOT_RIGHT]
    db.session.refresh(user.user)
    assert user.user.deleted_at is None


def test_who_has_no_password_deletes_soon_after_signing_in(user: Person) -> None:
    page = user.get("accounts.delete").submit("Delete my account")

    assert page.heading == "Your account is deleted"


def test_a_sole_lead_is_told_what_to_do_first(lead: Person, board: Organisation) -> None:
    page = with_password(lead).get("accounts.delete")

    assert "There is something to do first" in page.text
    assert page.link(f"People of {board.name}") == "/organisations/northbridge/members"
    with pytest.raises(AssertionError):
        page.submit("Delete my account")

    another = factories.user(memberships=[Membership(organisation=board, role="lead")])
    assert "This cannot be undone" in lead.get("accounts.delete").text

    another.closed_at = utc_now()
    assert "There is something to do first" in lead.get("accounts.delete").text


def test_the_last_admin_is_told_what_to_do_first(admin: Person) -> None:
    page = with_app(with_password(admin)).get("accounts.delete")

    assert "You are the only admin" in page.text
    factories.user(site_roles=[SiteRole(role="admin")], demo=True)
    assert "You are the only admin" in admin.get("accounts.delete").text

    factories.user(site_roles=[SiteRole(role="admin")])
    assert "This cannot be undone" in admin.get("accounts.delete").text


def test_what_has_to_be_done_first_cannot_be_gone_around(lead: Person, admin: Person) -> None:
    for person in (lead, admin):
        with pytest.raises(Conflict):
            leaving.delete(Actor(person.user.id), person.user, proof=Proof(person.user.id))


def test_nobody_deletes_the_account_of_somebody_else(user: Person, member: Person) -> None:
    with pytest.raises(Denied):
        leaving.delete(Actor(user.user.id), member.user, proof=Proof(member.user.id))
    with pytest.raises(Denied):
        leaving.delete(Actor(user.user.id), user.user, proof=Proof(member.user.id))


@pytest.mark.walks("an admin closes an account", "user@example.org")
@pytest.mark.walks("an admin opens an account again", "user@example.org")
def test_an_admin_closes_an_account_and_opens_it_again(user: Person, told: list[tuple[object, str | None]]) -> None:
    leaving.close(OPERATOR, user.user)

    assert not user.user.open
    assert sessions_of(user.user) == []
    assert user.get("accounts.account").heading == "Sign in"
    assert told == [(AccountClosed(user.user.id), "user@example.org")]
    with pytest.raises(Conflict):
        leaving.close(OPERATOR, user.user)

    leaving.reopen(OPERATOR, user.user)

    assert user.user.open
    with pytest.raises(Conflict):
        leaving.reopen(OPERATOR, user.user)
    assert [each.subject for each in messages()] == ["Your account is closed", "Your account is open again"]


def test_the_last_admin_cannot_be_closed(admin: Person) -> None:
    with pytest.raises(Conflict):
        leaving.close(OPERATOR, admin.user)

    factories.user(site_roles=[SiteRole(role="admin")])
    leaving.close(OPERATOR, admin.user)
    assert not admin.user.open


def test_a_deleted_account_cannot_be_opened_again(user: Person) -> None:
    delete(with_password(user))
    db.session.refresh(user.user)

    with pytest.raises(Conflict):
        leaving.reopen(OPERATOR, user.user)


def test_closing_takes_the_permission(lead: Person, user: Person) -> None:
    with pytest.raises(Exception, match=r"^$"):
        leaving.close(Actor(lead.user.id, kind="person"), user.user)
    assert user.user.open


def test_authors_are_called_by_their_names_while_there_is_an_account(user: Person, board: Organisation) -> None:
    assert shown_name(user.user, board) == "A user"
    leaving.close(OPERATOR, user.user)
    assert shown_name(user.user, board) == "A user"

    leaving.reopen(OPERATOR, user.user)
    delete(with_password(sign_in(user, user.user)))
    db.session.expire_all()

    assert shown_name(user.user, board) == f"a former member of {board.name}"
    assert shown_name(user.user, None) == "a former user"
    assert shown_name(None, board) == f"a former member of {board.name}"
