"""Who makes a request."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from flask import g
from sqlalchemy import select

from kb.access.actors import ANONYMOUS, Actor
from kb.accounts import second_factor
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.accounts.queries.sessions import over
from kb.core import db
from kb.core.db import utc_now
from tests import factories
from tests.pages import Person, statements
from tests.people import sign_in


def actor_of(person: Person) -> Actor:
    """Who the site takes this person for."""
    db.session.commit()
    with person.app.app_context(), person.client:
        person.client.get("/help")
        found: Actor = g.actor
        return found


def test_a_reader_without_a_session_is_anonymous(app: APIFlask) -> None:
    assert actor_of(Person(app)) == ANONYMOUS


def test_a_style_sheet_costs_somebody_signed_in_no_statement(user: Person) -> None:
    db.session.commit()
    with statements() as made:
        for address in ("/static/app.css", "/health/live"):
            assert user.client.get(address, buffered=True).status_code == 200
    assert made == []


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
        user.id, frozenset(), {board.id: "lead"}, "person", waiting_roles=frozenset({"admin"})
    )


def closed(user: User) -> None:
    user.closed_at = utc_now()


def long_ago(user: User) -> None:
    user_session(user).began_at -= timedelta(days=14)


def not_used_of_late(user: User) -> None:
    user_session(user).seen_at -= timedelta(days=3)


def user_session(user: User) -> UserSession:
    return db.session.scalars(select(UserSession).where(UserSession.user_id == user.id)).one()


def began_a_working_day_ago_with_a_role(user: User) -> None:
    user.site_roles = [SiteRole(role="editor")]
    user_session(user).began_at -= timedelta(hours=12)


def began_a_working_day_ago_at_the_provider(user: User) -> None:
    user.password_hash = None
    user_session(user).began_at -= timedelta(hours=12)


ENDS = (
    closed,
    long_ago,
    not_used_of_late,
    began_a_working_day_ago_with_a_role,
    began_a_working_day_ago_at_the_provider,
)


@pytest.mark.parametrize("what", ENDS)
def test_a_session_that_has_ended_is_anonymous(app: APIFlask, what: Callable[[User], None]) -> None:
    user = factories.user(password_hash="x")
    person = sign_in(Person(app), user)
    assert actor_of(person).user_id == user.id

    what(user)

    assert actor_of(person) == ANONYMOUS


HOURS = (0, 11, 12, 13, 71, 72, 73, 335, 336, 337)


@pytest.mark.parametrize("roles", [(), ("editor",), ("editor", "admin")])
@pytest.mark.parametrize(("kept", "local"), [(None, True), ("x", True), ("x", False)])
def test_the_rule_for_one_session_and_the_condition_in_sql_say_the_same(
    app: APIFlask, roles: tuple[str, ...], kept: str | None, local: bool
) -> None:
    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], local_accounts=local)
    with time_machine.travel(utc_now(), tick=False):
        user, now = factories.user(site_roles=[SiteRole(role=role) for role in roles], password_hash=kept), utc_now()
        for began, seen in itertools.product(HOURS, HOURS):
            if seen <= began:
                row = UserSession(user=user, token_digest=f"{began} {seen}")
                row.began_at, row.seen_at = now - timedelta(hours=began), now - timedelta(hours=seen)
                db.session.add(row)
        db.session.commit()

        in_sql = set(db.session.scalars(select(UserSession.id).where(over())))
        rows = db.session.scalars(select(UserSession)).all()
        assert {row.id for row in rows if row.is_over} == in_sql
        assert 0 < len(in_sql) < len(rows)


def test_a_code_given_before_the_second_step_was_switched_off_or_set_up_anew_counts_no_more(app: APIFlask) -> None:
    user = factories.user()
    user.totp_since = utc_now()
    person = sign_in(Person(app), user)
    user.site_roles = [SiteRole(role="admin")]
    assert actor_of(person).site_roles == {"admin"}

    user.totp_since = None
    assert actor_of(person).site_roles == frozenset()
    user.totp_since = utc_now()
    assert actor_of(person).site_roles == frozenset()


def test_switching_the_second_step_off_takes_back_the_codes_that_were_given(app: APIFlask) -> None:
    user = factories.user()
    sign_in(Person(app), user)
    second_factor.turn_off(user)
    db.session.commit()
    assert user_session(user).second_factor_at is None
