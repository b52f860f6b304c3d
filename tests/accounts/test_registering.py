"""Registering, and the first admin."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import ANONYMOUS
from kb.accounts import links
from kb.accounts.models.user import User
from kb.accounts.service import registering
from kb.core import audit, db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.core.options import choose
from tests.accounts.doors import ADDRESS, PASSWORD, hashes, owner, sign_in, who_is
from tests.mailbox import link_in, messages
from tests.pages import Page, Person, statements


def ask(person: Person, email: str = ADDRESS) -> Page:
    return person.get("accounts.register").submit("Send me a link", email=email)


def confirm(person: Person, path: str, **fields: str) -> Page:
    return person.open(path).submit("Make my account", **{"name": "Ada Fielding", "password": PASSWORD, **fields})


@pytest.mark.walks("asks to register", "owner@example.org")
def test_somebody_registers_with_the_link_from_the_message_and_is_signed_in(app: APIFlask) -> None:
    person = Person(app)
    assert ask(person).heading == "Check your e-mail"
    assert db.session.scalar(select(User)) is None

    page = person.open(link_in(messages(ADDRESS)[0]))
    assert page.soup.find("input", {"name": "email"})["value"] == ADDRESS
    assert page.soup.find("input", {"name": "email"})["autocomplete"] == "username"
    assert page.soup.find("input", {"name": "password"})["autocomplete"] == "new-password"
    assert db.session.scalar(select(User)) is None
    page = page.submit("Make my account", name="  Ada   Fielding ", password=PASSWORD)

    assert page.response.request.path == "/account"
    assert "Your account is made. Strength of your password: 4 of 4." in page.text
    assert who_is(person) == ADDRESS
    made = db.session.scalars(select(User)).one()
    assert (made.name, made.email) == ("Ada Fielding", ADDRESS)
    noted = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [entry.permission for entry in noted][:3] == ["LINK_ASK", "ACCOUNT_REGISTER", "SESSION_BEGIN"]
    assert noted[0].digest == audit.digest(ADDRESS)
    assert (noted[1].result_kind, noted[1].result_id) == ("user_account", made.id)


def test_the_browser_is_known_afterwards(app: APIFlask) -> None:
    person = Person(app)
    ask(person)
    confirm(person, link_in(messages()[0]))
    assert [key for key in person.client._cookies if key[1] == "/sign-in"]


def test_a_link_works_once(app: APIFlask) -> None:
    person = Person(app)
    ask(person)
    path = link_in(messages()[0])
    page = Person(app).open(path)
    confirm(person, path)

    late = page.submit("Make my account", name="Somebody Else", password=PASSWORD)

    assert (late.status, late.heading) == (410, "This link has been used")
    assert late.follow("sign in").heading == "Sign in"
    assert Person(app).open(path).heading == "This link has been used"
    assert len(db.session.scalars(select(User)).all()) == 1


def test_a_link_is_good_for_a_day(app: APIFlask) -> None:
    ask(Person(app))
    path = link_in(messages()[0])
    with time_machine.travel(utc_now() + timedelta(hours=24, seconds=1), tick=False):
        page = Person(app).open(path)
    assert (page.status, page.heading) == (410, "This link is too old")
    assert page.follow("get a new link").heading == "Register"


@pytest.mark.parametrize("token", ["0" * 64, "x", "%2e%2e", "0" * 5000])
def test_a_link_that_nobody_was_sent_does_not_work(app: APIFlask, token: str) -> None:
    page = Person(app).open(f"/register/{token}")
    assert (page.status, page.heading) == (404, "This link does not work")


def test_a_link_of_another_kind_looks_like_none(app: APIFlask) -> None:
    owner()
    Person(app).get("accounts.reset").submit("Send me a link", email=ADDRESS)
    token = link_in(messages()[0]).rpartition("/")[2]
    foreign, unknown = Person(app).open(f"/register/{token}"), Person(app).open(f"/register/{'0' * 64}")
    assert (foreign.status, foreign.text) == (unknown.status, unknown.text)


def test_a_newer_link_takes_the_place_of_the_older_one(app: APIFlask) -> None:
    ask(Person(app))
    ask(Person(app))
    older, newer = map(link_in, messages())
    assert Person(app).open(older).heading == "This link no longer works: a newer one was sent"
    assert Person(app).open(newer).heading == "Make your account"


def test_a_page_with_a_token_in_its_address_tells_it_to_nobody(app: APIFlask) -> None:
    ask(Person(app))
    path = link_in(messages()[0])
    for address in (path, "/register/unknown"):
        page = Person(app).open(address)
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page.response.headers["X-Robots-Tag"]
        assert page.response.headers["Cache-Control"] == "no-store"
        assert address.rpartition("/")[2] not in page.html


def test_a_form_with_a_token_in_its_address_can_be_sent_over_https(app: APIFlask) -> None:
    """Its browser sends no `Referer`."""
    person = Person(app)
    ask(person)
    path, secure = link_in(messages()[0]), {"base_url": "https://lessons.example.org"}
    page = person.open(path, **secure)
    sent = {field["name"]: field.get("value", "") for field in page.soup.select("form.kb-form input[name]")}
    person.open(path, method="POST", data={**sent, "name": "Ada Fielding", "password": PASSWORD}, **secure)
    assert db.session.scalars(select(User)).one().email == ADDRESS


@pytest.mark.walks("asks to register with an address that has an account", "owner@example.org")
def test_who_has_an_account_gets_a_message_with_the_ways_in(app: APIFlask) -> None:
    owner()
    page = ask(Person(app), email=" OWNER@example.org ")
    assert page.heading == "Check your e-mail"
    [message] = messages(ADDRESS)
    assert message.template == "accounts/register-known"
    assert "https://lessons.example.org/sign-in" in (message.text or "")
    assert "https://lessons.example.org/reset-password" in (message.text or "")


def test_who_has_a_closed_account_is_told_so_by_mail_alone(app: APIFlask) -> None:
    owner(closed_at=utc_now())
    assert ask(Person(app)).heading == "Check your e-mail"
    assert "which is closed" in (messages(ADDRESS)[0].text or "")


def test_account_or_none_takes_the_same_statements_and_no_hash(app: APIFlask) -> None:
    owner()
    owner(email="closed@example.org", closed_at=utc_now())
    seen = []
    for email in (ADDRESS, "nobody@example.org", "closed@example.org"):
        page = Person(app).get("accounts.register")
        with statements() as made, hashes() as hashed:
            answer = page.submit("Send me a link", email=email)
        seen.append((answer.status, answer.text.replace(email, "ADDRESS"), hashed, made))
    assert seen[0][2] == []
    assert [each for each in seen if each != seen[0]] == []


def test_three_messages_in_an_hour_are_enough_for_one_address(app: APIFlask) -> None:
    for _ in range(5):
        assert ask(Person(app)).heading == "Check your e-mail"
    assert ask(Person(app), email="another@example.org").heading == "Check your e-mail"
    assert len(messages(ADDRESS)) == 3
    assert len(messages("another@example.org")) == 1
    with time_machine.travel(utc_now() + timedelta(hours=1, seconds=1), tick=False):
        ask(Person(app))
        assert len(messages(ADDRESS)) == 4


@pytest.mark.parametrize(
    "name", ["Zoë O’Neill-Brown", "李小龍", "محمد بن علي", "D. J. van der Berg", "आरती", "Łukasz", "Ngũgĩ", "N'Diaye"]
)
def test_a_name_in_any_script_will_do(app: APIFlask, name: str) -> None:
    person = Person(app)
    ask(person)
    confirm(person, link_in(messages()[0]), name=name)
    assert db.session.scalars(select(User)).one().name == name


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " "}, "Enter your name"),
        ({"name": "…"}, "Your name must have a letter in it"),
        ({"name": "see www.example.com"}, "Enter your name without a web address"),
        ({"name": "x" * 101}, "Your name must have 100 characters or fewer"),
        ({"password": "short"}, "The password must have 12 characters or more"),
        ({"password": "x" * 1001}, "The password must have 1,000 characters or fewer"),
    ],
)
def test_what_will_not_do_is_named_and_the_link_stays_good(app: APIFlask, fields: Any, problem: str) -> None:
    person = Person(app)
    ask(person)
    path = link_in(messages()[0])
    page = confirm(person, path, **fields)
    assert page.errors == [problem]
    assert page.submit("Make my account", name="Ada Fielding", password=PASSWORD).heading != "Make your account"


@pytest.mark.parametrize("name", ["https://example.org", "", "  "])
def test_all_problems_are_named_at_once(app: APIFlask, name: str) -> None:
    person = Person(app)
    ask(person)
    page = confirm(person, link_in(messages()[0]), name=name, password="short")
    assert len(page.errors) == 2


def test_a_password_that_is_easy_to_guess_is_refused_with_its_strength(app: APIFlask) -> None:
    person = Person(app)
    ask(person)
    page = confirm(person, link_in(messages()[0]), name="Ada Fielding", password="ada fielding 1")
    assert "Strength: " in page.errors[0]
    assert "your name" in page.errors[0]
    assert "ada fielding 1" not in page.html


def test_an_account_made_meanwhile_is_not_made_twice(app: APIFlask) -> None:
    person = Person(app)
    ask(person)
    page = person.open(link_in(messages()[0]))
    owner()
    page = page.submit("Make my account", name="Ada Fielding", password=PASSWORD)
    assert page.errors == [f"{registering.TAKEN}. Sign in with it"]


def test_registration_can_be_switched_off(app: APIFlask) -> None:
    person = Person(app)
    ask(person)
    path = link_in(messages()[0])
    choose("registration", 0)
    page = person.get("accounts.register")
    assert page.heading == "You need an invitation to register"
    assert person.open(path).heading == "You need an invitation to register"
    token = person.get("accounts.reset").soup.find("input", {"name": "csrf_token"})["value"]
    person.open("/register", method="POST", data={"csrf_token": token, "email": "more@example.org"})
    assert len(messages()) == 1


def test_of_many_requests_with_one_link_one_makes_the_account(app: APIFlask) -> None:
    ask(Person(app))
    token, made, refused = link_in(messages()[0]).rpartition("/")[2], [], []
    ready = threading.Barrier(6)

    def one(number: int) -> None:
        with app.test_request_context():
            link = links.found("register", token)
            ready.wait()
            try:
                registering.register(ANONYMOUS, link, name=f"Ada {number} F", password_hash="x")
                made.append(number)
            except links.LinkUsed:
                refused.append(number)
            db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (1, 5)
    db.session.rollback()
    assert len(db.session.scalars(select(User)).all()) == 1


def test_signing_in_works_afterwards(app: APIFlask) -> None:
    person = Person(app)
    ask(person)
    confirm(person, link_in(messages()[0]))
    other = Person(app)
    sign_in(other)
    assert who_is(other) == ADDRESS


def test_who_is_signed_in_is_told_so_on_the_page_for_registering(user: Person) -> None:
    assert "You have an account and are signed in as A user" in user.get("accounts.register").text


def test_the_page_for_signing_in_offers_to_register_where_people_may(app: APIFlask) -> None:
    assert "Register if you have no account yet" in Person(app).get("accounts.sign_in").text
    choose("registration", 0)
    assert "Register if you have no account yet" not in Person(app).get("accounts.sign_in").text
