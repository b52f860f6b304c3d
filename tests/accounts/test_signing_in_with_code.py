"""Signing in with a second step, and with what was typed before."""

from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import delete, select

import tests.people
from kb.accounts import passwords
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import SiteRole, User
from kb.accounts.service.signing_in import NOT_RIGHT
from kb.core import db
from kb.core.db import utc_now
from tests.accounts.doors import ADDRESS, OTHER_PASSWORD, PASSWORD, owner, sign_in, who_is, with_second_factor
from tests.mailbox import messages
from tests.pages import Person


def test_who_has_a_second_step_needs_a_code(app: APIFlask) -> None:
    app_of_owner = with_second_factor(owner())
    person = Person(app)

    page = sign_in(person, next="/themes")

    assert page.heading == "Enter a code"
    assert who_is(person) is None
    assert page.submit("Go on", code="000000").errors
    page = page.submit("Go on", code=app_of_owner.now())
    assert page.response.request.path == "/themes"
    assert who_is(person) == ADDRESS
    assert db.session.scalars(select(UserSession)).one().second_factor_at is not None


def test_a_code_works_once(app: APIFlask) -> None:
    app_of_owner = with_second_factor(owner())
    code = app_of_owner.now()
    sign_in(Person(app)).submit("Go on", code=code)
    page = sign_in(Person(app)).submit("Go on", code=code)
    assert "has been used" in page.errors[0]


@pytest.mark.walks("enters ten wrong codes after the right password", "owner@example.org")
def test_after_ten_wrong_codes_the_owner_is_written_to(app: APIFlask) -> None:
    with_second_factor(owner())
    with time_machine.travel(utc_now(), tick=False) as clock:
        for tried in range(1, 13):
            page = sign_in(Person(app)).submit("Go on", code="000000")
            assert "not right" in page.errors[0]
            assert len(messages()) == (tried >= 10), "once, and not before"
            clock.shift(timedelta(minutes=61))  # pauses buy no free tries

    assert "somebody knows your password" in (messages()[0].text or "")


def test_a_code_comes_within_ten_minutes_of_the_password(app: APIFlask) -> None:
    app_of_owner = with_second_factor(owner())
    person = Person(app)
    page = sign_in(person, next="/themes")
    with time_machine.travel(utc_now() + timedelta(minutes=10, seconds=1), tick=False):
        page = page.submit("Go on", code=app_of_owner.now())
        assert page.heading == "Sign in"
        assert "More than 10 minutes have passed" in page.text
        assert who_is(person) is None
        page = page.submit("Sign in", email=ADDRESS, password=PASSWORD)
        assert page.submit("Go on", code=app_of_owner.now()).response.request.path == "/themes"


def test_a_password_that_was_changed_meanwhile_proves_nothing(app: APIFlask) -> None:
    user = owner()
    app_of_owner = with_second_factor(user)
    person = Person(app)
    page = sign_in(person)
    user.password_hash = passwords.hashed(OTHER_PASSWORD)
    db.session.commit()
    assert page.submit("Go on", code=app_of_owner.now()).heading == "Sign in"
    assert who_is(person) is None


def test_the_code_page_is_of_no_use_without_a_password(app: APIFlask) -> None:
    assert Person(app).get("accounts.sign_in_code").heading == "Sign in"


def test_wrong_codes_slow_down_and_the_password_does_not_make_them_forgotten(app: APIFlask) -> None:
    app_of_owner = with_second_factor(owner())
    page = sign_in(Person(app))
    for _ in range(5):
        page.submit("Go on", code="000000")
        sign_in(Person(app))
    page = sign_in(Person(app))
    assert page.submit("Go on", code=app_of_owner.now()).errors == ["Wait 2 seconds and try again"]


def test_a_holder_of_a_site_role_without_a_second_step_is_led_to_set_it_up(app: APIFlask) -> None:
    owner(site_roles=[SiteRole(role="editor")])
    person = Person(app)
    page = sign_in(person)
    assert page.response.request.path == "/account/second-step"
    assert who_is(person) == ADDRESS


def sessions_end() -> None:
    db.session.execute(delete(UserSession))
    db.session.commit()


def test_what_was_typed_before_the_session_ended_is_carried_through_password_and_code(app: APIFlask) -> None:
    user = owner(name="Ada Fielding")
    app_of_owner = with_second_factor(user)
    person = tests.people.sign_in(Person(app), user)
    page = person.get("accounts.change_name")
    sessions_end()

    page = page.submit("Save the name", name="Ada Fielding-Marsh")
    page = page.submit("Sign in and go on")
    assert (page.heading, page.errors) == ("Sign in", [])
    page = page.submit("Sign in", email=ADDRESS, password=OTHER_PASSWORD)
    assert page.errors == [NOT_RIGHT]
    page = page.submit("Sign in", email=ADDRESS, password=PASSWORD)
    assert (page.heading, page.errors) == ("Enter a code", [])
    assert page.submit("Go on", code="000000").errors
    page = page.submit("Go on", code=app_of_owner.now())
    assert "Ada Fielding-Marsh" in page.text
    assert user_name() == "Ada Fielding"
    page.submit("Send it")

    assert user_name() == "Ada Fielding-Marsh"


def test_what_was_typed_is_carried_on_where_the_code_comes_too_late(app: APIFlask) -> None:
    user = owner(name="Ada Fielding")
    app_of_owner = with_second_factor(user)
    person = tests.people.sign_in(Person(app), user)
    page = person.get("accounts.change_name")
    sessions_end()
    page = page.submit("Save the name", name="Ada Fielding-Marsh").submit("Sign in and go on")
    page = page.submit("Sign in", email=ADDRESS, password=PASSWORD)
    with time_machine.travel(utc_now() + timedelta(minutes=11), tick=False):
        page = page.submit("Go on", code=app_of_owner.now())
        assert "More than 10 minutes have passed" in page.text
        page = page.submit("Sign in", email=ADDRESS, password=PASSWORD)
        page.submit("Go on", code=app_of_owner.now()).submit("Send it")
    assert user_name() == "Ada Fielding-Marsh"


def user_name() -> str:
    db.session.rollback()
    return db.session.scalars(select(User.name).where(User.email == ADDRESS)).one()
