"""Setting up, replacing and switching off the second step of signing in."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine

from kb.access.actors import OPERATOR
from kb.accounts import second_factor
from kb.accounts.service import second_step
from kb.accounts.service.proving import NOT_RIGHT
from kb.core import db
from kb.core.db import transaction, utc_now
from tests.accounts.own import PASSWORD, SECRET, sessions_of, trail, with_app, with_password, without_app
from tests.mailbox import messages
from tests.pages import Page, Person
from tests.people import sign_in


def key_in(page: Page) -> str:
    """The key that the page shows as text."""
    return page.rows("#key code")[0].replace(" ", "")


def codes_in(page: Page) -> list[str]:
    return re.findall(r"[A-Z0-9]{4}(?: [A-Z0-9]{4}){3}", page.rows("pre")[0])


def refusal(person: Person, typed: str) -> str | None:
    with transaction():
        return second_factor.refusal(person.user, typed)


@pytest.mark.walks("sets up the second step", "user@example.org")
@pytest.mark.walks("signs in with a recovery code", "user@example.org")
def test_setting_up_an_app(user: Person) -> None:
    elsewhere = sign_in(Person(user.app), with_password(user).user, second_factor=False)
    sessions_of(user.user)[0].second_factor_at = None

    form = user.get("accounts.second_step").follow("Set it up")
    page = form.submit("Switch it on", code=pyotp.TOTP(key_in(form)).now(), password=PASSWORD)

    assert page.heading == "Your recovery codes"
    assert len(codes_in(page)) == 10
    db.session.refresh(user.user)
    assert user.user.has_second_factor
    assert refusal(user, codes_in(page)[0]) is None
    assert refusal(user, pyotp.TOTP(key_in(form)).now()) == second_factor.USED, "the code that confirmed it"
    assert [row.second_factor_at is not None for row in sessions_of(user.user)] == [True]
    assert elsewhere.get("accounts.account").heading == "Sign in"
    assert messages()[0].subject == "The second step of your account was changed"
    assert "was set up" in str(messages()[0].text)
    assert trail(user.user) == ["ACCOUNT_CHANGE"]


def test_an_admin_has_the_rights_of_one_as_soon_as_it_is_set_up(admin: Person) -> None:
    with_password(without_app(admin))
    assert admin.get("admin.users").heading == "Set up the second step first"

    form = admin.get("accounts.set_up")
    form.submit("Switch it on", code=pyotp.TOTP(key_in(form)).now(), password=PASSWORD)

    assert admin.get("admin.users").status == 200


def test_who_had_to_set_it_up_first_goes_on_to_where_they_were_going(admin: Person) -> None:
    with_password(without_app(admin))

    form = admin.get("accounts.second_step", next="/admin/users").follow("Set it up")
    page = form.submit("Switch it on", code=pyotp.TOTP(key_in(form)).now(), password=PASSWORD)

    assert page.follow("I have kept them").heading == "Users"


def test_no_link_of_a_stranger_leads_away_after_setting_it_up(user: Person) -> None:
    page = with_password(user).get("accounts.second_step", next="//elsewhere.example")

    assert page.link("Set it up") == "/account/second-step/app"


def test_the_picture_and_the_key_are_the_same_and_stay_when_the_page_is_loaded_again(user: Person) -> None:
    first, second = user.get("accounts.set_up"), user.get("accounts.set_up")

    assert key_in(first) == key_in(second)
    address = second_factor.address_of_app(user.user, key_in(first))
    assert first.soup.select_one("svg path[d^=M4]")["d"] == second_factor.picture(address).path  # type: ignore[index]
    assert not first.soup.select("svg[style], svg [style]")


def test_each_person_gets_a_key_of_ones_own_in_the_same_browser(user: Person, member: Person) -> None:
    first = key_in(user.get("accounts.set_up"))
    with member.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with user.client.session_transaction() as cookie:
        cookie["_user_id"] = token

    assert key_in(user.get("accounts.set_up")) != first


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the 6 digits that your app shows"),
        ("000000", second_factor.NOT_OF_APP),
        ("abc", second_factor.NOT_OF_APP),
    ],
)
def test_a_wrong_code_sets_nothing_up(user: Person, typed: str, message: str) -> None:
    form = with_password(user).get("accounts.set_up")

    page = form.submit("Switch it on", code=typed, password=PASSWORD)

    assert page.errors == [message]
    assert key_in(page) == key_in(form)
    db.session.refresh(user.user)
    assert not user.user.has_second_factor
    assert messages() == []


def test_a_wrong_clock_is_named(user: Person) -> None:
    form = with_password(user).get("accounts.set_up")
    late = pyotp.TOTP(key_in(form)).at(utc_now() - timedelta(minutes=2))

    page = form.submit("Switch it on", code=late, password=PASSWORD)

    assert "Your phone’s clock seems to be two minutes slow" in page.errors[0]


def test_a_wrong_password_sets_nothing_up(user: Person) -> None:
    form = with_password(user).get("accounts.set_up")

    page = form.submit("Switch it on", code=pyotp.TOTP(key_in(form)).now(), password="wrong")

    assert page.errors == [NOT_RIGHT]


@pytest.mark.walks("sets up another app", "user@example.org")
def test_another_app_takes_the_place_of_the_first(user: Person) -> None:
    with transaction():
        old = second_factor.new_recovery_codes(with_app(with_password(user)).user)
    form = user.get("accounts.second_step").follow("Set up another app")
    assert key_in(form) != SECRET

    page = form.submit("Switch it on", code=pyotp.TOTP(key_in(form)).now(), password=PASSWORD)

    assert refusal(user, old[0]) == second_factor.NOT_RIGHT
    assert second_factor.codes_left(user.user) == 10
    with time_machine.travel(utc_now() + timedelta(minutes=1)):
        assert refusal(user, pyotp.TOTP(SECRET).now()) == second_factor.NOT_RIGHT
        assert refusal(user, pyotp.TOTP(key_in(form)).now()) is None
    assert page.heading == "Your recovery codes"
    assert "was replaced" in str(messages()[0].text)


def test_a_session_without_a_code_cannot_change_the_second_step(user: Person) -> None:
    with_app(with_password(user))
    sessions_of(user.user)[0].second_factor_at = None

    for name in ("set_up", "recovery_codes", "switch_off", "change_password", "change_address", "delete"):
        assert user.get(f"accounts.{name}").heading == "Sign in again first"


@pytest.mark.walks("makes new recovery codes", "user@example.org")
def test_new_recovery_codes_are_shown_once(user: Person) -> None:
    with transaction():
        old = second_factor.new_recovery_codes(with_app(with_password(user)).user)
    form = user.get("accounts.second_step").follow("Make new recovery codes")
    assert "10 unused codes" in form.text

    page = form.submit("Make new codes", password=PASSWORD)

    new = codes_in(page)
    assert len(new) == 10
    assert not set(new) & set(old)
    assert new[0] not in user.get("accounts.second_step").text
    assert page.response.headers["Cache-Control"] == "no-store"
    assert "was given new recovery codes" in str(messages()[0].text)


def test_the_number_of_recovery_codes_left_is_shown(user: Person) -> None:
    with transaction():
        codes = second_factor.new_recovery_codes(with_app(user).user)
    assert "You have 10 recovery codes left" in user.get("accounts.second_step").text

    for each in codes[:8]:
        assert refusal(user, each) is None

    assert "You have 2 recovery codes left" in user.get("accounts.second_step").text
    assert "That is few" in user.get("accounts.second_step").text


@pytest.mark.walks("switches the second step off", "user@example.org")
def test_it_can_be_switched_off(user: Person) -> None:
    with transaction():
        second_factor.new_recovery_codes(with_app(with_password(user)).user)

    page = (
        user.get("accounts.second_step").follow("Switch the second step off").submit("Switch it off", password=PASSWORD)
    )

    assert "The second step is switched off" in page.text
    db.session.refresh(user.user)
    assert not user.user.has_second_factor
    assert user.user.totp_secret is None
    assert second_factor.codes_left(user.user) == 0
    assert "was switched off" in str(messages()[0].text)


def test_who_needs_it_cannot_switch_it_off(editor: Person) -> None:
    page = with_app(with_password(editor)).get("accounts.second_step")

    assert "You cannot switch the second step off" in page.text
    assert editor.get("accounts.switch_off").status == 409


@pytest.mark.parametrize("name", ["recovery_codes", "switch_off"])
def test_what_is_not_set_up_cannot_be_changed(user: Person, name: str) -> None:
    assert user.get(f"accounts.{name}").status == 409


def test_an_admin_can_reset_it_for_somebody_who_lost_everything(user: Person) -> None:
    with transaction():
        second_factor.new_recovery_codes(with_app(user).user)

    second_step.reset(OPERATOR, user.user)

    assert not user.user.has_second_factor
    assert second_factor.codes_left(user.user) == 0
    assert sessions_of(user.user) == []
    assert "was reset by an admin" in str(messages()[0].text)


def test_loading_the_page_with_the_codes_again_leads_to_the_second_step(user: Person) -> None:
    form = with_password(user).get("accounts.set_up")
    typed = {"code": pyotp.TOTP(key_in(form)).now(), "password": PASSWORD}
    assert form.submit("Switch it on", **typed).heading == "Your recovery codes"

    page = form.submit("Switch it on", **typed)

    assert page.heading == "Second step when you sign in"
    assert "The second step is set up. Its recovery codes were shown once." in page.text
    assert page.errors == []
