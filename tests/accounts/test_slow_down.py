"""Slowing down who tries passwords."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts import slow_down
from kb.accounts.models.credentials import SlowDown
from kb.accounts.service import signing_in
from kb.accounts.service.signing_in import NOT_RIGHT, Attempt
from kb.core import db
from kb.core.db import transaction
from kb.core.errors import Invalid
from tests.accounts.doors import ADDRESS, OTHER_PASSWORD, PASSWORD, hashes, owner, sign_in, who_is
from tests.mailbox import link_in, messages
from tests.pages import Person

START = datetime.now(UTC).replace(minute=10) + timedelta(days=1)


def attempt(network: str = "192.0.2.1", *, address: str = ADDRESS, password: str = OTHER_PASSWORD) -> str | None:
    """Try a password; None where it is right, else what the page says."""
    try:
        signing_in.prove(Attempt(address, network), password)
    except Invalid as refusal:
        return refusal.problems["password"]
    return None


def take(*counted: slow_down.Counted) -> timedelta:
    with transaction():
        return slow_down.take_turn(*counted)


def test_from_five_failures_on_each_try_waits_longer(app: APIFlask) -> None:
    owner()
    waits = []
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(12):
            tried = attempt()
            assert tried == NOT_RIGHT
            wait = slow_down.waiting(slow_down.account(ADDRESS))
            waits.append(int(wait.total_seconds()))
            if wait:
                assert "Wait " in (attempt() or "")
            clock.shift(wait)
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_refused_try_makes_no_hash_and_names_the_way_on(app: APIFlask) -> None:
    owner()
    with time_machine.travel(START, tick=False):
        for _ in range(5):
            sign_in(Person(app), password=OTHER_PASSWORD)
        with hashes() as made:
            page = sign_in(Person(app), password=PASSWORD)
    assert page.errors == ["Wait 2 seconds and try again, or get a link by e-mail"]
    assert page.link("Get a link by e-mail to choose a new password")
    assert made == []


def test_an_address_without_an_account_is_counted_like_one_with(app: APIFlask) -> None:
    with time_machine.travel(START, tick=False):
        said = [attempt(address="nobody@example.org") for _ in range(6)]
    assert said == [NOT_RIGHT] * 5 + ["Wait 2 seconds and try again, or get a link by e-mail"]


def test_an_hour_without_a_try_and_a_right_password_start_anew(app: APIFlask) -> None:
    owner()
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(5):
            attempt()
        clock.shift(timedelta(hours=1))
        assert [attempt() for _ in range(4)] == [NOT_RIGHT] * 4
        assert attempt(password=PASSWORD) is None
        assert [attempt() for _ in range(5)] == [NOT_RIGHT] * 5


def test_one_network_may_be_wrong_often(app: APIFlask) -> None:
    with time_machine.travel(START, tick=False):
        said = [attempt(address=f"person-{number}@example.org") for number in range(201)]
        assert said == [NOT_RIGHT] * 200 + ["Wait 2 seconds and try again, or get a link by e-mail"]
        assert attempt("198.51.100.7", address="person-300@example.org") == NOT_RIGHT
    with time_machine.travel(START + timedelta(hours=1), tick=False):
        assert attempt(address="person-301@example.org") == NOT_RIGHT


def test_right_passwords_do_not_count_against_a_network(app: APIFlask) -> None:
    owner()
    with time_machine.travel(START, tick=False):
        for _ in range(20):
            assert attempt(password=PASSWORD) is None
        assert db.session.scalars(select(SlowDown.failures)).all() == [0]


def test_ten_thousand_wrong_passwords_are_little_work_and_the_owner_gets_in(app: APIFlask) -> None:
    owner()
    at_home, elsewhere = Person(app), Person(app)
    sign_in(at_home)
    at_home.open("/sign-out", method="POST")
    with time_machine.travel(START, tick=False) as clock:
        with hashes() as made:
            for number in range(10_000):
                said = attempt(f"198.51.{number % 250}.{number // 250}")
                assert said is not None
                clock.shift(timedelta(hours=1) / 10_000)
        assert len(made) < 100
        assert (db.session.scalar(select(func.count()).select_from(SlowDown)) or 0) < 200

        sign_in(at_home)
        assert who_is(at_home) == ADDRESS

        page = sign_in(elsewhere)
        assert page.errors[0].startswith("Wait ")
        page = page.follow("Get a link by e-mail to choose a new password")
        page.submit("Send me a link", email=ADDRESS)
        page = elsewhere.open(link_in(messages(ADDRESS)[-1]))
        page.submit("Change my password", password=OTHER_PASSWORD)
        assert who_is(elsewhere) == ADDRESS

        elsewhere.open("/sign-out", method="POST")  # that browser is known by now
        attempt("198.51.100.1", password="one more of the stranger")
        sign_in(elsewhere, password=OTHER_PASSWORD)
        assert who_is(elsewhere) == ADDRESS


def test_a_known_browser_is_slowed_down_too_by_what_is_tried_in_it(app: APIFlask) -> None:
    owner()
    person = Person(app)
    sign_in(person)
    person.open("/sign-out", method="POST")
    with time_machine.travel(START, tick=False):
        for _ in range(5):
            assert sign_in(person, password=OTHER_PASSWORD).errors == [NOT_RIGHT]
        assert sign_in(person).errors[0].startswith("Wait ")
        assert attempt(password=PASSWORD) is None  # elsewhere nothing was counted


def test_a_browser_is_known_for_its_owner_alone_and_a_cookie_cannot_be_made_up(app: APIFlask) -> None:
    owner()
    owner(email="other@example.org")
    person = Person(app)
    sign_in(person)
    person.open("/sign-out", method="POST")
    made_up = Person(app)
    made_up.client.set_cookie("known-000000000000", "WzEsImFiYyJd.x.y", path="/sign-in")
    with time_machine.travel(START, tick=False):
        for address in (ADDRESS, "other@example.org"):
            for number in range(5):
                attempt(f"192.0.2.{number}", address=address)
        assert sign_in(person, email="other@example.org").errors[0].startswith("Wait ")
        assert sign_in(made_up).errors[0].startswith("Wait ")
        sign_in(person)
        assert who_is(person) == ADDRESS


def test_the_cookie_of_a_known_browser_goes_to_the_sign_in_pages_alone(app: APIFlask) -> None:
    owner()
    person = Person(app)
    sign_in(person)
    [cookie] = [cookie for key, cookie in person.client._cookies.items() if key[1] == "/sign-in"]
    assert cookie.key.startswith("known-")
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.max_age == 365 * 24 * 60 * 60


def test_of_many_tries_at_once_five_are_let_through(app: APIFlask) -> None:
    key, passed = slow_down.account(ADDRESS), []
    ready = threading.Barrier(12)

    def one() -> None:
        with app.app_context():
            ready.wait()
            if not take(key, slow_down.network("192.0.2.1")):
                passed.append(1)
            db.session.remove()

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 5


def test_counts_that_mean_nothing_any_more_are_removed(app: APIFlask) -> None:
    with time_machine.travel(START, tick=False) as clock:
        take(slow_down.account(ADDRESS))
        clock.shift(timedelta(hours=23, minutes=50))
        take(slow_down.account("other@example.org"))
        clock.shift(timedelta(minutes=11))
        with transaction():
            slow_down.remove_faded()
        assert db.session.scalars(select(SlowDown.key)).all() == [slow_down.account("other@example.org").key]


def test_no_address_is_kept_with_a_count(app: APIFlask) -> None:
    attempt()
    assert all("example" not in key and "192" not in key for key in db.session.scalars(select(SlowDown.key)))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (1, "1 second"),
        (39.1, "40 seconds"),
        (60, "60 seconds"),
        (91, "2 minutes"),
        (600, "10 minutes"),
    ],
)
def test_a_wait_in_words_is_never_too_short(seconds: float, words: str) -> None:
    assert slow_down.in_words(timedelta(seconds=seconds)) == words
