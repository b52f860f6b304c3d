"""Signing in and out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from argon2 import PasswordHasher
from sqlalchemy import func, select, update

from kb import create_app
from kb.accounts import links, passwords
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.service.signing_in import NOT_RIGHT
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from tests.accounts.doors import ADDRESS, OTHER_PASSWORD, PASSWORD, hashes, owner, sign_in, who_is, with_second_factor
from tests.conftest import settings_in
from tests.pages import Person, statements


def test_the_right_password_leads_to_where_somebody_was_going(app: APIFlask) -> None:
    user = owner()
    person = Person(app)

    page = sign_in(person, next="/themes?x=1")

    assert page.response.request.full_path == "/themes?x=1"
    assert who_is(person) == ADDRESS
    noted = db.session.scalars(select(AuditEvent).where(AuditEvent.permission == "SESSION_BEGIN")).one()
    assert (noted.actor_kind, noted.thing_kind, noted.thing_id) == ("anonymous", "user_account", user.id)


@pytest.mark.parametrize("typed", ["OWNER@Example.ORG", "  owner@example.org ", "owner@EXAMPLE.org\t"])
def test_capitals_and_spaces_in_the_address_do_not_matter(app: APIFlask, typed: str) -> None:
    owner()
    person = Person(app)
    sign_in(person, email=typed)
    assert who_is(person) == ADDRESS


@pytest.mark.parametrize("where", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_it_leads_to_no_other_site(app: APIFlask, where: str) -> None:
    owner()
    page = sign_in(Person(app), next=where)
    assert page.response.request.path == "/"


def test_a_wrong_password_is_refused_and_the_way_on_is_shown(app: APIFlask) -> None:
    owner()
    person = Person(app)
    page = sign_in(person, password=OTHER_PASSWORD)
    assert page.errors == [NOT_RIGHT]
    assert OTHER_PASSWORD not in page.html
    assert page.follow("Get a link by e-mail to choose a new password").heading == "Choose a new password"
    assert page.follow("Register if you have no account yet").heading == "Register"
    assert who_is(person) is None


def test_what_is_no_address_is_named(app: APIFlask) -> None:
    with hashes() as made:
        page = sign_in(Person(app), email="owner at example.org")
    assert page.errors == ["Enter an e-mail address in the form name@example.org"]
    assert made == []


def test_nothing_typed_is_named(app: APIFlask) -> None:
    assert sign_in(Person(app), email="", password="").errors == ["Enter your e-mail address", "Enter your password"]


def test_account_or_none_takes_the_same_statements_and_one_hash(app: APIFlask) -> None:
    """Also where the password of a closed account is right."""
    user = owner()
    seen = []
    for change, password in [
        ({}, OTHER_PASSWORD),
        ({"email": "somebody-else@example.org"}, PASSWORD),
        ({"closed_at": utc_now()}, PASSWORD),
        ({"password_hash": None}, PASSWORD),
        ({"demo": True}, PASSWORD),
    ]:
        before = {name: getattr(user, name) for name in change}
        for name, value in change.items():
            setattr(user, name, value)
        db.session.commit()
        page = Person(app).get("accounts.sign_in")
        with statements() as made, hashes() as hashed:
            answer = page.submit("Sign in", email=ADDRESS, password=password)
        seen.append((answer.status, answer.errors, len(hashed), made))
        for name, value in before.items():
            setattr(user, name, value)
        db.session.commit()
        db.session.execute(db.Base.metadata.tables["slow_down"].delete())
        db.session.commit()
    assert seen[0][:3] == (200, [NOT_RIGHT], 1)
    assert [each for each in seen if each != seen[0]] == []


def test_a_password_of_a_thousand_characters_counts_to_the_last_one(app: APIFlask) -> None:
    long = "wooden kettle nine herons " * 38 + "abcdefghijkl"
    assert len(long) == 1000
    owner(password_hash=passwords.hashed(long))
    assert sign_in(Person(app), password=long[:-1] + "m").errors == [NOT_RIGHT]
    person = Person(app)
    sign_in(person, password=long)
    assert who_is(person) == ADDRESS


def test_more_than_a_thousand_characters_are_refused_without_a_hash(app: APIFlask) -> None:
    owner()
    with hashes() as made:
        page = sign_in(Person(app), password="x" * 1001)
    assert page.errors == ["The password must have 1,000 characters or fewer"]
    assert made == []


def test_somebody_signed_in_is_led_on(app: APIFlask) -> None:
    owner()
    person = Person(app)
    sign_in(person)
    assert person.get("accounts.sign_in", next="/themes").response.request.path == "/themes"
    assert person.get("accounts.sign_in", next="//evil.example").response.request.path == "/"


def test_signing_in_leaves_nothing_of_the_cookie_before(app: APIFlask) -> None:
    owner()
    person = Person(app)
    with person.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    sign_in(person)
    with person.client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_signing_in_as_somebody_else_ends_the_session_before(app: APIFlask) -> None:
    owner()
    owner(email="other@example.org")
    person = Person(app)
    sign_in(person)
    page = person.get("accounts.reset")  # a page with a form, whose token is of this session
    sent = {"csrf_token": page.soup.find("input", {"name": "csrf_token"})["value"]}
    person.open("/sign-in", method="POST", data={**sent, "email": "other@example.org", "password": PASSWORD})
    assert who_is(person) == "other@example.org"
    assert db.session.scalar(select(func.count()).select_from(UserSession)) == 1


def test_signing_out_ends_the_session_and_says_so(app: APIFlask) -> None:
    owner()
    person = Person(app)
    sign_in(person)
    page = person.open("/sign-out", method="POST")
    assert page.heading == "You have signed out"
    assert who_is(person) is None
    assert db.session.scalar(select(func.count()).select_from(UserSession)) == 0
    assert person.open("/sign-out", method="POST").heading == "You have signed out"


def test_no_other_site_can_sign_somebody_out(app: APIFlask) -> None:
    owner()
    person = Person(app)
    sign_in(person)
    page = person.open("/sign-out", method="POST", headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status == 403
    assert who_is(person) == ADDRESS


def test_a_hash_with_old_parameters_is_made_anew(app: APIFlask) -> None:
    user = owner(password_hash=PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD))
    sign_in(Person(app))
    db.session.refresh(user)
    assert "$m=8,t=1,p=1$" in (user.password_hash or "")
    person = Person(app)
    sign_in(person)
    assert who_is(person) == ADDRESS


@pytest.mark.parametrize("outdated", [False, True])
def test_a_password_that_is_changed_while_it_is_compared_begins_no_session(
    app: APIFlask, monkeypatch: pytest.MonkeyPatch, outdated: bool
) -> None:
    """The owner is told that all others are signed out: nobody may come in with the old one after that."""
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    user = owner(**({"password_hash": old} if outdated else {}))
    number, new, compare = user.id, passwords.hashed(OTHER_PASSWORD), passwords.is_right

    def slow(kept: str | None, password: str) -> bool:
        found = compare(kept, password)
        with transaction():
            db.session.execute(update(User).where(User.id == number).values(password_hash=new))
        return found

    monkeypatch.setattr(passwords, "is_right", slow)
    person = Person(app)

    assert sign_in(person).errors == [NOT_RIGHT]

    monkeypatch.undo()
    assert who_is(person) is None
    db.session.rollback()
    db.session.refresh(user)
    assert user.password_hash == new, "the hash was not made anew over it"


def test_a_demo_account_does_not_sign_in_where_there_is_no_demo(app: APIFlask) -> None:
    owner(demo=True)
    assert sign_in(Person(app)).errors == [NOT_RIGHT]


def test_fields_say_what_belongs_into_them(reader: Person) -> None:
    soup = reader.get("accounts.sign_in").soup
    assert soup.find("input", {"name": "email"})["autocomplete"] == "username"
    assert soup.find("input", {"name": "password"})["autocomplete"] == "current-password"
    assert soup.find(attrs={"data-module": "govuk-password-input"})


def test_showing_a_form_changes_nothing(app: APIFlask) -> None:
    user = owner()
    with_second_factor(user)
    person = Person(app)
    sign_in(person)
    tokens = {
        "register": links.issue("register", email="new@example.org", lasts=timedelta(hours=1)),
        "reset-password": links.issue("reset", user=user, email=ADDRESS, lasts=timedelta(hours=1)),
        "first-admin": links.issue("first-admin", lasts=timedelta(hours=1)),
    }
    db.session.commit()
    pages = ["/sign-in", "/sign-in/code", "/signed-out", "/register", "/register/sent", "/reset-password"]
    for address in [*pages, "/reset-password/sent", *(f"/{path}/{token}" for path, token in tokens.items())]:
        with statements() as made:
            assert person.open(address).status == 200
        assert [sql for sql in made if not sql.startswith("SELECT")] == [], address


def test_without_local_accounts_pages_about_passwords_do_not_exist(tmp_path: Path, app: APIFlask) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    token = links.issue("first-admin", lasts=timedelta(hours=1))
    db.session.commit()
    made = create_app(replace(settings_in(tmp_path, url), local_accounts=False))
    with made.app_context():
        person = Person(made)
        page = person.get("accounts.sign_in")
        assert (page.status, page.soup.select("input[type=password], input[type=email]")) == (200, [])
        pages = ["/register", "/register/sent", "/register/x", "/reset-password", "/reset-password/sent"]
        for address in [*pages, "/reset-password/x", f"/first-admin/{token}"]:
            assert person.open(address).status == 404, address
        db.session.remove()
        db.engine().dispose()
