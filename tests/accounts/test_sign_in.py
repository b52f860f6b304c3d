"""Who makes a request."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask import g
from sqlalchemy import select

from kb.access.actors import ANONYMOUS, Actor
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.core import db
from kb.core.db import utc_now
from tests import factories
from tests.pages import Person
from tests.people import sign_in


def actor_of(person: Person) -> Actor:
    """Who the site takes this person for."""
    db.session.commit()
    with person.app.app_context(), person.client:
        person.client.get("/health/live")
        found: Actor = g.actor
        return found


def test_a_reader_without_a_session_is_anonymous(app: APIFlask) -> None:
    assert actor_of(Person(app)) == ANONYMOUS


def test_a_signed_in_person_acts_with_site_roles_and_memberships(app: APIFlask, board: Organisation) -> None:
    user = factories.user(
        memberships=[Membership(organisation=board, role="contributor")], site_roles=[SiteRole(role="editor")]
    )
    expected = Actor(user.id, frozenset({"editor"}), {board.id: "contributor"}, "person")

    assert actor_of(sign_in(Person(app), user)) == expected


def test_site_roles_count_only_with_a_second_factor(app: APIFlask, board: Organisation) -> None:
    user = factories.user(
        memberships=[Membership(organisation=board, role="lead")], site_roles=[SiteRole(role="admin")]
    )

    assert actor_of(sign_in(Person(app), user, second_factor=False)) == Actor(
        user.id, frozenset(), {board.id: "lead"}, "person"
    )


def closed(user: User) -> None:
    user.closed_at = utc_now()


def long_ago(user: User) -> None:
    user_session(user).began_at -= timedelta(days=14)


def not_used_of_late(user: User) -> None:
    user_session(user).seen_at -= timedelta(days=3)


def user_session(user: User) -> UserSession:
    return db.session.scalars(select(UserSession).where(UserSession.user_id == user.id)).one()


@pytest.mark.parametrize("what", [closed, long_ago, not_used_of_late])
def test_a_session_that_has_ended_is_anonymous(app: APIFlask, what: Callable[[User], None]) -> None:
    user = factories.user()
    person = sign_in(Person(app), user)
    assert actor_of(person).user_id == user.id

    what(user)

    assert actor_of(person) == ANONYMOUS
