"""The first admin of a new site."""

from dataclasses import replace

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import ANONYMOUS, OPERATOR, Actor
from kb.accounts.models.user import SiteRole, User
from kb.accounts.passwords import NoPasswords
from kb.accounts.queries.leaving import is_last_admin
from kb.accounts.queries.users import has_admin
from kb.accounts.service import registering
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict, Denied, NotFound
from tests import factories
from tests.accounts.doors import PASSWORD, owner, who_is
from tests.pages import Page, Person


def make_first_admin(person: Person, address: str) -> Page:
    return person.open(address).submit(
        "Make my account", email=" First@Example.org", name="First Admin", password=PASSWORD
    )


def test_the_first_admin_makes_an_account_with_the_printed_link(app: APIFlask) -> None:
    address = registering.first_admin_link(OPERATOR, None)
    assert address.startswith("https://lessons.example.org/first-admin/")
    person = Person(app)

    page = make_first_admin(person, address)

    assert page.response.request.path == "/account/second-step"
    assert "Your account is made. Strength of your password: 4 of 4." in page.text
    assert who_is(person) == "first@example.org"
    made = db.session.scalars(select(User)).one()
    assert [role.role for role in made.site_roles] == ["admin"]
    assert Person(app).open(address).heading == "This link has been used"
    with pytest.raises(Conflict):
        registering.first_admin_link(OPERATOR, None)


def test_a_newer_link_for_the_first_admin_withdraws_the_older(app: APIFlask) -> None:
    older, newer = registering.first_admin_link(OPERATOR, None), registering.first_admin_link(OPERATOR, None)
    assert Person(app).open(older).heading == "This link no longer works: a newer one was sent"
    assert Person(app).open(newer).heading == "Make the first admin"


def test_a_link_for_the_first_admin_is_worth_nothing_once_there_is_one(app: APIFlask) -> None:
    address = registering.first_admin_link(OPERATOR, None)
    page = Person(app).open(address)
    owner(site_roles=[SiteRole(role="admin")])
    assert Person(app).open(address).heading == "There is an admin already"
    late = page.submit("Make my account", email="first@example.org", name="First", password=PASSWORD)
    assert late.heading == "There is an admin already"


def test_an_admin_who_is_closed_or_of_the_demo_does_not_count(app: APIFlask) -> None:
    owner(site_roles=[SiteRole(role="admin")], closed_at=utc_now())
    factories.user(site_roles=[SiteRole(role="admin")], demo=True)
    db.session.commit()
    assert registering.first_admin_link(OPERATOR, None)


def test_the_first_admin_takes_no_address_that_has_an_account(app: APIFlask) -> None:
    owner(email="first@example.org")
    assert make_first_admin(Person(app), registering.first_admin_link(OPERATOR, None)).errors == [
        f"{registering.TAKEN}. Sign in with it"
    ]


def test_without_local_accounts_the_first_admin_comes_through_the_provider(app: APIFlask) -> None:
    printed_before = registering.first_admin_link(OPERATOR, None)
    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], local_accounts=False)

    with pytest.raises(NoPasswords):
        registering.first_admin_link(OPERATOR, None)
    page = Person(app).open(printed_before)
    assert (page.status, page.heading) == (404, "You need no password here")
    assert page.follow("Sign in").heading == "Sign in"


def test_the_link_for_the_first_admin_is_for_those_who_run_the_site(app: APIFlask) -> None:
    for who in (ANONYMOUS, Actor(1, kind="person")):
        with pytest.raises((Denied, NotFound)):
            registering.first_admin_link(who, None)


def test_fictional_admins_count_where_the_site_is_a_demonstration(app: APIFlask) -> None:
    fictional = factories.user(site_roles=[SiteRole(role="admin")], demo=True)
    db.session.commit()
    assert not has_admin()

    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], demo=True)

    assert has_admin()
    assert is_last_admin(fictional)
