"""The first admin of a new site."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.accounts.models.user import SiteRole, User
from kb.accounts.service import registering
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict
from tests import factories
from tests.accounts.doors import PASSWORD, owner, who_is
from tests.pages import Page, Person


def make_first_admin(person: Person, address: str) -> Page:
    return person.open(address).submit(
        "Make the account", email=" First@Example.org", name="First Admin", password=PASSWORD
    )


def test_the_first_admin_makes_an_account_with_the_printed_link(app: APIFlask) -> None:
    address = registering.first_admin_link()
    assert address.startswith("https://lessons.example.org/first-admin/")
    person = Person(app)

    page = make_first_admin(person, address)

    assert page.response.request.path == "/account/second-step"
    assert who_is(person) == "first@example.org"
    made = db.session.scalars(select(User)).one()
    assert [role.role for role in made.site_roles] == ["admin"]
    assert Person(app).open(address).heading == "This link has been used"
    with pytest.raises(Conflict):
        registering.first_admin_link()


def test_a_newer_link_for_the_first_admin_withdraws_the_older(app: APIFlask) -> None:
    older, newer = registering.first_admin_link(), registering.first_admin_link()
    assert Person(app).open(older).heading == "This link has been used"
    assert Person(app).open(newer).heading == "Make the first admin"


def test_a_link_for_the_first_admin_is_worth_nothing_once_there_is_one(app: APIFlask) -> None:
    address = registering.first_admin_link()
    page = Person(app).open(address)
    owner(site_roles=[SiteRole(role="admin")])
    assert Person(app).open(address).heading == "This link has been used"
    late = page.submit("Make the account", email="first@example.org", name="First", password=PASSWORD)
    assert late.heading == "This link has been used"


def test_an_admin_who_is_closed_or_of_the_demo_does_not_count(app: APIFlask) -> None:
    owner(site_roles=[SiteRole(role="admin")], closed_at=utc_now())
    factories.user(site_roles=[SiteRole(role="admin")], demo=True)
    db.session.commit()
    assert registering.first_admin_link()


def test_the_first_admin_takes_no_address_that_has_an_account(app: APIFlask) -> None:
    owner(email="first@example.org")
    assert make_first_admin(Person(app), registering.first_admin_link()).errors == [
        f"{registering.TAKEN}. Sign in with it"
    ]
