"""The kinds of people that permissions tell apart, each with a browser of one's own; a plugin of fixtures."""

from collections.abc import Callable
from typing import Any

import pytest
from apiflask import APIFlask

from kb.accounts.digests import new_token, token_digest
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.core import db
from kb.core.db import utc_now
from tests import factories
from tests.pages import Person

KINDS = (
    "anonymous", "user", "member", "contributor", "other_contributor", "lead", "editor", "identity_reviewer", "admin",
)  # fmt: skip


def sign_in(person: Person, user: User, *, second_factor: bool = True) -> Person:
    """Give a person a session, as signing in does, without the pages for it; who needs a second step has one."""
    token = new_token()
    if second_factor and user.needs_second_factor and not user.has_second_factor:
        user.totp_since = utc_now()
    db.session.add(
        UserSession(
            user=user,
            token_digest=token_digest(token),
            second_factor_at=utc_now() if second_factor else None,
            browser="Firefox on Windows",
        )
    )
    db.session.commit()
    with person.client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return person


def a_user(kind: str, board: Organisation, other_board: Organisation, **fields: Any) -> User:
    """A user of this kind: a member of `board` (or of the other one) or the holder of a site role."""
    user = factories.user(**{"name": f"A {kind}", "email": f"{kind}@example.org", **fields})
    if kind in {"editor", "identity_reviewer", "admin"}:
        user.site_roles = [SiteRole(role=kind)]
    elif kind == "other_contributor":
        user.memberships = [Membership(organisation=other_board, role="contributor")]
    elif kind != "user":
        user.memberships = [Membership(organisation=board, role=kind)]
    db.session.flush()
    return user


@pytest.fixture
def board(app: APIFlask) -> Organisation:
    """The organisation that members, contributors and leads belong to."""
    return factories.organisation(slug="northbridge")


@pytest.fixture
def other_board(app: APIFlask) -> Organisation:
    """Another one, with a contributor of its own."""
    return factories.organisation("Southbridge Safeguarding Children Board", slug="southbridge")


@pytest.fixture
def people(app: APIFlask, board: Organisation, other_board: Organisation) -> Callable[[str], Person]:
    """Gives a browser in which a person of this kind is signed in; `person.user` is the user."""

    def of_kind(kind: str) -> Person:
        person = Person(app)
        if kind != "anonymous":
            person.user = a_user(kind, board, other_board)
            sign_in(person, person.user)
        return person

    return of_kind


@pytest.fixture
def user(people: Callable[[str], Person]) -> Person:
    """Somebody registered, in no organisation."""
    return people("user")


@pytest.fixture
def member(people: Callable[[str], Person]) -> Person:
    """A member of the board."""
    return people("member")


@pytest.fixture
def contributor(people: Callable[[str], Person]) -> Person:
    """A contributor of the board."""
    return people("contributor")


@pytest.fixture
def other_contributor(people: Callable[[str], Person]) -> Person:
    """A contributor of the other board."""
    return people("other_contributor")


@pytest.fixture
def lead(people: Callable[[str], Person]) -> Person:
    """The lead of the board."""
    return people("lead")


@pytest.fixture
def editor(people: Callable[[str], Person]) -> Person:
    """Of the editorial team, signed in with a second factor."""
    return people("editor")


@pytest.fixture
def identity_reviewer(people: Callable[[str], Person]) -> Person:
    """An identity reviewer, signed in with a second factor."""
    return people("identity_reviewer")


@pytest.fixture
def admin(people: Callable[[str], Person]) -> Person:
    """An admin, signed in with a second factor."""
    return people("admin")
