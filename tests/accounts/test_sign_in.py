"""Who makes a request."""

from apiflask import APIFlask
from flask import g
from flask_login import login_user
from sqlalchemy import select

from kb.access.guard import public
from kb.access.policy import ANONYMOUS, Actor
from kb.accounts.models import Membership, SiteRole, User
from kb.core import db
from tests import factories


def actor_of_session(app: APIFlask, person: User | None) -> Actor:
    client = app.test_client()
    if person:
        sign_in_id = person.sign_in_id

        @app.get("/sign-in-for-the-test")
        @public
        def sign_in() -> str:
            login_user(db.session.scalars(select(User).where(User.sign_in_id == sign_in_id)).one(), force=True)
            return "signed in"

        db.session.commit()
        with app.app_context():
            client.get("/sign-in-for-the-test")
    with app.app_context(), client:
        client.get("/health/live")
        found: Actor = g.actor
        return found


def test_a_reader_without_a_session_is_anonymous(app: APIFlask) -> None:
    assert actor_of_session(app, None) == ANONYMOUS


def test_a_signed_in_person_acts_with_site_roles_and_memberships(app: APIFlask) -> None:
    board = factories.organisation()
    person = factories.user(
        memberships=[Membership(organisation=board, role="contributor")], site_roles=[SiteRole(role="editor")]
    )
    expected = Actor(person.id, frozenset({"editor"}), {board.id: "contributor"})

    assert actor_of_session(app, person) == expected


def test_a_session_of_an_account_that_was_closed_is_anonymous(app: APIFlask) -> None:
    assert actor_of_session(app, factories.user(active=False)) == ANONYMOUS
