"""Two people, or two clicks, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.errors import Conflict, Invalid
from kb.members.models import Invitation, MembershipRequest
from kb.members.service import accepting, invitations, memberships, requests
from tests.members.inviting import as_actor, belongs, invited, role_of, waiting
from tests.pages import Person

AT_ONCE = 4


def at_once(app: APIFlask, *acts: Callable[[], Any]) -> list[str]:
    """What becomes of acts that begin together, each with a connection of its own: "done", or the refusal's name."""
    together = Barrier(len(acts))
    db.session.commit()

    def run(act: Callable[[], Any]) -> str:
        with app.app_context():
            together.wait(10)
            try:
                act()
            except (Conflict, Invalid) as refusal:
                return type(refusal).__name__
            return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_of_many_clicks_at_once_one_joins(app: APIFlask, lead: Person, board: Organisation) -> None:
    number = invited(lead, board).id
    newcomer = Person(app)
    newcomer.user = belongs(board, "member", email="new@example.org").user
    who = as_actor(newcomer)

    def accept() -> None:
        found = db.session.get(Invitation, number)
        assert found is not None
        accepting.accept(who, found)

    assert at_once(app, *[accept] * AT_ONCE) == ["Conflict"] * (AT_ONCE - 1) + ["done"]
    assert role_of(newcomer.user, board) == "contributor"
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 2


def test_invited_and_confirmed_at_once_makes_one_membership(app: APIFlask, lead: Person, board: Organisation) -> None:
    request = waiting(board)
    asked, number = request.id, invited(lead, board, "asks@example.org", role="lead").id
    newcomer, confirming = Person(app), as_actor(lead)
    newcomer.user = request.user
    who = as_actor(newcomer)

    def accept() -> None:
        found = db.session.get(Invitation, number)
        assert found is not None
        accepting.accept(who, found)

    def confirm() -> None:
        found = db.session.get(MembershipRequest, asked)
        assert found is not None
        requests.confirm(confirming, found, role="member")

    assert "done" in at_once(app, accept, confirm)
    assert role_of(newcomer.user, board) in {"lead", "member"}


def test_two_leads_who_lower_each_other_leave_one_lead(app: APIFlask, lead: Person, board: Organisation) -> None:
    other = belongs(board, "lead")
    second = Person(app)
    second.user = other.user
    first_number = db.session.scalars(select(Membership.id).where(Membership.user_id == lead.user.id)).one()
    acts = [(as_actor(lead), other.id), (as_actor(second), first_number)]

    def lower(who: Any, number: int) -> None:
        found = db.session.get(Membership, number)
        assert found is not None
        memberships.change_role(who, found, role="member")

    assert at_once(app, *[lambda who=who, number=number: lower(who, number) for who, number in acts]) == [
        "Invalid",
        "done",
    ]


def test_two_invitations_to_one_address_at_once_leave_one_open(
    app: APIFlask, lead: Person, board: Organisation
) -> None:
    who, number = as_actor(lead), board.id

    def invite() -> None:
        found = db.session.get(Organisation, number)
        assert found is not None
        invitations.invite(who, found, email="new@example.org", role="member")

    most = invitations.MOST_A_DAY_TO_ONE
    assert at_once(app, *[invite] * AT_ONCE) == ["Invalid"] * (AT_ONCE - most) + ["done"] * most
    waiting_for_answer = select(func.count()).select_from(Invitation).where(Invitation.withdrawn_at.is_(None))
    assert db.session.scalar(waiting_for_answer) == 1
