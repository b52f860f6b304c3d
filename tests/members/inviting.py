"""Invitations and requests for tests: made as the site makes them, and the path of the link in the message."""

from typing import Any

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core import db
from kb.core.db import transaction
from kb.lessons.models.lesson import Lesson
from kb.members.models import Invitation, MembershipRequest
from kb.members.service import invitations, requests
from tests import factories
from tests.mailbox import link_in, messages
from tests.pages import Page, Person


def as_actor(person: Person) -> Actor:
    """How permissions see a person."""
    user: User = person.user
    return Actor(
        user.id,
        frozenset(role.role for role in user.site_roles),
        {membership.organisation_id: membership.role for membership in user.memberships},
        "person",
    )


def invited(by: Person, board: Organisation, email: str = "new@example.org", role: str = "contributor") -> Invitation:
    """An invitation that was sent."""
    db.session.commit()
    return invitations.invite(as_actor(by), board, email=email, role=role)


def chosen(page: Page) -> str:
    """Value of the option that a page's one select has chosen."""
    option = page.soup.select_one("main select option[selected]")
    assert option is not None
    return str(option["value"])


def path_to(email: str = "new@example.org") -> str:
    """Path of the link in the newest message to an address."""
    return link_in(messages(email)[-1])


def belongs(board: Organisation, role: str, **fields: Any) -> Membership:
    """A user who is a member of a board."""
    membership = Membership(user=factories.user(**fields), organisation=board, role=role)
    db.session.add(membership)
    db.session.commit()
    return membership


def waiting(board: Organisation, reason: str = "tenant", **fields: Any) -> MembershipRequest:
    """Somebody whom the sign-on provider proposed."""
    user = factories.user(**{"name": "Asks Politely", "email": "asks@example.org", **fields})
    db.session.commit()
    with transaction():
        found = requests.propose(user, board, reason)
    assert found is not None
    return found


def role_of(user: User, board: Organisation) -> str | None:
    """The role somebody has by now; None for somebody who does not belong."""
    db.session.rollback()
    return next((m.role for m in db.session.get(User, user.id).memberships if m.organisation_id == board.id), None)  # type: ignore[union-attr]


def draft_of(user: User, board: Organisation, state: str = "draft") -> Lesson:
    """A lesson of a board that somebody has in hand."""
    lesson = factories.lesson(state=state, organisation=board)
    lesson.holder = user
    db.session.commit()
    return lesson
