"""What people see and change of their own accounts."""

from dataclasses import replace

import pytest
from apiflask import APIFlask
from flask import url_for
from sqlalchemy import func, select

from kb.accounts import passwords, slow_down
from kb.accounts.links import issue
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.service.proving import NOT_RIGHT
from kb.core import db
from kb.core.db import transaction, utc_now
from tests.accounts.own import (
    ANOTHER,
    PASSWORD,
    sessions_of,
    signed_in_long_ago,
    trail,
    with_app,
    with_password,
    without_app,
)
from tests.mailbox import messages
from tests.pages import Person
from tests.people import sign_in

PAGES = (
    "account", "change_name", "change_password", "change_address", "change_address_sent", "second_step", "set_up",
    "sessions", "own_data", "delete",
)  # fmt: skip


def test_the_account_page_lists_what_one_has(contributor: Person) -> None:
    page = with_app(with_password(contributor)).get("accounts.account")

    assert page.heading == "Your account"
    assert page.rows(".govuk-summary-list__key") == [
        "Name", "E-mail address", "Password", "Second step", "Where you are signed in",
    ]  # fmt: skip
    assert page.rows(".govuk-summary-list__value") == [
        "A contributor", "contributor@example.org", "Set", "A code from an app, and 0 recovery codes", "1 browser",
    ]  # fmt: skip
    assert "Northbridge Safeguarding Children Board" in page.text


def test_site_roles_are_told_and_their_need_of_a_second_step(editor: Person) -> None:
    page = without_app(editor).get("accounts.account")

    assert "Roles on this site Editor" in page.text
    assert "Set up a second step" in page.text


def test_few_recovery_codes_are_told(user: Person) -> None:
    page = with_app(user).get("accounts.account")

    assert "You have 0 recovery codes left" in page.text


@pytest.mark.parametrize("name", PAGES)
def test_every_page_asks_to_sign_in_and_is_kept_by_nobody(reader: Person, user: Person, name: str) -> None:
    with reader.app.test_request_context():
        address = url_for(f"accounts.{name}")
    asked = reader.client.get(address)
    assert asked.status_code == 303
    assert asked.headers["Location"].startswith("/sign-in?next=")

    shown = with_password(user).open(address)
    assert shown.status == 200
    assert asked.headers["Cache-Control"] in {"no-store", "private, no-cache"}
    assert shown.response.headers["Cache-Control"] == "no-store"


def test_looking_at_pages_changes_nothing(user: Person) -> None:
    with_password(with_app(user))
    before = snapshot(user)

    for name in (*PAGES, "recovery_codes", "switch_off"):
        user.get(f"accounts.{name}")

    assert snapshot(user) == before


def snapshot(person: Person) -> tuple[object, ...]:
    db.session.refresh(person.user)
    row = {name: value for name, value in vars(person.user).items() if not name.startswith("_")}
    return repr(row), len(sessions_of(person.user)), len(messages()), trail(person.user)


@pytest.mark.parametrize("name", ["Zoë O’Hara-Nguyễn", "李 小龍", "محمد", "Анна", "X"])
def test_a_name_may_be_in_any_script(user: Person, name: str) -> None:
    page = user.get("accounts.change_name").submit("Save the name", name=f"  {name} ")

    assert page.heading == "Your account"
    assert "Your name is changed." in page.text
    db.session.refresh(user.user)
    assert user.user.name == name
    assert trail(user.user) == ["ACCOUNT_CHANGE"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "\u202e\u200b", "buy at example.com"])
def test_what_is_no_name_is_refused_and_stays_in_the_form(user: Person, name: str) -> None:
    page = user.get("accounts.change_name").submit("Save the name", name=name)

    assert len(page.errors) == 1
    db.session.refresh(user.user)
    assert user.user.name == "A user"


@pytest.mark.walks("changes the password", "user@example.org")
def test_changing_the_password_ends_all_other_sessions_and_tells_the_owner(user: Person) -> None:
    elsewhere = Person(user.app)
    sign_in(elsewhere, with_password(user).user)

    page = user.get("accounts.change_password").submit("Save", password=PASSWORD, new_password=ANOTHER)

    assert page.heading == "Your account"
    assert "Your password is changed. Strength of your password: 4 of 4." in page.text
    assert len(sessions_of(user.user)) == 1
    assert elsewhere.client.get("/account").status_code == 303
    assert user.get("accounts.account").heading == "Your account"
    db.session.refresh(user.user)
    assert passwords.is_right(user.user.password_hash, ANOTHER)
    assert [(each.to, each.subject) for each in messages()] == [(user.user.email, "Your password was changed")]
    assert trail(user.user) == ["ACCOUNT_CHANGE"]


def test_changing_the_password_takes_back_links_that_were_sent(user: Person) -> None:
    with transaction():
        issue("reset", user=with_password(user).user, lasts=slow_down.FADES)

    user.get("accounts.change_password").submit("Save", password=PASSWORD, new_password=ANOTHER)

    unused = select(func.count()).where(OneTimeLink.user_id == user.user.id, OneTimeLink.used_at.is_(None))
    assert db.session.scalar(unused) == 0


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"password": "wrong", "new_password": ANOTHER}, NOT_RIGHT),
        ({"password": "w" * 100_000, "new_password": ANOTHER}, NOT_RIGHT),
        ({"password": "", "new_password": ANOTHER}, "Enter your password"),
        ({"password": PASSWORD, "new_password": ""}, "Enter a new password"),
        ({"password": PASSWORD, "new_password": "short"}, passwords.TOO_SHORT),
        ({"password": PASSWORD, "new_password": "x" * 1001}, passwords.TOO_LONG),
    ],
)
def test_a_password_that_does_not_do_is_refused(user: Person, typed: dict[str, str], message: str) -> None:
    page = with_password(user).get("accounts.change_password").submit("Save", **typed)

    assert page.errors == [message]
    db.session.refresh(user.user)
    assert passwords.is_right(user.user.password_hash, PASSWORD)
    assert messages() == []


def test_an_easy_password_is_refused(user: Person) -> None:
    page = (
        with_password(user)
        .get("accounts.change_password")
        .submit("Save", password=PASSWORD, new_password="password1234")
    )

    assert len(page.errors) == 1
    assert page.errors[0].startswith("This password is too easy to guess.")


def test_trying_passwords_is_slowed_down_and_the_right_one_is_taken_after_the_wait(user: Person) -> None:
    form = with_password(user).get("accounts.change_password")
    for _ in range(slow_down.PASSWORD.free):
        assert form.submit("Save", password="wrong", new_password=ANOTHER).errors == [NOT_RIGHT]

    refused = form.submit("Save", password=PASSWORD, new_password=ANOTHER)

    assert "several wrong passwords" in refused.errors[0]


def test_who_has_no_password_can_set_one_soon_after_signing_in(user: Person) -> None:
    page = user.get("accounts.change_password")

    assert page.heading == "Choose a password"
    page = page.submit("Save", new_password=ANOTHER)
    assert "Your password is changed" in page.text
    db.session.refresh(user.user)
    assert passwords.is_right(user.user.password_hash, ANOTHER)


@pytest.mark.parametrize("name", ["change_password", "change_address", "set_up", "delete"])
def test_who_has_no_password_signs_in_again_after_a_while(user: Person, name: str) -> None:
    page = signed_in_long_ago(user).get(f"accounts.{name}")

    assert (page.status, page.heading) == (403, "Sign in again first")
    page = page.submit("Sign out")
    assert sessions_of(user.user) == []


def test_who_has_a_password_need_not_sign_in_again(user: Person) -> None:
    page = signed_in_long_ago(with_password(user)).get("accounts.change_password")

    assert page.heading == "Change your password"


def test_two_windows_with_two_users_change_the_account_that_is_signed_in_now(user: Person, member: Person) -> None:
    form = user.get("accounts.change_name")
    with member.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with user.client.session_transaction() as cookie:
        cookie["_user_id"] = token

    form.submit("Save the name", name="Somebody Else")

    db.session.expire_all()
    assert (user.user.name, member.user.name) == ("A user", "Somebody Else")


def test_a_closed_account_has_no_pages(user: Person) -> None:
    user.user.closed_at = utc_now()

    assert user.get("accounts.account").heading == "Sign in"


def test_where_there_are_no_local_accounts_no_password_is_offered(app: APIFlask, user: Person) -> None:
    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], local_accounts=False)

    assert "a password" not in user.get("accounts.account").rows(".govuk-summary-list__actions")
