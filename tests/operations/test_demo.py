"""A demonstration has one fictional person for each role, and no other site lets them in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb import create_app
from kb.access.actors import OPERATOR
from kb.accounts.models.user import User
from kb.core import db
from kb.operations import demo, demo_lessons
from tests.conftest import settings_in
from tests.pages import Page, Person


@pytest.fixture
def demonstration(app: APIFlask, tmp_path: Path, database_url: str) -> Iterator[APIFlask]:
    """The same site, run as a demonstration."""
    made = create_app(replace(settings_in(tmp_path, database_url), demo=True))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine().dispose()


def sign_in(site: APIFlask, access: demo.Access) -> Page:
    page = Person(site).get("accounts.sign_in")
    return page.submit("Sign in", email=access.email, password=access.password)


def test_there_is_one_person_for_each_role_with_a_new_password_each_time(demonstration: APIFlask) -> None:
    first = demo.add_people(OPERATOR, None)
    again = demo.add_people(OPERATOR, None)

    assert [access.email.split("@")[0] for access in first] == [
        "user", "member", "contributor", "lead", "editor", "identity_reviewer", "admin",
    ]  # fmt: skip
    assert {access.password for access in first}.isdisjoint(access.password for access in again)
    assert db.session.scalar(select(func.count()).select_from(User)) == len(first)


def test_they_sign_in_without_a_second_step_and_every_page_says_what_it_is(demonstration: APIFlask) -> None:
    admin = next(access for access in demo.add_people(OPERATOR, None) if access.email.startswith("admin"))

    page = sign_in(demonstration, admin)

    assert page.person.get("admin.index").heading == "Admin"
    assert "Demonstration." in page.html
    assert "Demonstration." in Person(demonstration).get("site.home").html


def test_a_site_that_is_no_demonstration_does_not_let_them_in(app: APIFlask, demonstration: APIFlask) -> None:
    access = demo.add_people(OPERATOR, None)[0]
    inside = sign_in(demonstration, access).person

    page = sign_in(app, access)

    assert page.errors
    assert "Demonstration." not in page.html
    stolen = Person(app)
    with inside.client.session_transaction() as cookie, stolen.client.session_transaction() as other:
        other.update(cookie)
    assert stolen.get("accounts.account").heading == "Sign in"


def test_what_the_demonstration_returned_is_at_the_desk_with_what_was_asked(demonstration: APIFlask) -> None:
    people = {access.email.split("@")[0]: access for access in demo.add_people(OPERATOR, None)}
    demo_lessons.add_lessons(OPERATOR, None)

    page = sign_in(demonstration, people["editor"]).person.get("desk.returned")

    assert "One telephone number for worried neighbours" in page.text
    assert "Do you know how many have rung since?" in page.text
