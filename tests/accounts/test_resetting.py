"""Choosing a new password with a link."""

from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts import links
from kb.accounts.models.credentials import LINK_KINDS, OneTimeLink, UserSession
from kb.accounts.models.user import SiteRole
from kb.accounts.service.signing_in import NOT_RIGHT
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from tests.accounts.doors import ADDRESS, OTHER_PASSWORD, PASSWORD, hashes, owner, sign_in, who_is, with_second_factor
from tests.mailbox import link_in, messages
from tests.pages import Page, Person, statements


def ask(person: Person, email: str = ADDRESS) -> Page:
    return person.get("accounts.reset").submit("Send me a link", email=email)


def change(person: Person, path: str, **fields: str) -> Page:
    return person.open(path).submit("Change my password", **{"password": OTHER_PASSWORD, **fields})


@pytest.mark.walks("asks for a new password", "owner@example.org")
@pytest.mark.walks("chooses a new password with the link", "owner@example.org")
def test_a_new_password_is_chosen_with_the_link_and_ends_all_sessions(app: APIFlask) -> None:
    user = owner()
    elsewhere, person = Person(app), Person(app)
    sign_in(elsewhere)
    assert ask(person, email=" OWNER@example.org").heading == "Check your e-mail"

    page = person.open(link_in(messages(ADDRESS)[0]))
    assert page.soup.find("input", {"name": "email"})["value"] == ADDRESS
    assert who_is(elsewhere) == ADDRESS
    page = page.submit("Change my password", password=OTHER_PASSWORD)

    assert "Your password is changed. Strength of your password: 4 of 4." in page.text
    assert who_is(person) == ADDRESS
    assert who_is(elsewhere) is None
    assert db.session.scalar(select(func.count()).select_from(UserSession)) == 1
    assert sign_in(Person(app), password=PASSWORD).errors == [NOT_RIGHT]
    entries = db.session.scalars(select(AuditEvent).where(AuditEvent.permission == "LINK_USE")).all()
    assert [(entry.thing_kind, entry.result_id) for entry in entries] == [("one_time_link", user.id)]


def test_the_link_works_once_and_for_an_hour(app: APIFlask) -> None:
    owner()
    ask(Person(app))
    path = link_in(messages()[0])
    with time_machine.travel(utc_now() + timedelta(hours=1, seconds=1), tick=False):
        page = Person(app).open(path)
        assert page.heading == "This link is too old"
        assert page.follow("get a new link").heading == "Choose a new password"
    late = Person(app).open(path)
    change(Person(app), path)
    assert late.submit("Change my password", password=OTHER_PASSWORD).heading == "This link has been used"


def test_a_link_whose_time_passes_between_opening_and_using_it_changes_nothing(app: APIFlask) -> None:
    user = owner()
    with time_machine.travel(utc_now(), tick=False) as clock:
        link = links.found("reset", links.issue("reset", user=user, email=ADDRESS, lasts=timedelta(hours=1)))
        db.session.commit()
        clock.shift(timedelta(hours=1))
        with pytest.raises(links.LinkExpired):
            links.use(link)
        assert link.used_at is None


def test_both_are_named_where_the_code_is_missing_and_the_password_is_weak(app: APIFlask) -> None:
    with_second_factor(owner())
    ask(Person(app))
    page = change(Person(app), link_in(messages()[0]), password="Password12345")
    assert len(page.errors) == 2
    assert "If your phone is not at hand" in page.text


def test_a_link_says_who_else_is_signed_in_and_a_used_one_who_has_used_it(app: APIFlask) -> None:
    owner()
    owner(email="next@example.org")
    ask(Person(app))
    path, person = link_in(messages()[0]), Person(app)
    sign_in(person, "next@example.org")
    page = person.open(path)
    assert "This link is for owner@example.org: going on signs you out." in page.text
    page.submit("Change my password", password=OTHER_PASSWORD)
    page = person.open(path)
    assert page.heading == "This link has been used"
    assert "You are signed in as owner@example.org." in page.text


def test_a_weak_password_is_refused_and_the_link_stays_good(app: APIFlask) -> None:
    owner()
    ask(Person(app))
    page = change(Person(app), link_in(messages()[0]), password="Password12345")
    assert "Strength: " in page.errors[0]
    page.submit("Change my password", password=OTHER_PASSWORD)
    person = Person(app)
    sign_in(person, password=OTHER_PASSWORD)
    assert who_is(person) == ADDRESS


def test_who_has_a_second_step_gives_a_code_before_the_new_password_counts(app: APIFlask) -> None:
    app_of_owner = with_second_factor(owner())
    ask(Person(app))
    person = Person(app)
    page = person.open(link_in(messages()[0]))

    assert page.submit("Change my password", password=OTHER_PASSWORD).errors == ["Enter a code"]
    page = page.submit("Change my password", password=OTHER_PASSWORD, code="000000")
    assert page.errors
    assert who_is(person) is None
    assert sign_in(Person(app)).heading == "Enter a code"  # with the old password
    page.submit("Change my password", password=OTHER_PASSWORD, code=app_of_owner.now())

    assert who_is(person) == ADDRESS
    assert db.session.scalars(select(UserSession)).one().second_factor_at is not None
    assert sign_in(Person(app)).errors == [NOT_RIGHT]
    assert sign_in(Person(app), password=OTHER_PASSWORD).heading == "Enter a code"


def test_wrong_codes_slow_down_and_are_then_refused_without_a_hash(app: APIFlask) -> None:
    app_of_owner = with_second_factor(owner())
    ask(Person(app))
    page = Person(app).open(link_in(messages()[0]))
    for _ in range(5):
        page.submit("Change my password", password=OTHER_PASSWORD, code="000000")
    with hashes() as made:
        page = page.submit("Change my password", password=OTHER_PASSWORD, code=app_of_owner.now())
    assert page.errors == ["Wait 2 seconds and try again"]
    assert made == []


def test_a_holder_of_a_site_role_without_a_second_step_is_led_to_set_it_up(app: APIFlask) -> None:
    owner(site_roles=[SiteRole(role="editor")])
    ask(Person(app))
    page = change(Person(app), link_in(messages()[0]))
    assert page.response.request.path == "/account/second-step"


def test_account_or_none_takes_the_same_statements_and_no_hash(app: APIFlask) -> None:
    owner()
    owner(email="closed@example.org", closed_at=utc_now())
    owner(email="at-the-provider@example.org", password_hash=None)
    seen = []
    for email in (ADDRESS, "nobody@example.org", "closed@example.org", "at-the-provider@example.org"):
        page = Person(app).get("accounts.reset")
        with statements() as made, hashes() as hashed:
            answer = page.submit("Send me a link", email=email)
        seen.append((answer.status, answer.text.replace(email, "ADDRESS"), hashed, made))
    assert seen[0][2] == []
    assert [each for each in seen if each != seen[0]] == []


@pytest.mark.parametrize(
    ("email", "words"),
    [
        pytest.param(
            "nobody@example.org",
            "Nobody has an account with this address",
            marks=pytest.mark.walks("asks for a new password where there is none to change", "nobody@example.org"),
        ),
        ("closed@example.org", "Your account is closed"),
    ],
)
def test_who_has_no_open_account_is_told_so_by_mail_alone(app: APIFlask, email: str, words: str) -> None:
    owner(email="closed@example.org", closed_at=utc_now())
    assert ask(Person(app), email=email).heading == "Check your e-mail"
    [message] = messages(email)
    assert words in " ".join((message.text or "").split())


def test_three_messages_in_an_hour_are_enough_for_one_address(app: APIFlask) -> None:
    owner()
    for _ in range(5):
        assert ask(Person(app)).heading == "Check your e-mail"
    assert len(messages(ADDRESS)) == 3


def test_a_link_of_an_account_that_was_closed_meanwhile_opens_nothing(app: APIFlask) -> None:
    user = owner()
    ask(Person(app))
    path = link_in(messages()[0])
    user.closed_at = utc_now()
    assert Person(app).open(path).heading == "This link does not work"


def test_the_owner_is_told_of_the_new_password_and_links_sent_before_end(app: APIFlask) -> None:
    user = owner()
    with transaction():
        for kind in LINK_KINDS:
            links.issue(kind, user=user, lasts=timedelta(hours=1))
    ask(Person(app))

    change(Person(app), link_in(messages(ADDRESS)[0]))

    assert messages()[-1].subject == "Your password was changed"
    unused = select(func.count()).where(OneTimeLink.user_id == user.id, OneTimeLink.used_at.is_(None))
    assert db.session.scalar(unused) == 0
